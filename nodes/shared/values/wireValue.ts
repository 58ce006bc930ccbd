import type { IDataObject } from 'n8n-workflow';
import { parameterOf, titleOf } from '../api/names';
import { isValueOf, references } from '../api/references';
import type { Field, FieldType } from '../api/types';
import { countryCode } from './country';
import { moment } from './dateTime';
import { checkedDidNumbers } from './didNumbers';
import { InputRefused } from './inputRefused';
import { isRecord } from './isRecord';
import { jsonValue } from './jsonValue';
import { network } from './network';
import { plainText, wholeText } from './text';
import { weekHours } from './weekHours';

/** A record that was named by something else than its id; the id is looked up before sending. */
export class Lookup {
	constructor(
		readonly ref: string,
		readonly value: string,
		/** Name of the field that has the value; undefined where any of its keys may, or the id. */
		readonly form?: string,
	) {}
}

/** What a conversion needs to know beside the value. */
export interface Reading {
	/** n8n's time zone of the workflow. */
	timezone: string;
	/** Collects what must never stand in a message. */
	secrets: Set<string>;
}

/**
 * The value of one field as the API wants it.
 *
 * @param field the fact
 * @param value what the editor or an expression gave
 * @returns undefined when the field is empty or unset, and so is not sent
 * @throws InputRefused naming the field
 */
export function wireValue(field: Field, value: unknown, reading: Reading): unknown {
	if (isUnset(value)) return undefined;
	return CONVERSIONS[field.type](field, value, reading);
}

/** Label of a field as the editor shows it. */
export const labelOf = (field: Field): string => field.title ?? titleOf(field.name);

const isUnset = (value: unknown): boolean => value === undefined || value === null || value === '';

type Conversion = (field: Field, value: unknown, reading: Reading) => unknown;

const CONVERSIONS: Readonly<Record<FieldType, Conversion>> = {
	text(field, value, { secrets }) {
		const text = wholeText(field, labelOf(field), value);
		if (field.secret) secrets.add(text);
		return field.picks === 'getRegions' ? countryCode(text) : text;
	},
	integer: (field, value) => numeric(field, value, true),
	number: (field, value) => numeric(field, value, false),
	boolean(field, value) {
		if (typeof value === 'boolean') return value;
		if (value === 'true' || value === 'false') return value === 'true';
		throw new InputRefused(`"${labelOf(field)}" must be true or false`);
	},
	choice(field, value) {
		const text = plainText(labelOf(field), value);
		if (Object.hasOwn(field.options ?? {}, text)) return text;
		throw new InputRefused(
			`"${labelOf(field)}" does not know the choice "${text}"`,
			`Known are ${Object.keys(field.options ?? {}).join(', ')}. A newer one can be sent as "${field.name}" in Other Fields (JSON).`,
		);
	},
	dateTime: (field, value, { timezone }) => moment(value, labelOf(field), timezone),
	texts(field, value) {
		const list = (Array.isArray(value) ? value : [value]).filter((each) => !isUnset(each));
		return list.length ? list.map((each) => plainText(labelOf(field), each)) : undefined;
	},
	reference: (field, value) => referenceValue(field, value),
	object(field, value, reading) {
		const fields = objectValue(field.fields ?? [], plainObject(field, value), reading);
		return Object.keys(fields).length ? fields : undefined;
	},
	list(field, value, reading) {
		const entries = entriesOf(field, value).map((entry) =>
			objectValue(field.fields ?? [], entry, reading),
		);
		return entries.length ? entries : undefined;
	},
	keyed(field, value, reading) {
		const result = new Map<string, unknown>();
		for (const { key, ...entry } of entriesOf(field, value)) {
			const name = plainText(labelOf(field), key);
			if (!Object.hasOwn(field.options ?? {}, name)) {
				throw new InputRefused(`"${labelOf(field)}" has no part "${name}"`);
			}
			if (result.has(name)) {
				throw new InputRefused(
					`"${labelOf(field)}" has two entries for "${field.options?.[name]}"`,
					'Keep one of them.',
				);
			}
			result.set(name, objectValue(field.fields ?? [], entry, reading));
		}
		return result.size ? Object.fromEntries(result) : undefined;
	},
	weekHours: (field, value) =>
		weekHours(plainText(labelOf(field), value), labelOf(field), field.modes === true),
	switches: (field, value) => switchesOf(field, Array.isArray(value) ? value : [value]),
	didNumbers: (field, value) => checkedDidNumbers(plainText(labelOf(field), value), labelOf(field)),
	network: (field, value) => network(plainText(labelOf(field), value)),
	json: (field, value, { secrets }) => jsonValue(labelOf(field), value, secrets),
};

/** Every switch of the field: on if it was picked. */
function switchesOf(field: Field, picked: readonly unknown[]): IDataObject {
	const names = Object.keys(field.options ?? {});
	const unknown = picked.find((each) => !names.includes(String(each)));
	if (unknown !== undefined)
		throw new InputRefused(`"${labelOf(field)}" has no "${String(unknown)}"`);
	const groups: Record<string, IDataObject> = {};
	for (const name of names) {
		const [group, key] = name.split('.');
		(groups[group] ??= {})[key] = picked.includes(name);
	}
	return groups;
}

/** The set fields of an object under their wire names. */
function objectValue(fields: readonly Field[], values: IDataObject, reading: Reading): IDataObject {
	const pairs = fields.map(
		(field) => [field.name, wireValue(field, values[parameterOf(field)], reading)] as const,
	);
	return Object.fromEntries(pairs.filter(([, value]) => value !== undefined)) as IDataObject;
}

function numeric(field: Field, value: unknown, whole: boolean): number {
	const number = typeof value === 'string' ? Number(value.trim() || NaN) : value;
	const fits =
		typeof number === 'number' &&
		Number.isFinite(number) &&
		(!whole || Number.isInteger(number)) &&
		number >= (field.min ?? -Infinity) &&
		number <= (field.max ?? Infinity);
	if (fits) return number;
	const limits = [
		field.min === undefined ? '' : ` from ${field.min}`,
		field.max === undefined ? '' : ` up to ${field.max}`,
	].join('');
	throw new InputRefused(
		`"${labelOf(field)}" must be a ${whole ? 'whole ' : ''}number${limits}; it is ${shown(value)}`,
	);
}

/** An id from a locator or an expression, or what to look it up by. */
function referenceValue(field: Field, value: unknown): string | Lookup | undefined {
	const { ref = '' } = field;
	const reference = references[ref];
	const given: Located = isRecord(value) ? value : { value };
	if (isUnset(given.value)) return undefined;
	const text = plainText(labelOf(field), given.value).trim();
	const key = reference.keys?.find(({ name }) => name === given.mode);
	if (key) return new Lookup(ref, text, key.name);
	// What was picked from the list has a name beside it, and is as the list has it.
	return given.cachedResultName || isValueOf(reference, text) ? text : new Lookup(ref, text);
}

/** The value of a locator. */
interface Located {
	mode?: unknown;
	value?: unknown;
	cachedResultName?: unknown;
}

function plainObject(field: Field, value: unknown): IDataObject {
	if (isRecord(value)) return value;
	throw new InputRefused(`"${labelOf(field)}" must be a group of fields; it is ${shown(value)}`);
}

function entriesOf(field: Field, value: unknown): IDataObject[] {
	const { entries = [] } = plainObject(field, value);
	if (Array.isArray(entries)) return entries as IDataObject[];
	throw new InputRefused(`"${labelOf(field)}" must be a list of entries; it is ${shown(entries)}`);
}

const shown = (value: unknown): string =>
	typeof value === 'object' ? 'an object' : `"${String(value)}"`;

import type { IDataObject } from 'n8n-workflow';
import { parameterOf } from '../api/names';
import type { Field } from '../api/types';
import { matching } from './choices';
import { InputRefused, refused } from './inputRefused';
import { isRecord } from './isRecord';
import { arrayOf, jsonIn } from './lists';
import type { Reading } from './reading';
import { isUnset, plainText } from './text';

/** Reads the value of one field. */
type ReadField = (field: Field, value: unknown, reading: Reading) => unknown;

/**
 * The set fields of a group, under their names in the API; as the editor gives them, or as Get
 * does, which can also be the text of its JSON.
 *
 * @throws InputRefused naming the field
 */
export function groupValue(
	field: Field,
	value: unknown,
	reading: Reading,
	read: ReadField,
): IDataObject | undefined {
	const fields = fieldsIn(field, recordOf(field, value), reading, read);
	return Object.keys(fields).length ? fields : undefined;
}

/**
 * The entries of a list of groups. A single value stands for an entry where the list is one of
 * extensions: `101,102`.
 *
 * @throws InputRefused naming the entry and the field
 */
export function groupsValue(
	field: Field,
	value: unknown,
	reading: Reading,
	read: ReadField,
): IDataObject[] | undefined {
	const entries: IDataObject[] = [];
	for (const [index, entry] of entriesIn(field, value).entries()) {
		if (isUnset(entry)) continue;
		try {
			const group = groupValue(field, short(field, entry), reading, read);
			if (group) entries.push(group);
		} catch (error) {
			throw error instanceof InputRefused ? error.within(field, index + 1) : error;
		}
	}
	return entries.length ? entries : undefined;
}

/**
 * The parts of a field whose keys are a fixed set; as entries with a key, as the editor gives
 * them, or under their keys, as Get does.
 *
 * @throws InputRefused naming the part and the field
 */
export function partsValue(
	field: Field,
	value: unknown,
	reading: Reading,
	read: ReadField,
): IDataObject | undefined {
	const result = new Map<string, IDataObject>();
	for (const [given, entry] of partsIn(field, recordOf(field, value))) {
		const key = keyOf(field, given);
		if (!Object.hasOwn(field.options ?? {}, key)) {
			// What only Get shows of the parts goes back as it came.
			if (field.readOnly?.includes(key)) continue;
			throw refused('unknownPart', field, key, 'it is no part of the field', {
				part: true,
				advice: `Parts are ${Object.keys(field.options ?? {})
					.slice(0, 5)
					.join(', ')} and others of that form.`,
			});
		}
		if (result.has(key)) {
			throw refused('twoEntries', field, key, 'it has two entries', {
				part: true,
				advice: `Keep one of those for "${field.options?.[key]}".`,
			});
		}
		const part = fieldsIn(field, recordOf(field, entry), reading, read);
		if (Object.keys(part).length) result.set(key, part);
	}
	return result.size ? Object.fromEntries(result) : undefined;
}

/** A key that people type may be the name of the part. */
function keyOf({ options = {}, typed }: Field, given: string): string {
	const [found, ...others] = typed ? matching(options, given) : [];
	return found === undefined || others.length ? given : found;
}

function partsIn(field: Field, value: IDataObject): Array<readonly [string, unknown]> {
	if (!Object.hasOwn(value, 'entries')) {
		return Object.entries(value).filter(([, entry]) => !isUnset(entry));
	}
	return entriesIn(field, value).map((entry) => {
		const { key, ...part } = recordOf(field, entry);
		return [plainText(field, key).trim(), part] as const;
	});
}

function entriesIn(field: Field, value: unknown): unknown[] {
	if (!isRecord(value) || !Object.hasOwn(value, 'entries')) {
		return isRecord(value) && !Object.keys(value).length
			? []
			: arrayOf(field, fromText(field, value));
	}
	const { entries } = value;
	if (Array.isArray(entries)) return entries;
	if (isUnset(entries)) return [];
	throw refused('list', field, entries, 'it takes a list of entries');
}

/** The list or object that a text holds as JSON; other texts and values as they are. */
const fromText = (field: Field, value: unknown): unknown =>
	typeof value === 'string' ? (jsonIn(field, value, '{') ?? value) : value;

/** An entry that is one value: the number of an extension, where that is what the list is of. */
function short({ fields: [first] = [] }: Field, entry: unknown): unknown {
	if (typeof entry === 'object' || first?.ref !== 'extensionNumber') return entry;
	return { [first.name]: entry };
}

function recordOf(field: Field, value: unknown): IDataObject {
	const given = fromText(field, value);
	if (isRecord(given) && !('toJSON' in given)) return given;
	throw refused('group', field, value, 'it takes a group of fields', {
		advice: 'Fill its fields in one by one, or give an object as Get shows it.',
	});
}

/** The set fields of an object under their names in the API. */
function fieldsIn(
	{ fields = [], readOnly, ...field }: Field,
	values: IDataObject,
	reading: Reading,
	read: ReadField,
): IDataObject {
	const result: IDataObject = {};
	let seen = 0;
	for (const inner of fields) {
		const parameter = parameterOf(inner);
		const own = Object.hasOwn(values, parameter);
		const name = own ? parameter : inner.name;
		if (!own && !Object.hasOwn(values, name)) continue;
		seen += parameter !== inner.name && own && Object.hasOwn(values, inner.name) ? 2 : 1;
		const value = read(inner, values[name], reading);
		if (value !== undefined) result[inner.name] = value as IDataObject;
	}
	if (seen < Object.keys(values).length) refuseUnknown(field, fields, readOnly, values);
	return result;
}

/** A name that no field has is a slip of the pen, but for what Get shows beside the fields. */
function refuseUnknown(
	field: Field,
	fields: readonly Field[],
	readOnly: readonly string[] = [],
	values: IDataObject,
): void {
	const known = new Set(fields.flatMap((each) => [each.name, parameterOf(each)]));
	const unknown = Object.keys(values).find((name) => !known.has(name) && !readOnly.includes(name));
	if (unknown === undefined) return;
	throw refused('unknownField', field, unknown, 'it has no field of that name', {
		part: true,
		advice: `Its fields are ${fields.map(({ name }) => name).join(', ')}.`,
	});
}

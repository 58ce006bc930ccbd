import type { IDataObject } from 'n8n-workflow';
import type { Field } from '../api/types';
import { isRecord } from '../values/isRecord';
import { factOf, idIn, inDepth, ofType } from './compare';

/** A field of a record that is not as it was given. */
export interface Change {
	/** Name in the API; that of a field within an object follows after a dot. */
	field: string;
	before: unknown;
	after: unknown;
}

/** What a record lacks of what was given. */
export interface Difference {
	changed: Change[];
	/** Names of the fields that the PBX does not show. */
	notCompared: string[];
}

/** Stands for a secret. */
export const MASK = '***';

/**
 * What of the given fields a record does not hold, once both sides are in one form: numbers may
 * come as text, lists without order may be in any, capitals of domains do not count, and a field
 * that is not there holds nothing or what the PBX takes by default.
 *
 * @param fields facts of what was given
 * @param given under wire names
 * @param held the record as the PBX shows it
 * @param within name of the object that they are fields of
 */
export function differenceOf(
	fields: readonly Field[],
	given: Readonly<IDataObject>,
	held: Readonly<IDataObject>,
	within = '',
): Difference {
	const result: Difference = { changed: [], notCompared: [] };
	for (const [name, value] of Object.entries(given)) {
		const field = factOf(fields, name);
		const at = `${within}${name}`;
		const before = held[name];
		if (field?.type === 'object' && isRecord(value) && isRecord(before)) {
			const inner = differenceOf(field.fields ?? [], value, before, `${at}.`);
			result.changed.push(...inner.changed);
			result.notCompared.push(...inner.notCompared);
			continue;
		}
		switch (likenessOf(field, value, before)) {
			case 'other':
				result.changed.push({
					field: at,
					before: masked(field, before ?? null),
					after: masked(field, value),
				});
				break;
			case 'unknown':
				result.notCompared.push(at);
		}
	}
	return result;
}

function likenessOf(field: Field | undefined, given: unknown, held: unknown) {
	if (field?.secret) return 'unknown';
	if (isEmpty(held)) {
		if (isEmpty(given) || (held === undefined && given === field?.default)) return 'same';
		return held === undefined && (!field || field.unseen) ? 'unknown' : 'other';
	}
	// Of JSON and of what no row knows, the form in which it was given must do.
	if (!field || field.type === 'json') return differs(inDepth(given, held, field ?? ANY));
	if (field.type === 'texts' && !field.ordered)
		return differs(inDepth(sorted(given), sorted(held), field));
	if (typeof given === 'string' && CASELESS.has(field.form ?? '')) {
		return given.toLowerCase() === String(held).toLowerCase() ? 'same' : 'other';
	}
	return differs(ofType(field, given, held));
}

const ANY: Field = { name: '', type: 'json' };

/** What is shown in another form than it was given is different, as far as anybody can see. */
const differs = (likeness: 'same' | 'other' | 'unknown') =>
	likeness === 'same' ? 'same' : 'other';

/** Names in which capitals do not count. */
const CASELESS = new Set(['sipDomain', 'host', 'email', 'mac']);

/** Nothing is there: the PBX shows it in several ways. */
export const isEmpty = (value: unknown): boolean =>
	value === undefined || value === null || value === '' || (Array.isArray(value) && !value.length);

const sorted = (value: unknown): unknown =>
	Array.isArray(value) ? value.map((each) => String(idIn(each))).sort() : value;

/** A value without what its facts call secret. */
function masked(field: Field | undefined, value: unknown): unknown {
	if (field?.secret) return MASK;
	const { fields } = field ?? {};
	if (!fields) return value;
	if (Array.isArray(value)) return value.map((each) => maskedParts(fields, each));
	return maskedParts(fields, value);
}

const maskedParts = (fields: readonly Field[], value: unknown): unknown =>
	isRecord(value)
		? Object.fromEntries(
				Object.entries(value).map(([name, each]) => [name, masked(factOf(fields, name), each)]),
			)
		: value;

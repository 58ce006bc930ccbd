import type { IDataObject } from 'n8n-workflow';
import type { Field, FieldType } from '../api/types';
import { isRecord } from '../values/isRecord';

/**
 * What two values are to each other: the same, different, or such that it cannot be seen, because
 * the PBX keeps one to itself or nothing is known of its form.
 */
export type Likeness = 'same' | 'other' | 'unknown';

/**
 * Whether a record holds everything that was sent, in depth and by the types of the fields. What
 * the record has beyond it does not count.
 *
 * @param fields facts of what was sent
 * @param sent body of the write, under wire names
 * @param held the record as the PBX gives it
 * @returns `other` if any field differs; else `unknown` if any cannot be compared
 */
export function compare(
	fields: readonly Field[],
	sent: Readonly<IDataObject>,
	held: Readonly<IDataObject>,
): Likeness {
	return all(
		Object.entries(sent).map(([name, value]) => {
			const field = factOf(fields, name);
			// Of a field that no row knows, such as one of Other Fields, nobody knows the form.
			if (!field || field.secret) return 'unknown';
			return likeness(field, value, held[name]);
		}),
	);
}

/** The fact of a field; a key of a spread field is one of its values. */
export function factOf(fields: readonly Field[], name: string): Field | undefined {
	const own = fields.find((field) => field.name === name && !field.spread);
	if (own) return own;
	const spread = fields.find((field) => field.spread && Object.hasOwn(field.options ?? {}, name));
	return spread && { name, type: 'object', fields: spread.fields ?? [] };
}

function all(parts: readonly Likeness[]): Likeness {
	if (parts.includes('other')) return 'other';
	return parts.includes('unknown') ? 'unknown' : 'same';
}

function likeness(field: Field, sent: unknown, held: unknown): Likeness {
	if (held === undefined || held === null) return isNothing(sent) ? 'same' : 'unknown';
	return ofType(field, sent, held);
}

const isNothing = (value: unknown): boolean => value === '' || value === null;

/** What two values of a field are to each other that are both there. */
export const ofType = (field: Field, sent: unknown, held: unknown): Likeness =>
	COMPARISONS[field.type](sent, held, field);

type Comparison = (sent: unknown, held: unknown, field: Field) => Likeness;

const likeIf = (same: boolean): Likeness => (same ? 'same' : 'other');

/** Ids and numbers come back as text at times. */
const asText: Comparison = (sent, held) =>
	typeof held === 'object' ? 'unknown' : likeIf(String(sent) === String(held));

const asNumber: Comparison = (sent, held) => likeIf(Number(sent) === Number(held));

/** In depth and without facts: an object holds what was sent, a list is the same one by one. */
export const inDepth: Comparison = (sent, held, field) => {
	if (Array.isArray(sent)) {
		if (!Array.isArray(held)) return 'unknown';
		if (sent.length !== held.length) return 'other';
		return all(sent.map((each, index) => inDepth(each, held[index], field)));
	}
	// What is sent by its id, such as a holiday of a rule, is shown as the whole record at times.
	if (!isRecord(sent)) return asText(sent, idIn(held) ?? '', field);
	if (!isRecord(held)) return 'unknown';
	return all(
		Object.entries(sent).map(([name, each]) =>
			Object.hasOwn(held, name) ? inDepth(each, held[name], field) : 'unknown',
		),
	);
};

/** The id of a record in place of the record. */
export const idIn = (value: unknown): unknown =>
	isRecord(value) && value.id !== undefined ? value.id : value;

const asObject: Comparison = (sent, held, { fields = [] }) =>
	isRecord(sent) && isRecord(held) ? compare(fields, sent, held) : 'unknown';

const COMPARISONS: Readonly<Record<FieldType, Comparison>> = {
	text: asText,
	choice: asText,
	reference: asText,
	boolean: asText,
	integer: asNumber,
	number: asNumber,
	dateTime: (sent, held) => likeIf(Date.parse(String(sent)) === Date.parse(String(held))),
	texts: inDepth,
	object: asObject,
	list(sent, held, field) {
		if (!Array.isArray(sent) || !Array.isArray(held)) return 'unknown';
		if (sent.length !== held.length) return 'other';
		return all(sent.map((each, index) => asObject(each, held[index], field)));
	},
	keyed(sent, held, field) {
		if (!isRecord(sent) || !isRecord(held)) return 'unknown';
		return all(
			Object.entries(sent).map(([key, each]) => {
				const part = held[key];
				return part === undefined ? 'unknown' : asObject(each, part, field);
			}),
		);
	},
	weekHours: inDepth,
	switches: inDepth,
	didNumbers: (sent, held) => likeIf(entries(sent) === entries(held)),
	json: () => 'unknown',
};

/** The numbers of a list without blanks, in any order. */
export const entries = (list: unknown): string =>
	String(list)
		.split(';')
		.map((entry) => entry.replace(/\s+/g, ''))
		.filter(Boolean)
		.sort()
		.join(';');

import type { IDataObject } from 'n8n-workflow';
import { idIn } from '../records/compare';
import { isEmpty } from '../records/difference';
import { isRecord } from '../values/isRecord';
import { keyOf, kindOf } from './kinds';

/** A field that holds the id of another record, wherever it stands. */
interface ReferenceName {
	/** Its name in the API. */
	wire: string;
	/** Its name in the document. */
	name: string;
	/** The parts in which its record can stand. */
	parts: readonly string[];
}

/** Ids that stand in records, and by what they are known in the document. */
const REFERENCES: readonly ReferenceName[] = [
	{ wire: 'provider_id', name: 'trunk', parts: ['trunks', 'own_trunks'] },
	{ wire: 'ring_group_id', name: 'ring_group', parts: ['ring_groups'] },
	{ wire: 'dealer_id', name: 'dealer', parts: ['dealers'] },
	{ wire: 'holidays', name: 'holidays', parts: ['holidays'] },
];
const byWire = new Map(REFERENCES.map((each) => [each.wire, each]));
const byName = new Map(REFERENCES.map((each) => [each.name, each]));

/** What the PBX only repeats of a record that is pointed to, and the read-only ids of entries. */
const ECHOES = /^id$|^provider_(name|brand|did_numbers)$|_file_(name|size|url)$/;

/** A file has no key: it belongs to the PBX on which it was uploaded. */
const FILE = /_file_id$/;

/** Between the values of a key of several fields, and in one of them that has it itself. */
const JOINT = ' / ';
const DOUBLE_JOINT = ' // ';

/** A value by which something is known; what is neither text nor number is none. */
const textOf = (value: unknown): string =>
	typeof value === 'string' || typeof value === 'number' ? String(value).trim() : '';

/**
 * By what a record is known in the document, as one text: the number of an extension, the name of a
 * trunk, name and region of a holiday.
 */
export function nameOf(part: string, record: Readonly<IDataObject>): string {
	if (part === 'trunks') return textOf(record.trunk ?? record.name);
	const values = keyOf(kindOf(part)).map(({ name }) =>
		textOf(record[documentName(name)] ?? record[name]),
	);
	if (values.length === 1) return values[0];
	return values
		.map((value) => value.replaceAll(JOINT, DOUBLE_JOINT))
		.join(JOINT)
		.replace(/(?: \/ )+$/, '');
}

/** A field of the API as it is called in the document. */
export const documentName = (wire: string): string => byWire.get(wire)?.name ?? wire;

/**
 * A value with keys in place of ids, in whatever depth.
 *
 * @param keyFor the key of the record with an id in any of the parts; undefined where there is none
 * @param told takes the names of what cannot be expressed
 */
export function withKeys(
	value: unknown,
	keyFor: (parts: readonly string[], id: string) => string | undefined,
	told: (name: string) => void,
): unknown {
	if (Array.isArray(value)) return value.map((each) => withKeys(each, keyFor, told));
	if (!isRecord(value)) return value;
	const result: IDataObject = {};
	for (const [wire, each] of Object.entries(value)) {
		if (isEmpty(each) || ECHOES.test(wire)) continue;
		const reference = byWire.get(wire);
		if (reference) {
			const ids = [each].flat().map((one) => String(idIn(one)));
			const keys = ids.map((id) => keyFor(reference.parts, id));
			const known = keys.filter((key) => key !== undefined);
			if (known.length < keys.length) told(wire);
			if (!known.length) continue;
			result[reference.name] = Array.isArray(each) ? known : known[0];
		} else if (FILE.test(wire)) told(wire);
		else result[wire] = withKeys(each, keyFor, told) as IDataObject;
	}
	return result;
}

/** A key in the document that stands for a record. */
export interface Pointer {
	name: string;
	parts: readonly string[];
	key: string;
}

/** A text or several: other fields can have the same name, such as a switch of a role. */
const isKey = (value: unknown): boolean =>
	[value].flat().every((each) => typeof each === 'string' || typeof each === 'number');

/**
 * The name of a field that stands for another record, but holds something else than the key of one;
 * undefined where there is none, in whatever depth.
 */
export function wrongPointerIn(value: unknown): string | undefined {
	if (Array.isArray(value)) return value.map(wrongPointerIn).find((name) => name !== undefined);
	if (!isRecord(value)) return undefined;
	for (const [name, each] of Object.entries(value)) {
		const isPointer = byName.has(name) && typeof each === 'object' && each !== null;
		// Holidays are several, all others one.
		if (isPointer && !(name === 'holidays' && Array.isArray(each) && isKey(each))) return name;
		const inner = isPointer ? undefined : wrongPointerIn(each);
		if (inner !== undefined) return inner;
	}
	return undefined;
}

/** All keys of other records in a value, in whatever depth. */
export function pointersIn(value: unknown): Pointer[] {
	if (Array.isArray(value)) return value.flatMap(pointersIn);
	if (!isRecord(value)) return [];
	return Object.entries(value).flatMap(([name, each]) => {
		const reference = byName.get(name);
		if (!reference || !isKey(each)) return pointersIn(each);
		return [each].flat().map((key) => ({ name, parts: reference.parts, key: String(key) }));
	});
}

/**
 * A value with ids in place of keys, in whatever depth.
 *
 * @param idFor the id of a record
 */
export function withIds(value: unknown, idFor: (pointer: Pointer) => string): unknown {
	if (Array.isArray(value)) return value.map((each) => withIds(each, idFor));
	if (!isRecord(value)) return value;
	return Object.fromEntries(
		Object.entries(value).map(([name, each]) => {
			const reference = byName.get(name);
			if (!reference || !isKey(each)) return [name, withIds(each, idFor)];
			const { parts, wire } = reference;
			const idOf = (key: unknown) => idFor({ name, parts, key: String(key) });
			return [wire, Array.isArray(each) ? each.map(idOf) : idOf(each)];
		}),
	);
}

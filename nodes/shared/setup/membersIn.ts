import type { IDataObject } from 'n8n-workflow';
import { skilled } from '../api/routing/shared';
import type { Field } from '../api/types';
import { factOf } from '../records/compare';
import { InputRefused } from '../values/inputRefused';
import { isRecord } from '../values/isRecord';
import { readAt } from './readAt';
import { fieldsOf, kindOf, type Kind, type Members } from './kinds';

/**
 * The lists of its own that an entry of the document has, by the name of the field. Pure.
 *
 * @param title of the record, for messages
 * @throws InputRefused where one is no list, and for what is no entry or stands in it twice
 */
export function membersIn(
	kind: Kind,
	entry: Readonly<IDataObject>,
	title: string,
): ReadonlyMap<string, readonly IDataObject[]> {
	const lists = new Map<string, readonly IDataObject[]>();
	for (const members of kind.members ?? []) {
		const given = entry[members.field];
		if (given === undefined || given === null) continue;
		const where = `"${members.field}" of the ${title}`;
		if (!Array.isArray(given)) {
			throw new InputRefused(`${where} must be a list`, 'Write it like ["101"].');
		}
		const list = given.map((each: unknown) => entryOf(members, each, where));
		refuseTwice(members, list, where);
		lists.set(members.field, list);
	}
	return lists;
}

const isKey = (value: unknown): boolean =>
	(typeof value === 'string' && value.trim() !== '') || typeof value === 'number';

const NUMBER = factOf(fieldsOf(kindOf('extensions')), 'extension_number');

function entryOf({ key, more = {} }: Members, given: unknown, where: string): IDataObject {
	const one: IDataObject = isRecord(given) ? given : { [key]: given as string };
	if (!isKey(one[key])) {
		throw new InputRefused(
			`${where} has an entry without a number or name`,
			'Write numbers and names in quotes: ["101", "102"].',
		);
	}
	const entry: IDataObject = { ...more, ...one };
	for (const name of Object.keys(more)) {
		entry[name] = (read(factOf(skilled, name), entry[name], where) ?? more[name]) as number;
	}
	const number = key === 'extension_number' ? NUMBER : undefined;
	return { ...entry, [key]: String(read(number, one[key], where)).trim() };
}

const read = (fact: Field | undefined, value: unknown, where: string): unknown =>
	fact ? readAt(where, fact, value) : value;

function refuseTwice({ key }: Members, list: readonly IDataObject[], where: string): void {
	const seen = new Set<string>();
	for (const each of list) {
		const name = String(each[key]).toLowerCase();
		if (seen.has(name)) {
			throw new InputRefused(`${where} has ${String(each[key])} twice`, 'Take one of them out.');
		}
		seen.add(name);
	}
}

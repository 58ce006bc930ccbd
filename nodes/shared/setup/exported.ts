import type { IDataObject } from 'n8n-workflow';
import { factOf } from '../records/compare';
import { isEmpty } from '../records/difference';
import { shownOf } from '../records/sent';
import { fieldsOf, keyOf, upsertOf, type Kind, type Members } from './kinds';
import { withKeys } from './references';

/** A record as the document has it. */
export interface Entry {
	entry: IDataObject;
	/** Names of the secrets that a new record needs and that are left out. */
	secrets: string[];
	/** Names of the fields that no document can hold, such as the ID of a file. */
	left: string[];
}

/**
 * A record of the PBX as an entry of the document: what can be given, under the names of the API,
 * with keys in place of ids. Pure.
 *
 * @param record as Get shows it
 * @param keyFor the key of the record with an id
 */
export function exported(
	kind: Kind,
	record: Readonly<IDataObject>,
	keyFor: (parts: readonly string[], id: string) => string | undefined,
): Entry {
	const fields = fieldsOf(kind);
	const names = fields.flatMap((field) =>
		field.spread ? Object.keys(field.options ?? {}) : [field.name],
	);
	const first = keyOf(kind).map(({ name }) => name);
	const given: IDataObject = {};
	const secrets: string[] = [];
	for (const name of new Set([...first, ...names])) {
		const fact = factOf(fields, name);
		if (fact?.secret)
			secrets.push(...(isDemanded(kind, name) || !isEmpty(record[name]) ? [name] : []));
		else if (!isEmpty(record[name])) given[name] = record[name];
	}
	const left = new Set<string>();
	const shown = shownOf(fields, given);
	const entry = withKeys(shown, keyFor, (name) => left.add(name)) as IDataObject;
	return { entry, secrets, left: [...left] };
}

const isDemanded = (kind: Kind, name: string): boolean =>
	upsertOf(kind).create.bodyFields.some((field) => field.name === name && field.required === true);

/**
 * A list of a record as the document has it: numbers or names, and objects only where an entry says
 * more.
 */
export function exportedMembers(
	{ key, more = {} }: Members,
	rows: readonly IDataObject[],
	keyOfId: (id: string) => string | undefined,
): Array<string | IDataObject> {
	return rows.flatMap((row): Array<string | IDataObject> => {
		const name = key === 'id' ? keyOfId(String(row.id)) : String(row[key]);
		if (name === undefined) return [];
		const said = Object.entries(more).filter(
			([field, usual]) => !isEmpty(row[field]) && Number(row[field]) !== usual,
		);
		if (!said.length) return [name];
		return [{ [key]: name, ...Object.fromEntries(said.map(([field]) => [field, row[field]])) }];
	});
}

import type { IDataObject } from 'n8n-workflow';
import { pageOf } from '../../../pbx/lists/paging';
import { parameterOf, snakeCase } from '../api/names';
import type { Field, Operation } from '../api/types';
import { shownOf } from '../records/sent';
import { isRecord } from '../values/isRecord';
import { renamed, withReadable } from '../values/readableNames';

/** What a call was about. */
export interface About {
	/** Values of the braces. */
	ids: Readonly<Record<string, string>>;
	/** The tenant that was acted in. */
	tenant?: string | undefined;
	/** What was sent in the query and the body. */
	sent: Readonly<IDataObject>;
}

/**
 * The items that an answer becomes: never none, but for an empty list. What was read comes as the
 * PBX gives it, with names that expressions can use; a write gives an item that the next node can
 * go on with, whatever the answer says.
 *
 * @param body parsed answer, or the rows of a list that was read page by page
 * @param simple keep only the columns of the short form
 */
export function itemsOf(
	operation: Operation,
	body: unknown,
	about: About,
	simple: boolean,
): IDataObject[] {
	const short = (row: IDataObject) =>
		simple && operation.simple ? renamed(columns(row, operation.simple)) : withReadable(row);
	const nothing = { [operation.done]: true };
	switch (operation.kind) {
		case 'getMany':
			return pageOf(body).rows.map(short);
		case 'get': {
			const records = recordsOf(body).map(short);
			return records.length ? records : [{ ...namedIds(operation, about), ...nothing }];
		}
		case 'delete':
			return [{ ...namedIds(operation, about), ...nothing }];
		default: {
			const told = isRecord(body) && Object.keys(body).length ? body : undefined;
			if (told && operation.reads) return [told];
			const answer = told ? answered(operation, told) : nothing;
			return [idFirst({ ...sentItem(operation, about), ...answer })];
		}
	}
}

/** Some calls for one record answer with a list that holds it (notes, part h). */
function recordsOf(body: unknown): IDataObject[] {
	if (!isRecord(body) || !Object.keys(body).length) return [];
	if (Object.keys(body).join() !== 'items') return [body];
	return [body.items].flat().filter(isRecord);
}

/** What was sent, without secrets; a field of the same name does not hide an id. */
function sentItem(operation: Operation, about: About): IDataObject {
	const ids = namedIds(operation, about);
	const sent = shownOf([...operation.queryFields, ...operation.bodyFields], about.sent);
	return { ...ids, ...sent, ...ids };
}

/** As people look for it. */
const idFirst = ({ id, ...rest }: IDataObject): IDataObject =>
	id === undefined ? rest : { id, ...rest };

/** The id in an answer is that of the record, unless the row knows it to be another one's. */
function answered({ adds }: Operation, { id, ...rest }: IDataObject): IDataObject {
	return { ...(id === undefined ? {} : { [adds ?? 'id']: id }), ...rest };
}

/**
 * The ids that a call was made with: `id` is always the record that the operation is about, and
 * what it belongs to has a name of its own, such as `tenant_id`. Where a call is about several
 * records, each of them has.
 */
export function namedIds({ pathFields, about }: Operation, { ids, tenant }: About): IDataObject {
	const own = pathFields.find(({ name }) => name === about && isId(name));
	const others = pathFields.length > 1 ? pathFields : pathFields.filter((field) => field !== own);
	return {
		...(own ? { id: ids[own.name] } : {}),
		...(tenant === undefined ? {} : { tenant_id: tenant }),
		...Object.fromEntries(others.map((field) => [idName(field), ids[field.name]])),
	};
}

/** Templates and phones are known by their name or address. */
const isId = (name: string): boolean => /(^|_)id$/.test(name);

/** `{id}` is named after its record, as its parameter is. */
const idName = (field: Field): string => snakeCase(parameterOf(field));

const columns = (row: IDataObject, names: readonly string[]): IDataObject =>
	Object.fromEntries(names.filter((name) => name in row).map((name) => [name, row[name]]));

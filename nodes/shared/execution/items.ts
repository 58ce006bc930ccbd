import type { IDataObject } from 'n8n-workflow';
import type { Operation } from '../api/types';
import { pageOf } from '../../../pbx/lists/paging';
import { isRecord } from '../values/isRecord';

/**
 * The items that an answer becomes: never none, but for an empty list.
 *
 * @param body parsed answer, or the rows of a list that was read page by page
 * @param ids values of the braces, for answers that are empty
 * @param sent what was written, for answers that are empty
 * @param simple keep only the columns of the short form
 */
export function itemsOf(
	operation: Operation,
	body: unknown,
	ids: Readonly<Record<string, string>>,
	sent: Readonly<IDataObject>,
	simple: boolean,
): IDataObject[] {
	const short = (row: IDataObject) =>
		simple && operation.simple ? columns(row, operation.simple) : row;
	switch (operation.kind) {
		case 'getMany':
			return pageOf(body).rows.map(short);
		case 'get': {
			const records = recordsOf(body).map(short);
			return records.length ? records : [done(operation, ids, sent)];
		}
		case 'delete':
			return [{ deleted: true }];
		default:
			return [isRecord(body) && Object.keys(body).length ? body : done(operation, ids, sent)];
	}
}

/** Some calls for one record answer with a list that holds it (notes, part h). */
function recordsOf(body: unknown): IDataObject[] {
	if (!isRecord(body) || !Object.keys(body).length) return [];
	if (Object.keys(body).join() !== 'items') return [body];
	return [body.items].flat().filter(isRecord);
}

/**
 * An item for an empty answer: whose, what was done, and for an assignment what was assigned,
 * so that the next node has something to work with. Secrets are left out.
 */
function done(
	operation: Operation,
	ids: Readonly<Record<string, string>>,
	sent: Readonly<IDataObject>,
): IDataObject {
	const echo =
		operation.kind === 'action' ? operation.bodyFields.filter((field) => !field.secret) : [];
	const values = echo
		.filter(({ name }) => sent[name] !== undefined)
		.map(({ name }) => [name, sent[name]] as const);
	return { ...ids, ...Object.fromEntries(values), [operation.done]: true };
}

const columns = (row: IDataObject, names: readonly string[]): IDataObject =>
	Object.fromEntries(names.filter((name) => name in row).map((name) => [name, row[name]]));

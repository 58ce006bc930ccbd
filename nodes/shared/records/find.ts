import type { IDataObject } from 'n8n-workflow';
import { readAll } from '../../../pbx/lists/readAll';
import { pageOf, type ListCall } from '../../../pbx/lists/paging';
import type { Session } from '../../../pbx/session';
import { equals } from '../values/filterText';

/**
 * The records of a list that have a value in one of some fields, whatever its case.
 *
 * @param list the list call; `whole` where the list takes neither filter nor paging
 * @param names the fields that are compared
 * @throws CallFailed
 */
export async function recordsWith(
	session: Session,
	{ route, ids, whole }: Pick<ListCall, 'route' | 'ids'> & { whole?: boolean },
	names: readonly string[],
	value: string,
): Promise<IDataObject[]> {
	const filter = names.map((name) => filterFor(name, value)).join(' or ');
	const rows = whole
		? pageOf((await session.send({ method: 'GET', route, ids })).body).rows
		: await readAll(session, { route, ids, query: { filter } }, Infinity);
	// A PBX that took no notice of the filter must not lead to another record.
	const wanted = value.toLowerCase();
	return rows.filter((row) => names.some((name) => String(row[name]).toLowerCase() === wanted));
}

/** Whether the PBX compares with regard to case is not published: both forms are asked for. */
const filterFor = (name: string, value: string): string =>
	[...new Set([value, value.toLowerCase()])].map((each) => equals(name, each)).join(' or ');

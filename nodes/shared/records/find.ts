import type { IDataObject } from 'n8n-workflow';
import { readAll } from '../../../pbx/lists/readAll';
import type { ListCall } from '../../../pbx/lists/paging';
import type { Session } from '../../../pbx/session';

/**
 * The records of a list that have a value, whatever its case.
 *
 * @param list the list call
 * @param name the field that is compared
 * @throws CallFailed
 */
export async function recordsWith(
	session: Session,
	list: Pick<ListCall, 'route' | 'ids'>,
	name: string,
	value: string,
): Promise<IDataObject[]> {
	const rows = await readAll(
		session,
		{ ...list, query: { filter: filterFor(name, value) } },
		Infinity,
	);
	// A PBX that took no notice of the filter must not lead to another record.
	return rows.filter((row) => String(row[name]).toLowerCase() === value.toLowerCase());
}

/** Whether the PBX compares with regard to case is not published: both forms are asked for. */
const filterFor = (name: string, value: string): string =>
	[...new Set([value, value.toLowerCase()])]
		.map((each) => `${name} eq '${each.replaceAll("'", "''")}'`)
		.join(' or ');

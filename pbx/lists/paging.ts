import type { IDataObject } from 'n8n-workflow';
import type { Call } from '../call';
import type { Session } from '../session';

/** Largest page that PortSIP gives (notes, part b). */
export const PAGE = 100;

/** A list call: which one, and its filter, search and order, if any. */
export type ListCall = Pick<Call, 'route' | 'ids' | 'query'>;

/** One page of a list. */
export interface Page {
	rows: IDataObject[];
	/** How many rows the whole list has, where the PBX says so. */
	count?: number;
}

/**
 * Reads one page.
 *
 * @param skip offset of the first row
 * @param top size of the page, at most `PAGE`
 * @throws CallFailed
 */
export async function readPage(
	session: Session,
	{ route, ids = {}, query = {} }: ListCall,
	skip: number,
	top: number,
): Promise<Page> {
	const { body } = await session.send({
		method: 'GET',
		route,
		ids,
		query: { ...query, skip: String(skip), top: String(top) },
		needsBody: true,
	});
	return pageOf(body);
}

/** The rows in an answer: `{count, items}`, or a bare list. */
export function pageOf(body: unknown): Page {
	if (Array.isArray(body)) return { rows: body as IDataObject[] };
	const { items, count } = (body ?? {}) as { items?: unknown; count?: unknown };
	return {
		rows: Array.isArray(items) ? (items as IDataObject[]) : [],
		...(typeof count === 'number' ? { count } : {}),
	};
}

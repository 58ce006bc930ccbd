import type { IDataObject } from 'n8n-workflow';
import type { Client } from '../client';

/** Largest page that PortSIP gives (notes, part b). */
export const PAGE = 100;

/** One page of a list. */
export interface Page {
	rows: IDataObject[];
	/** How many rows the whole list has, where the PBX says so. */
	count?: number;
}

/**
 * Reads one page.
 *
 * @param query filter, search and orderby, if any
 * @param skip offset of the first row
 * @param top size of the page, at most `PAGE`
 */
export async function readPage(
	client: Client,
	path: string,
	query: Readonly<Record<string, string>>,
	skip: number,
	top: number,
): Promise<Page> {
	const { body } = await client.send({
		method: 'GET',
		path,
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

import type { IDataObject } from 'n8n-workflow';
import type { Client } from './client';

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

/**
 * Reads a list page by page.
 *
 * A list that takes no notice of skip and top answers with all its rows, or with the same page
 * again and again: it is read once. The offset grows by the rows that came, so a short page
 * leaves no gap.
 *
 * @param limit how many rows at the most; Infinity for all
 */
export async function readAll(
	client: Client,
	path: string,
	query: Readonly<Record<string, string>>,
	limit: number,
): Promise<IDataObject[]> {
	const rows: IDataObject[] = [];
	let previous = '';
	while (rows.length < limit) {
		const top = Math.min(PAGE, limit - rows.length);
		const page = await readPage(client, path, query, rows.length, top);
		const content = JSON.stringify(page.rows);
		if (page.rows.length === 0 || content === previous) break;
		rows.push(...page.rows);
		previous = content;
		const complete = page.count === undefined ? page.rows.length < top : rows.length >= page.count;
		if (complete || page.rows.length > top) break;
	}
	return rows.slice(0, limit);
}

import type { IDataObject } from 'n8n-workflow';
import type { Page } from './paging';

/** What a page did to the rows that were collected so far. */
export type Joined =
	/** It follows them, and so many rows were new. */
	| { fresh: number }
	/** It has none of them: rows between them and the page may be missing. */
	| 'apart'
	/** It does not show where it belongs, and its rows have nothing by which they are known. */
	| 'unclear';

/**
 * The rows of a list, put together from pages that were read one after the other while others
 * add and delete rows.
 *
 * A page is a stretch of the list at one moment. It follows the rows before it if it has at least
 * one of them: then all rows that were there the whole time stand either before that row, and so
 * are known, or after it in the page, or beyond the page. Rows are known by their id; where they
 * have none, only by the one row that two pages share.
 */
export class Collected {
	readonly rows: IDataObject[] = [];
	private readonly known = new Set<unknown>();
	/** Each row has an id that no other one has. */
	private named = true;

	/**
	 * Takes a page in.
	 *
	 * @param skip offset at which it was asked for; at 0 it is the beginning of the list
	 */
	join({ rows }: Page, skip: number): Joined {
		this.named &&= areNamed(rows);
		if (this.rows.length === 0) return skip === 0 ? this.append(rows) : 'apart';
		if (!this.named) return this.joinByShared(rows, skip);
		const last = rows.map(({ id }) => this.known.has(id)).lastIndexOf(true);
		if (last < 0 && skip > 0) return 'apart';
		const between = this.insert(rows.slice(0, last + 1));
		return { fresh: between + this.append(rows.slice(last + 1)).fresh };
	}

	private joinByShared(rows: readonly IDataObject[], skip: number): Joined {
		const shared = skip > 0 && rows.length > 0 && sameRow(rows[0], this.rows.at(-1));
		return shared ? this.append(rows.slice(1)) : 'unclear';
	}

	private append(rows: readonly IDataObject[]): { fresh: number } {
		this.rows.push(...rows);
		for (const { id } of rows) this.known.add(id);
		return { fresh: rows.length };
	}

	/**
	 * Rows that came in between others stand in front of the one that follows them.
	 *
	 * @param rows up to one that is known
	 * @returns how many were new
	 */
	private insert(rows: readonly IDataObject[]): number {
		const fresh = rows.filter(({ id }) => !this.known.has(id));
		let before: IDataObject[] = [];
		for (const row of fresh.length ? rows : []) {
			if (!this.known.has(row.id)) {
				before.push(row);
				continue;
			}
			if (before.length) this.rows.splice(this.placeOf(row), 0, ...before);
			before = [];
		}
		for (const { id } of fresh) this.known.add(id);
		return fresh.length;
	}

	private placeOf(row: IDataObject): number {
		return this.rows.findIndex(({ id }) => id === row.id);
	}
}

const areNamed = (rows: readonly IDataObject[]): boolean =>
	rows.every(({ id }) => id !== undefined && id !== null) &&
	new Set(rows.map(({ id }) => id)).size === rows.length;

const sameRow = (one: IDataObject, other: IDataObject | undefined): boolean =>
	JSON.stringify(one) === JSON.stringify(other);

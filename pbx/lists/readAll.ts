import type { IDataObject } from 'n8n-workflow';
import type { Client } from '../client';
import { RequestFailure } from '../failure';
import { PAGE, readPage, type Page } from './paging';

/**
 * How many pages are on their way at the same time. Eight read a list in two thirds of the time
 * (npm run bench:load, 20 ms latency), but several items may read lists beside each other.
 */
export const AT_A_TIME = 4;

/**
 * Reads a list page by page; where the PBX says how many rows there are, several pages at a time.
 * Rows come in the order of the list.
 *
 * @param query filter, search and orderby, if any
 * @param limit how many rows at the most; Infinity for all
 * @throws RequestFailure when a page fails, and when the PBX gives an empty page or the same one
 *   again although it says that there are more rows: a part must not pass for the whole
 * @param atATime how many pages are on their way at the same time
 */
export const readAll = async (
	client: Client,
	path: string,
	query: Readonly<Record<string, string>>,
	limit: number,
	atATime = AT_A_TIME,
): Promise<IDataObject[]> => await new ListReader(client, path, query, limit, atATime).all();

class ListReader {
	private readonly rows: IDataObject[] = [];
	private offset = 0;
	/** Rows of the whole list, as the PBX said last. */
	private count: number | undefined;
	/** Ids of the rows, once the list has been seen to change. */
	private seen: Set<unknown> | undefined;
	/** Pages that are on their way, by offset. */
	private readonly fetched = new Map<number, Promise<Page>>();
	/** The same pages, and those that nobody waits for any more. */
	private readonly underWay = new Set<Promise<unknown>>();

	constructor(
		private readonly client: Client,
		private readonly path: string,
		private readonly query: Readonly<Record<string, string>>,
		private readonly limit: number,
		private readonly atATime: number,
	) {}

	/** A page that outlived the list could ask for a new session after the last one was ended. */
	async all(): Promise<IDataObject[]> {
		return await this.read().finally(async () => await Promise.all(this.underWay));
	}

	private async read(): Promise<IDataObject[]> {
		let last = '';
		while (this.rows.length < this.limit) {
			const page = await this.fetch(this.offset);
			this.fetched.delete(this.offset);
			if (this.hasShrunk(page)) continue;
			const mark = markOf(page);
			if (mark === last || page.rows.length === 0) {
				this.refusePart();
				break;
			}
			last = mark;
			if (this.take(page)) break;
			this.fetchAhead(page.rows.length);
		}
		return this.rows.slice(0, this.limit);
	}

	private topAt(skip: number): number {
		return Math.min(PAGE, this.limit - skip);
	}

	private async fetch(skip: number): Promise<Page> {
		return await (this.fetched.get(skip) ?? this.begin(skip));
	}

	private begin(skip: number): Promise<Page> {
		const { client, path, query, underWay } = this;
		const page = readPage(client, path, query, skip, this.topAt(skip));
		this.fetched.set(skip, page);
		// Whether a page that was fetched ahead is needed shows later, and with it its failure.
		const ended = page.then(
			() => void underWay.delete(ended),
			() => void underWay.delete(ended),
		);
		underWay.add(ended);
		return page;
	}

	/** @param size rows of a page; a PBX may give fewer than it is asked for */
	private fetchAhead(size: number): void {
		const end = Math.min(this.count ?? 0, this.limit);
		for (let page = 0; page < this.atATime; page++) {
			const skip = this.offset + page * size;
			if (skip < end && !this.fetched.has(skip)) void this.begin(skip);
		}
	}

	/** Rows that are gone moved all others: as many are read again, so that none is passed over. */
	private hasShrunk({ count }: Page): boolean {
		const gone = (this.count ?? 0) - (count ?? this.count ?? 0);
		if (gone <= 0) return false;
		this.moved();
		this.count = count;
		this.offset = Math.max(0, this.offset - gone);
		return true;
	}

	/** Pages on their way belong to the list as it was; rows may come a second time. */
	private moved(): void {
		this.seen ??= new Set(this.rows.map(({ id }) => id));
		this.fetched.clear();
	}

	/** @returns whether it was the last page */
	private take({ rows, count }: Page): boolean {
		if (this.count !== undefined && (count ?? this.count) > this.count) this.moved();
		for (const row of rows) {
			if (this.seen && row.id !== undefined && this.seen.has(row.id)) continue;
			this.seen?.add(row.id);
			this.rows.push(row);
		}
		const asked = this.topAt(this.offset);
		this.count = count ?? this.count;
		this.offset += rows.length;
		return this.count === undefined ? rows.length !== asked : this.offset >= this.count;
	}

	private refusePart(): void {
		const { count, rows, limit } = this;
		if (count === undefined || this.seen || rows.length >= Math.min(count, limit)) return;
		throw new RequestFailure({
			message: `the PBX gave ${rows.length} of ${count} rows, and then no further ones: this list cannot be read to its end`,
			advice: `Narrow it with Filter or Search, or turn off Return All and set Limit to ${Math.max(1, rows.length)}.`,
		});
	}
}

/** Enough of a page to tell it from the one before. */
const markOf = ({ rows }: Page): string =>
	JSON.stringify([rows.length, rows[0], rows[rows.length - 1]]);

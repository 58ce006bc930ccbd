import type { IDataObject } from 'n8n-workflow';
import { CallFailed } from '../failures';
import type { Session } from '../session';
import { Collected } from './collected';
import { PAGE, readPage, type ListCall, type Page } from './paging';

/**
 * How many pages are on their way at the same time. Eight read a list in two thirds of the time
 * (npm run bench:load, 20 ms latency), but several items may read lists beside each other.
 */
export const AT_A_TIME = 4;

/** How often a list is read anew that changed so that its pages do not fit together. */
const READINGS = 5;

/**
 * Reads a list page by page; where the PBX says how many rows there are, several pages at a time.
 * Each page shares a row with the one before: so it shows when rows came or went in between, and
 * where to go on. Rows come in the order of the list, and all that are there the whole time are
 * among them once.
 *
 * @param limit how many rows at the most; Infinity for all
 * @throws CallFailed when a page fails, and when the list cannot be read as a whole: a part must
 *   not pass for it
 */
export async function readAll(
	session: Session,
	list: ListCall,
	limit: number,
): Promise<IDataObject[]> {
	for (let reading = 1; reading <= READINGS; reading++) {
		const rows = await new Reading(session, list, limit).all();
		if (rows) return rows;
	}
	throw incomplete(
		'the list changes faster than it can be read',
		'Narrow it with Filter or Search, or run it again at a quieter time.',
	);
}

const incomplete = (message: string, advice: string): CallFailed =>
	new CallFailed({ kind: 'incomplete', message, advice });

/** One reading of a list from its beginning. */
class Reading {
	private readonly collected = new Collected();
	/** Offset at which the next page begins, and the one at which the last page ended. */
	private skip = 0;
	private end = 0;
	/** Rows of the whole list, as the PBX said last. */
	private count: number | undefined;
	/** Pages that are on their way, by offset. */
	private readonly fetched = new Map<number, Promise<Page>>();
	/** The same pages, and those that nobody waits for any more. */
	private readonly underWay = new Set<Promise<unknown>>();
	/** Pages one after the other that led no further. */
	private stuck = 0;
	/** Pages that did not follow those before them, and whether the last one was such a page. */
	private apart = 0;
	private back = false;
	/** The PBX gives rows also beyond the end of any list. */
	private takesNoSkip: boolean | undefined;
	/** How often the list was gone through again for rows that came in before those read. */
	private again = 0;
	/** New rows since the list was gone through from its beginning the last time. */
	private fresh = 0;

	constructor(
		private readonly session: Session,
		private readonly list: ListCall,
		private readonly limit: number,
	) {}

	/**
	 * A page that outlived the list could ask for a new session after the last one was ended.
	 *
	 * @returns undefined where the list has to be read anew
	 */
	async all(): Promise<IDataObject[] | undefined> {
		return await this.read().finally(async () => await Promise.all(this.underWay));
	}

	private async read(): Promise<IDataObject[] | undefined> {
		const { collected, limit } = this;
		while (collected.rows.length < limit) {
			const page = await this.fetch(this.skip);
			const joined = collected.join(page, this.skip);
			if (this.apart > MOST_APART || this.again > READINGS) return undefined;
			if (joined === 'unclear') {
				if (await this.givesOnePage()) break;
				return undefined;
			}
			if (joined === 'apart') {
				this.stepBack();
				continue;
			}
			this.take(page, joined.fresh);
			if (joined.fresh === 0 && (await this.isEnd(page))) break;
			if (this.isCounted()) break;
			if (this.stuck > MOST_STUCK) throw this.part();
			this.goOn(page);
		}
		return collected.rows.slice(0, limit);
	}

	private take({ rows, count }: Page, fresh: number): void {
		const end = this.skip + rows.length;
		this.stuck = fresh > 0 || end > this.end ? 0 : this.stuck + 1;
		this.end = end;
		this.fresh += fresh;
		this.count = count ?? this.count;
	}

	/** Whether all rows that the PBX counts are there. */
	private isCounted(): boolean {
		const { count, collected, end, again } = this;
		return count !== undefined && collected.rows.length >= count && (end >= count || again > 0);
	}

	/** Whether a page that brought nothing is the end of a list that the PBX does not count. */
	private async isEnd({ rows }: Page): Promise<boolean> {
		if (this.count !== undefined || this.back) return false;
		// Nothing beside the row that it shares with the page before.
		return rows.length <= 1 || (await this.givesOnePage());
	}

	/** Whether the PBX counts no rows and gives the same page whatever it is asked for. */
	private async givesOnePage(): Promise<boolean> {
		if (this.count !== undefined) return false;
		this.takesNoSkip ??= (await this.begin(BEYOND)).rows.length > 0;
		return this.takesNoSkip;
	}

	/** To the next page, which begins with the last row of this one; or once more from the beginning. */
	private goOn({ rows }: Page): void {
		if (this.count !== undefined && this.end >= this.count) {
			if (this.again > 0 && this.fresh === 0) throw this.part();
			this.again++;
			this.fresh = this.end = this.skip = 0;
			this.fetched.clear();
			return;
		}
		this.back = false;
		this.skip = Math.max(0, this.end - 1);
		this.fetchAhead(rows.length - 1);
	}

	/** Rows went before the page: it is asked for further ahead, at the latest from the beginning. */
	private stepBack(): void {
		this.apart++;
		this.back = true;
		this.fetched.clear();
		this.skip = Math.max(0, this.skip - PAGE + 1);
	}

	private async fetch(skip: number): Promise<Page> {
		const page = this.fetched.get(skip) ?? this.begin(skip);
		this.fetched.delete(skip);
		return await page;
	}

	private begin(skip: number): Promise<Page> {
		const { session, list, underWay, limit } = this;
		// From the second page on one row is shared, so that one alone would lead no further.
		const top = Math.min(PAGE, skip ? Math.max(2, limit - skip) : limit);
		const page = readPage(session, list, skip, top);
		this.fetched.set(skip, page);
		// Whether a page that was fetched ahead is needed shows later, and with it its failure.
		const ended = page.then(
			() => void underWay.delete(ended),
			() => void underWay.delete(ended),
		);
		underWay.add(ended);
		return page;
	}

	/** @param step rows from one page to the next; a PBX may give fewer than it is asked for */
	private fetchAhead(step: number): void {
		if (step < 1) return;
		const end = Math.min(this.count ?? 0, this.limit);
		for (let page = 0; page < AT_A_TIME; page++) {
			const skip = this.skip + page * step;
			if (skip < end - 1 && !this.fetched.has(skip)) void this.begin(skip);
		}
	}

	private part(): CallFailed {
		const { count, collected, limit } = this;
		const { length } = collected.rows;
		const narrow = limit === Infinity ? 'turn off Return All and set Limit' : 'set Limit';
		return incomplete(
			`the PBX gave ${length} of ${count} rows, and then no further ones: this list cannot be read to its end`,
			`Narrow it with Filter or Search, or ${narrow} to ${Math.max(1, length)}.`,
		);
	}
}

/** Further than any list reaches. */
const BEYOND = 1_000_000_000;

/** A list that moves can give a page that leads no further; one that always does has no end. */
const MOST_STUCK = 3;

/** Each is one step towards the beginning, so a list of twenty thousand rows can vanish meanwhile. */
const MOST_APART = 200;

import type { Expected } from './check.mts';
import { ROWS } from './subjects.mts';

/** What the workflow shows of a write of which nobody can say whether it was done. */
export const UNKNOWN = /whether the PBX made the change is not known/;

/** All three pages, whatever happened; `sent` with the requests that were broken. */
export const allRows = (sent?: number, got = 3): Expected => ({
	...(sent === undefined ? {} : { sent }),
	got,
	holds: ROWS,
	items: ROWS,
});

/** A read that failed. */
export const noRows = (words: RegExp, sent: number, got: number): Expected => ({
	sent,
	got,
	holds: ROWS,
	items: 0,
	failed: { 0: words },
});

/** So many items, all done, whatever happened. */
export const all = (count: number, sent = count, got = count): Expected => ({
	sent,
	got,
	holds: count,
	items: count,
});

/** All three items, whatever happened. */
export const allThree = (sent = 3, got = 3): Expected => all(3, sent, got);

/** The second item of three has failed, the others not. */
export const butSecond = (words: RegExp, { sent = 3, got = 3, holds = 3 } = {}): Expected => ({
	sent,
	got,
	holds,
	items: 2,
	failed: { 1: words },
});

/** The same, and it was not done. */
export const notDone = (words: RegExp, sent = 3): Expected =>
	butSecond(words, { sent, got: 2, holds: 2 });

import fc from 'fast-check';
import { advance, passed, startOf, type Bounds, type Seen } from '../../pbx/polling/window.ts';

/** A list that grows while it is polled: records may be written later than their time says. */
interface Written extends Seen {
	/** At which poll it is there; never later than the overlap allows. */
	at: number;
}

/** Time between two polls, as far as times of records go. */
const STEP = 10;

const bounds = fc.record({
	overlap: fc.integer({ min: 0, max: 40 }),
	most: fc.integer({ min: 1, max: 7 }),
});

/** Records with times in the past of the poll at which they appear, within the overlap. */
const lists = bounds.chain(({ overlap, most }) =>
	fc
		.array(
			fc.record({
				at: fc.integer({ min: 0, max: 8 }),
				late: fc.integer({ min: 0, max: overlap }),
				within: fc.integer({ min: 0, max: STEP - 1 }),
			}),
			{ maxLength: 40 },
		)
		.map((all) => {
			const records = all.map(({ at, late, within }, index): Written => ({
				id: `r${index}`,
				at,
				time: 1000 + at * STEP + within - late,
			}));
			// What is late is late to the newest that was there before, as the overlap is meant.
			const latestBefore = (at: number) =>
				Math.max(-Infinity, ...records.filter((each) => each.at < at).map(({ time }) => time));
			const fair = records.filter(({ at, time }) => time >= latestBefore(at) - overlap);
			return { bounds: { overlap, most, kept: 1000 } as Bounds, records: fair };
		}),
);

test('each record that appears after the first poll is given out once, and none before', () => {
	fc.assert(
		fc.property(lists, fc.integer({ min: 1, max: 3 }), ({ bounds: all, records }, fromPoll) => {
			const isThere = (poll: number) => records.filter(({ at }) => at <= poll);
			let cursor = passed(isThere(fromPoll - 1), all);
			const given: string[] = [];
			// Enough polls for the rest, where few are given out at a time.
			for (let poll = fromPoll; poll < 60; poll++) {
				const start = startOf(cursor, all) ?? -Infinity;
				const read = isThere(poll).filter(({ time }) => time >= start);
				const step = advance(cursor, read, all);
				expect(step.fresh.length).toBeLessThanOrEqual(all.most);
				given.push(...step.fresh.map(({ id }) => id));
				({ cursor } = step);
			}
			const late = records.filter(({ at }) => at >= fromPoll).map(({ id }) => id);
			expect([...given].sort()).toEqual([...late].sort());
		}),
		{ numRuns: 3000 },
	);
});

test('as many ids are kept as there is room for, and none is given out twice for that', () => {
	fc.assert(
		fc.property(lists, fc.integer({ min: 1, max: 5 }), ({ bounds: all, records }, kept) => {
			const tight = { ...all, kept };
			let cursor = passed([], tight);
			const given: string[] = [];
			for (let poll = 0; poll < 12; poll++) {
				const start = startOf(cursor, tight) ?? -Infinity;
				const read = records.filter(({ at, time }) => at <= poll && time >= start);
				const step = advance(cursor, read, tight);
				given.push(...step.fresh.map(({ id }) => id));
				({ cursor } = step);
				expect(Object.keys(cursor.seen).length).toBeLessThanOrEqual(kept);
			}
			expect(new Set(given).size).toBe(given.length);
		}),
		{ numRuns: 2000 },
	);
});

test('the oldest come first, and say when there are more', () => {
	const records = [3, 1, 2].map((time) => ({ id: `r${time}`, time }));
	const all = { overlap: 0, most: 2, kept: 10 };
	const first = advance({ seen: {} }, records, all);
	expect(first.fresh.map(({ id }) => id)).toEqual(['r1', 'r2']);
	expect(first.more).toBe(true);
	const second = advance(first.cursor, records, all);
	expect(second.fresh.map(({ id }) => id)).toEqual(['r3']);
	expect(second.more).toBe(false);
});

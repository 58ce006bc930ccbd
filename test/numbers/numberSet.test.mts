import fc from 'fast-check';
import {
	difference,
	intersection,
	setOf,
	sizeOf,
	union,
	type NumberSet,
} from '../../nodes/shared/numbers/numberSet.ts';
import { firstFree, listed } from '../../nodes/shared/numbers/free.ts';
import { added, numbersIn, poolOf, without } from '../../nodes/shared/numbers/pool.ts';

const stretch = fc
	.tuple(fc.integer({ min: 100, max: 160 }), fc.integer({ min: 0, max: 12 }))
	.map(([from, length]) => ({ from: BigInt(from), to: BigInt(from + length) }));
const sets = fc.array(stretch, { maxLength: 6 }).map(setOf);

/** One by one, as the stretches must never be in the node itself. */
const expanded = (set: NumberSet): Set<string> =>
	new Set(
		set.flatMap(({ from, to }) =>
			Array.from({ length: Number(to - from) + 1 }, (_, index) => String(from + BigInt(index))),
		),
	);
const both = (
	one: NumberSet,
	other: NumberSet,
	test: (a: Set<string>, b: Set<string>) => string[],
) => new Set(test(expanded(one), expanded(other)));

describe('sets of numbers obey the laws of sets', () => {
	test('union, intersection and difference are those of the single numbers', () => {
		fc.assert(
			fc.property(sets, sets, (a, b) => {
				expect(expanded(union(a, b))).toEqual(both(a, b, (x, y) => [...x, ...y]));
				expect(expanded(intersection(a, b))).toEqual(
					both(a, b, (x, y) => [...x].filter((each) => y.has(each))),
				);
				expect(expanded(difference(a, b))).toEqual(
					both(a, b, (x, y) => [...x].filter((each) => !y.has(each))),
				);
			}),
			{ numRuns: 2000 },
		);
	});

	test('stretches rise, and have gaps between them', () => {
		fc.assert(
			fc.property(sets, sets, (a, b) => {
				for (const set of [union(a, b), intersection(a, b), difference(a, b)]) {
					set.slice(1).forEach(({ from }, index) => expect(from > set[index].to + 1n).toBe(true));
					expect(set.every(({ from, to }) => from <= to)).toBe(true);
				}
				expect(sizeOf(union(a, b))).toBe(sizeOf(a) + sizeOf(b) - sizeOf(intersection(a, b)));
			}),
			{ numRuns: 1000 },
		);
	});

	test('a range of ten billion numbers is one stretch', () => {
		const wide = numbersIn('10000000000-19999999999');
		expect(sizeOf(wide)).toBe(10_000_000_000n);
		expect(poolOf(difference(wide, numbersIn('15000000000')))).toBe(
			'10000000000-14999999999;15000000001-19999999999',
		);
	});
});

describe('a pool', () => {
	test('gives what it was made of', () => {
		fc.assert(fc.property(sets, (set) => expect(numbersIn(poolOf(set))).toEqual(set)));
	});

	test('keeps its entries to the letter when numbers are added', () => {
		const pool = '442071230005;442071230000-442071230003';
		expect(added(pool, '442071230002-442071230006')).toBe(`${pool};442071230004;442071230006`);
		expect(added(pool, '442071230005')).toBe(pool);
		expect(added('', '4420;4421')).toBe('4420;4421');
	});

	test('has after adding what it had and what was added', () => {
		fc.assert(
			fc.property(sets, sets, (a, b) => {
				const pool = poolOf(a);
				const more = added(pool, poolOf(b));
				expect(more.startsWith(pool)).toBe(true);
				expect(numbersIn(more)).toEqual(union(a, b));
			}),
		);
	});
});

describe('free numbers', () => {
	const wanted = fc.record({
		count: fc.integer({ min: 1, max: 20 }).map(BigInt),
		inRow: fc.boolean(),
		skip: fc.integer({ min: 0, max: 2 }).map(BigInt),
	});

	test('are free, as many as asked for, and in a row where that is asked for', () => {
		fc.assert(
			fc.property(sets, wanted, (free, asked) => {
				const first = firstFree(free, asked);
				if (!first) return;
				expect(sizeOf(first)).toBe(asked.count);
				expect(difference(first, free)).toEqual([]);
				if (asked.inRow) expect(first).toHaveLength(1);
				expect(new Set(listed(first))).toEqual(expanded(first));
			}),
			{ numRuns: 2000 },
		);
	});

	test('are the first ones, and none only where there are too few', () => {
		fc.assert(
			fc.property(sets, wanted, (free, { count, inRow }) => {
				const first = firstFree(free, { count, inRow });
				const runs = inRow ? free.map((each) => sizeOf([each])) : [sizeOf(free)];
				expect(first !== undefined).toBe(runs.some((size) => size >= count));
				if (first && !inRow) {
					expect(listed(first)).toEqual([...expanded(free)].sort().slice(0, Number(count)));
				}
			}),
			{ numRuns: 2000 },
		);
	});
});

describe('a pool with fewer numbers', () => {
	const pools = fc
		.array(stretch, { maxLength: 6 })
		.map((all) => poolOf(setOf(all)).split(';').filter(Boolean).reverse().join(';'));

	test('holds the others, and entries without any of them to the letter', () => {
		fc.assert(
			fc.property(pools, sets, (pool, less) => {
				const left = without(pool, less);
				expect(numbersIn(left)).toEqual(difference(numbersIn(pool), less));
				for (const entry of pool.split(';').filter(Boolean)) {
					if (!intersection(numbersIn(entry), less).length) {
						expect(left.split(';')).toContain(entry);
					}
				}
			}),
			{ numRuns: 2000 },
		);
	});
});

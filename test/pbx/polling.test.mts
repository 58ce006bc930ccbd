import fc from 'fast-check';
import type { IDataObject } from 'n8n-workflow';
import { Connection } from '../../pbx/connection.ts';
import { CallFailed } from '../../pbx/failures.ts';
import { recordsSince } from '../../pbx/polling/read.ts';
import { DEFAULTS } from '../../pbx/settings.ts';
import { FakePbx, type Exchange } from '../support/fakePbx.mts';

/** What a list makes of a filter or an order. */
const HEEDS = ['heeds', 'ignores', 'refuses'] as const;
const FILTERS = [...HEEDS, 'givesNothing'] as const;
const NATURAL = ['asc', 'desc', 'mixed'] as const;

interface Row extends IDataObject {
	id: string;
	ended_at: string;
}

const row = (id: string, seconds: number): Row => ({
	id,
	ended_at: new Date(seconds * 1000).toISOString(),
});
const secondsOf = ({ ended_at }: Row): number => Date.parse(ended_at) / 1000;

/** A list that changes after each page. */
class Listing {
	constructor(
		readonly rows: Row[],
		private readonly filter: (typeof FILTERS)[number],
		private readonly order: (typeof HEEDS)[number],
		private readonly natural: (typeof NATURAL)[number],
		private readonly counts: boolean,
		/** What is added after each page. */
		private readonly added: Row[],
	) {}

	answer({ query }: Exchange): [number, unknown] {
		const since = /ge '([^']+)'/.exec(query.get('filter') ?? '')?.[1];
		const orderby = query.get('orderby');
		if (since && this.filter === 'refuses') return [400, {}];
		if (orderby && this.order === 'refuses') return [400, {}];
		let rows = this.inOrder(this.order === 'heeds' ? orderby : null);
		if (since && this.filter === 'givesNothing') rows = [];
		if (since && this.filter === 'heeds') rows = rows.filter((each) => each.ended_at >= since);
		const [skip, top] = [Number(query.get('skip')), Number(query.get('top'))];
		const next = this.added.shift();
		if (next) this.rows.push(next);
		const page = rows.slice(skip, skip + top);
		return [200, { items: page, ...(this.counts ? { count: rows.length } : {}) }];
	}

	private inOrder(orderby: string | null): Row[] {
		const rows = [...this.rows];
		const way = orderby?.split(' ')[1] ?? this.natural;
		if (way === 'mixed') return rows.sort((a, b) => (hash(a.id) < hash(b.id) ? -1 : 1));
		const sign = way === 'desc' ? -1 : 1;
		return rows.sort((a, b) => sign * (secondsOf(a) - secondsOf(b)));
	}
}

const hash = (text: string): number =>
	[...text].reduce((sum, letter) => (sum * 31 + letter.charCodeAt(0)) % 1009, 7);

const cases = fc.record({
	times: fc.array(fc.nat(400), { maxLength: 420, size: 'max' }),
	added: fc.array(fc.nat(450), { maxLength: 12, size: 'max' }),
	since: fc.nat(450),
	enough: fc.constantFrom(Infinity, 20, 130),
	filter: fc.constantFrom(...FILTERS),
	order: fc.constantFrom(...HEEDS),
	natural: fc.constantFrom(...NATURAL),
	counts: fc.boolean(),
});

test('whatever a list heeds and however it grows, what is new is read without a gap, or the poll fails', async () => {
	let refused = 0;
	let runs = 0;
	const property = fc.asyncProperty(cases, async (given) => {
		const { filter, order, natural, counts, since, enough } = given;
		const rows = given.times.map((time, index) => row(`r${index}`, 1000 + time));
		const added = given.added.map((time, index) => row(`a${index}`, 1000 + time));
		const there = [...rows];
		const listing = new Listing(rows, filter, order, natural, counts, added);
		const pbx = new FakePbx(async (exchange) => listing.answer(exchange));
		const { home } = await Connection.open(pbx.host(), DEFAULTS);
		const source = { route: '/cdrs', time: 'ended_at' };
		runs++;
		const from = (1000 + since) * 1000;
		const read = await recordsSince(home, source, from, 'filter', enough).catch(
			(error: unknown) => {
				if (!(error instanceof CallFailed)) throw error;
				refused++;
				return undefined;
			},
		);
		if (!read) return;
		const found = new Set(read.rows.map(({ id }) => id));
		expect(found.size).toBe(read.rows.length);
		// Where not all were wanted, those after the last one come with the next poll.
		const cut = read.rows.length >= enough;
		const end = cut ? Math.max(...read.rows.map((each) => secondsOf(each as Row))) : Infinity;
		const wanted = there.filter((each) => {
			const time = secondsOf(each);
			return time >= 1000 + since && time < end;
		});
		expect(wanted.filter(({ id }) => !found.has(id)).map(({ id }) => id)).toEqual([]);
	});
	await fc.assert(property, { numRuns: 1500 });
	// Failing is no way out: only lists that change while they are read as a whole may.
	expect(refused / runs).toBeLessThan(0.05);
}, 300_000);

test('a list that gives nothing for a filter it does not know, and no order, is not taken for quiet', async () => {
	const rows = [row('old', 1000), row('new', 2000)];
	const listing = new Listing(rows, 'givesNothing', 'refuses', 'mixed', true, []);
	const pbx = new FakePbx(async (exchange) => listing.answer(exchange));
	const { home } = await Connection.open(pbx.host(), DEFAULTS);
	const source = { route: '/cdrs', time: 'ended_at' };
	const read = await recordsSince(home, source, 1_500_000, 'filter', 20);
	expect(read.rows.map(({ id }) => id)).toContain('new');
	expect(read.way).not.toBe('filter');
});

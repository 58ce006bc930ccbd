import * as fc from 'fast-check';
import type { IDataObject } from 'n8n-workflow';
import type { Fault } from './proxy.mts';
import { setUpNetwork, type Network } from './network.mts';

/**
 * A list that changes while it is read comes whole, or the item fails. Whole means: every row that
 * was there all the time, and no row twice. What came or went meanwhile may be there or not.
 */
let net: Network;
beforeAll(async () => (net = await setUpNetwork()));
beforeEach(async () => await net.proxy.mend());
afterAll(async () => await net.close());

const LINE = /^GET \/api\/ip_filters$/;

/** Something that happens to the list before a page of it is given. */
type Change = (rows: string[]) => void;

/** A list as a PBX keeps it: rows in the order of their creation, read by `skip` and `top`. */
class ListModel {
	readonly rows: string[];
	/** Rows that were there all the time. */
	readonly stayed: Set<string>;
	/** Rows that were there at any time. */
	readonly ever: Set<string>;
	requests = 0;

	constructor(
		count: number,
		private readonly changes: Readonly<Record<number, Change>>,
		private readonly shape: {
			/** Rows have an id. */
			ids?: boolean;
			/** The answer says how many rows there are. */
			counted?: boolean;
			/** Most rows of a page, whatever is asked for. */
			page?: number;
			/** Requests, from 0 on, that are answered with no rows at all. */
			empty?: readonly number[];
		} = {},
	) {
		this.rows = Array.from({ length: count }, (_, index) => `10.0.${index}.0/24`);
		this.stayed = new Set(this.rows);
		this.ever = new Set(this.rows);
	}

	/** Answers in place of the PBX. */
	readonly answer: Fault = ({ reply }) => {
		const url = net.proxy.seen.filter(({ line }) => LINE.test(line))[this.requests].url;
		const { searchParams } = new URL(url, 'http://pbx.example');
		const number = this.requests++;
		this.changes[number]?.(this.rows);
		for (const row of this.rows) this.ever.add(row);
		for (const row of this.stayed) if (!this.rows.includes(row)) this.stayed.delete(row);

		const { ids = true, counted = true, page = 100, empty = [] } = this.shape;
		const skip = Number(searchParams.get('skip') ?? 0);
		const top = Math.min(page, Number(searchParams.get('top') ?? 100));
		const rows = empty.includes(number) ? [] : this.rows.slice(skip, skip + top);
		const items = rows.map((cidr) => ({ ...(ids ? { id: `id ${cidr}` } : {}), cidr }));
		reply({
			status: 200,
			headers: { 'content-type': 'application/json' },
			body: Buffer.from(JSON.stringify({ ...(counted ? { count: this.rows.length } : {}), items })),
		});
	};
}

async function read(list: ListModel): Promise<{ rows?: string[]; message?: string }> {
	await net.proxy.mend();
	net.proxy.breakAt({ line: LINE, times: Infinity }, list.answer);
	const { error, out } = await net.run({
		resource: 'ipRule',
		operation: 'getMany',
		returnAll: true,
	});
	if (error) expect(out).toEqual([]);
	return error
		? { message: error.message }
		: { rows: out.map(({ cidr }: IDataObject) => `${cidr}`) };
}

/** The rows that are missing, that came twice, and that nobody knows; of a failed item none. */
function faultsOf(list: ListModel, { rows }: { rows?: string[] }) {
	if (!rows) return { missing: [], twice: [], unknown: [] };
	return {
		missing: [...list.stayed].filter((row) => !rows.includes(row)),
		twice: rows.filter((row, index) => rows.indexOf(row) !== index),
		unknown: rows.filter((row) => !list.ever.has(row)),
	};
}
const NONE = { missing: [], twice: [], unknown: [] };

const remove =
	(from: number, count: number): Change =>
	(rows) =>
		void rows.splice(from, count);
let added = 0;
const insert =
	(at: number, count: number): Change =>
	(rows) => {
		const fresh = Array.from({ length: count }, () => `192.0.2.${added++}/32`);
		rows.splice(Math.min(at, rows.length), 0, ...fresh);
	};

describe.each([
	['with ids', true],
	['without ids', false],
])('a list of rows %s', (_, ids) => {
	test.each<[string, number, Record<number, Change>]>([
		['the first 100 of 300 go after the first page', 300, { 1: remove(0, 100) }],
		['the second 100 of 300 go after the first page', 300, { 1: remove(100, 100) }],
		['the last 100 of 300 go after the first page', 300, { 1: remove(200, 100) }],
		['the first 100 of 300 go before the last page', 300, { 2: remove(0, 100) }],
		['the second 100 of 300 go before the last page', 300, { 2: remove(100, 100) }],
		['one row goes, and goes on going', 300, { 1: remove(0, 1), 2: remove(0, 1), 3: remove(0, 1) }],
		[
			'one row comes for each that goes',
			300,
			{ 1: (rows) => (remove(0, 40)(rows), insert(260, 40)(rows)) },
		],
		['all go', 300, { 1: remove(0, 300) }],
		['rows come in front', 250, { 1: insert(0, 30) }],
		['rows come at the end', 250, { 1: insert(1000, 251) }],
		['rows come in front of the last page', 201, { 2: insert(0, 150) }],
	])('%s', async (_name, count, changes) => {
		const list = new ListModel(count, changes, { ids });
		const result = await read(list);
		expect(faultsOf(list, result)).toEqual(NONE);
		if (!result.rows) expect(result.message).toMatch(/^Get many IP rules: .*(list|rows)/);
	});

	test('a list that grows and then gives an empty page is not passed off as whole', async () => {
		const list = new ListModel(
			250,
			{ 1: insert(1000, 251) },
			{ ids, empty: [2, 3, 4, 5, 6, 7, 8] },
		);
		const result = await read(list);
		expect(faultsOf(list, result)).toEqual(NONE);
	});

	test('nor one that shrinks and then gives an empty page', async () => {
		const list = new ListModel(400, { 1: remove(0, 10) }, { ids, empty: [4, 5, 6, 7, 8, 9] });
		const result = await read(list);
		expect(faultsOf(list, result)).toEqual(NONE);
	});

	test('one that stands still comes whole, whatever its length and the size of a page', async () => {
		for (const [count, page] of [
			[0, 100],
			[1, 100],
			[99, 100],
			[100, 100],
			[101, 50],
			[230, 30],
		]) {
			const list = new ListModel(count, {}, { ids, page });
			expect((await read(list)).rows).toEqual(list.rows);
		}
	});
});

const change = fc.oneof(
	fc.tuple(fc.constant(remove), fc.nat(400), fc.integer({ min: 1, max: 150 })),
	fc.tuple(fc.constant(insert), fc.nat(400), fc.integer({ min: 1, max: 150 })),
);
const scenario = fc.record({
	count: fc.nat(450),
	ids: fc.boolean(),
	/** Which request finds which change. */
	changes: fc.array(fc.tuple(fc.integer({ min: 1, max: 7 }), change), { maxLength: 4 }),
	told: fc.oneof(
		fc.record({
			counted: fc.constant(true),
			page: fc.constantFrom(100, 100, 60, 7),
			empty: fc.array(fc.integer({ min: 1, max: 7 }), { maxLength: 1 }),
		}),
		// Where the PBX does not say how many there are, only a short page tells the end.
		fc.record({ counted: fc.constant(false) }),
	),
});

test('any list that changes in any way comes whole, or its item fails', async () => {
	await fc.assert(
		fc.asyncProperty(scenario, async ({ count, changes, ids, told }) => {
			const byRequest: Record<number, Change> = {};
			for (const [request, [kind, at, size]] of changes) byRequest[request] = kind(at, size);
			const list = new ListModel(count, byRequest, { ids, ...told });
			expect(faultsOf(list, await read(list))).toEqual(NONE);
		}),
		{ numRuns: 100 },
	);
}, 120_000);

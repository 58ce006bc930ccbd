import type { IDataObject } from 'n8n-workflow';
import { CallFailed } from '../../pbx/failures.ts';
import { startSimulator, type Simulator } from '../../simulator/server.mts';
import { connect, type Spoiling } from '../support/connected.mts';
import { sampleSetup } from '../support/setupSample.mts';
import { apply, counts, recordsOf } from './world.mts';

let simulator: Simulator;
beforeAll(async () => {
	simulator = await startSimulator({ port: 0, tenantDeletionMs: 0 });
});
afterAll(async () => await simulator.close());
beforeEach(() => {
	simulator.reset();
	simulator.switches.tenantDeletionMs = 0;
});

const isWrite = (line: string) =>
	line.startsWith('POST ') && !/\/auth\/|\/tenants\/switch/.test(line);

/** Spoils the write with this number, counted from 0. */
function spoilingWrite(number: number, outcome: number | 'lost'): Spoiling & { seen(): number } {
	let writes = 0;
	const spoil: Spoiling = (line) => (isWrite(line) && writes++ === number ? outcome : undefined);
	return Object.assign(spoil, { seen: () => writes });
}

/** What a run came to that cannot go well. */
async function failing(
	document: IDataObject,
	spoil: Spoiling,
	more: Parameters<typeof apply>[2] = {},
): Promise<CallFailed | undefined> {
	const connection = await connect(simulator, { spoil });
	try {
		await apply(connection, document, more);
		return undefined;
	} catch (error) {
		if (error instanceof CallFailed) return error;
		throw error;
	} finally {
		await connection.tenants.close();
	}
}

/** Applies a document to what is there. */
async function begin(document: IDataObject): Promise<void> {
	const connection = await connect(simulator);
	await apply(connection, document);
	await connection.tenants.close();
}

const adviceOf = (error: CallFailed | undefined): string => error?.failure.advice ?? '';

/** The records that a sentence of a message names. */
const namedIn = (advice: string, sentence: string): string[] =>
	new RegExp(`${sentence}: (.*?)\\.(?: |$)`).exec(advice)?.[1].split(/, (?=[a-z])/) ?? [];

async function writesOf(document: IDataObject): Promise<number> {
	const spoil = spoilingWrite(-1, 400);
	expect(await failing(document, spoil)).toBeUndefined();
	simulator.reset();
	simulator.switches.tenantDeletionMs = 0;
	return spoil.seen();
}

describe('a setup that does not succeed', () => {
	test('of a new tenant leaves the PBX as it was, whichever step it is', async () => {
		const document = sampleSetup();
		const total = await writesOf(document);
		expect(total).toBeGreaterThan(40);
		const before = recordsOf(simulator.state);
		for (let number = 0; number < total; number++) {
			const error = await failing(document, spoilingWrite(number, 400));
			expect([number, error?.message]).toEqual([number, expect.stringContaining('spoilt')]);
			await new Promise((resolve) => setTimeout(resolve, 5));
			expect([number, recordsOf(simulator.state)]).toEqual([number, before]);
			expect([number, adviceOf(error)]).toEqual([
				number,
				expect.not.stringContaining('Left behind'),
			]);
		}
	}, 300_000);

	test('of a tenant that is there keeps what was done, tells it, and the next run does the rest', async () => {
		const { tenant, version, trunks } = sampleSetup();
		const base = { version, tenant, trunks } as IDataObject;
		const document = sampleSetup();
		await begin(base);
		const start = recordsOf(simulator.state);
		const counting = spoilingWrite(-1, 400);
		await failing(document, counting);
		simulator.reset();
		await begin(base);
		for (let number = 0; number < counting.seen(); number += 3) {
			const error = await failing(document, spoilingWrite(number, 400));
			const told = namedIn(adviceOf(error), 'Stays').map((each) => each.replace(/ \([^)]*\)$/, ''));
			const again = await connect(simulator);
			const plan = await apply(again, document, { dryRun: true });
			// What the PBX holds of the document now is exactly what the message tells.
			const there = plan.planned
				.filter(
					({ became, step }) =>
						became !== 'create' && !['tenant', 'trunks'].includes(step.kind.part),
				)
				.map(({ step }) => `${step.kind.noun} "${step.name}"`);
			expect([number, told.sort()]).toEqual([number, there.sort()]);
			expect(counts(await apply(again, document)).unchanged ?? 0).toBeLessThan(30);
			expect(counts(await apply(again, document))).toEqual({ unchanged: 30 });
			// Back to the beginning.
			const ids = [...simulator.state.tenants.values()].filter(
				({ domain }) => domain === 'acme.example',
			);
			expect(ids).toHaveLength(1);
			await again.tenants.close();
			simulator.reset();
			await begin(base);
			expect(JSON.stringify(recordsOf(simulator.state)).length).toBe(JSON.stringify(start).length);
		}
	}, 300_000);

	test.each(['merge', 'reset'] as const)(
		'gives fields that it changed their old values, where an update does %s',
		async (way) => {
			await begin(sampleSetup());
			const changed = structuredClone(sampleSetup()) as Record<string, IDataObject[]>;
			(changed.tenant as unknown as IDataObject).max_extensions = 60;
			delete (changed.tenant as unknown as IDataObject).dealer;
			changed.trunks[0].did_numbers = '4420700200-4420700219';
			changed.extensions[3].display_name = 'Somebody Else';
			changed.extensions[3].department = 'New';
			changed.extensions[4].role = 'QueueManager';
			changed.ring_groups[0].agents = ['103'];
			changed.user_groups[0].members = ['104'];
			changed.call_pickup_groups[0].members = ['108'];
			changed.outbound_rules[0].holidays = [];
			changed.outbound_rules[0].groups = ['Stock'];
			changed.blocked_numbers.push({ number: '442078888888' });
			const counting = spoilingWrite(-1, 400);
			expect(await failing(changed as unknown as IDataObject, counting)).toBeUndefined();
			const total = counting.seen();
			expect(total).toBeGreaterThan(10);
			for (let number = 0; number < total; number++) {
				simulator.reset();
				await begin(sampleSetup());
				simulator.switches.updateTop = way;
				simulator.switches.updateNested = way;
				const start = bare(recordsOf(simulator.state));
				const error = await failing(changed as unknown as IDataObject, spoilingWrite(number, 400), {
					onFailure: 'undo',
				});
				expect([number, error?.message]).toEqual([number, expect.stringContaining('spoilt')]);
				expect([number, bare(recordsOf(simulator.state))]).toEqual([number, start]);
				expect([number, adviceOf(error)]).toEqual([
					number,
					expect.not.stringContaining('Left behind'),
				]);
			}
		},
		300_000,
	);

	test('is not undone where nobody knows what the PBX did, and says so', async () => {
		let hit = false;
		const spoil: Spoiling = (line) => {
			if (line !== 'POST /ring_groups' || hit) return undefined;
			hit = true;
			return 'lost';
		};
		const looking: Spoiling = (line) =>
			hit && line.startsWith('GET /ring_groups') ? 503 : spoil(line);
		const error = await failing(sampleSetup(), looking);
		expect(error?.message).toContain('is not known');
		expect(adviceOf(error)).toContain('Nothing was undone');
		expect(adviceOf(error)).toContain('extension "101" (created)');
		expect(
			[...simulator.state.tenants.values()].some(({ domain }) => domain === 'acme.example'),
		).toBe(true);
		const connection = await connect(simulator);
		await apply(connection, sampleSetup());
		expect(counts(await apply(connection, sampleSetup()))).toEqual({ unchanged: 30 });
		await connection.tenants.close();
	}, 60_000);
});

/** Without what an undo cannot and need not bring back: an empty text in place of nothing. */
const bare = (value: unknown): unknown => {
	// Members have no order.
	if (Array.isArray(value))
		return value
			.map(bare)
			.map((each) => JSON.stringify(each))
			.sort();
	if (typeof value !== 'object' || value === null) return value;
	return Object.fromEntries(
		Object.entries(value)
			.filter(
				([name, each]) =>
					each !== '' &&
					!/password|pin$|profile|created_at/.test(name) &&
					!(Array.isArray(each) && !each.length),
			)
			.map(([name, each]) => [name, bare(each)]),
	);
};

import type { IDataObject } from 'n8n-workflow';
import { startSimulator, type Simulator } from '../../simulator/server.mts';
import { connect, type Spoiling } from '../support/connected.mts';
import { sampleSetup } from '../support/setupSample.mts';
import { adviceOf, begin, failing, spoilingWrite } from './spoilt.mts';
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

describe('a setup that does not succeed', () => {
	test.each(['merge', 'reset'] as const)(
		'gives fields that it changed their old values, where an update does %s',
		async (way) => {
			await begin(simulator, sampleSetup());
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
			expect(await failing(simulator, changed as unknown as IDataObject, counting)).toBeUndefined();
			const total = counting.seen().length;
			expect(total).toBeGreaterThan(10);
			for (let number = 0; number < total; number++) {
				simulator.reset();
				await begin(simulator, sampleSetup());
				simulator.switches.updateTop = way;
				simulator.switches.updateNested = way;
				const start = bare(recordsOf(simulator.state));
				const error = await failing(
					simulator,
					changed as unknown as IDataObject,
					spoilingWrite(number, 400),
					{
						onFailure: 'undo',
					},
				);
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
		const error = await failing(simulator, sampleSetup(), looking);
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

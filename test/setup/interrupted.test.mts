import { startSimulator, type Simulator } from '../../simulator/server.mts';
import { connect, type Spoiling } from '../support/connected.mts';
import { fullSetup } from '../support/setupSample.mts';
import { isWrite, sampled, spoilingWrite, writesOf } from './spoilt.mts';
import { apply, counts } from './world.mts';

let simulator: Simulator;
beforeAll(async () => {
	simulator = await startSimulator({ port: 0 });
});
afterAll(async () => await simulator.close());
beforeEach(() => simulator.reset());

const document = fullSetup();

/** The next run does the rest, and the one after it finds nothing to do. */
async function completes(at: number): Promise<void> {
	const connection = await connect(simulator);
	await apply(connection, document);
	expect([at, counts(await apply(connection, document))]).toEqual([at, { unchanged: 45 }]);
	await connection.tenants.close();
}

test('a run that is stopped in the middle begins nothing more, and the next one does the rest', async () => {
	for (const at of [0, 1, 3, 7, 15, 25, 40, 55]) {
		simulator.reset();
		const stop = new AbortController();
		let writes = 0;
		const spoil: Spoiling = (line) => {
			if (isWrite(line) && writes++ === at) stop.abort();
			return undefined;
		};
		const connection = await connect(simulator, { stop: stop.signal, spoil });
		const run = apply(connection, document, { stop: stop.signal });
		await expect(run).rejects.toThrow(/stopped|was not sent/);
		// Those that were on their way end; none is begun after them.
		expect([at, writes <= at + 20]).toEqual([at, true]);
		await connection.tenants.close();
		await completes(at);
	}
}, 120_000);

test('a process that is killed in the middle leaves what the next run completes', async () => {
	for (const at of [1, 2, 5, 12, 22, 33, 40, 55]) {
		simulator.reset();
		let writes = 0;
		// Nothing gets through any more, neither an undo nor a sign-out.
		const spoil: Spoiling = (line) => {
			if (isWrite(line)) writes++;
			return writes > at ? 403 : undefined;
		};
		const connection = await connect(simulator, { spoil });
		await expect(apply(connection, document)).rejects.toThrow();
		await connection.tenants.close();
		await completes(at);
	}
}, 120_000);

test.each([
	['a request that never reaches the PBX', 'dropped'],
	['an answer that is lost', 'lost'],
] as const)(
	'%s leads to no second record, and the next run completes it',
	async (_, outcome) => {
		for (const at of sampled(await writesOf(simulator, document))) {
			simulator.reset();
			const connection = await connect(simulator, { spoil: spoilingWrite(at, outcome) });
			await apply(connection, document).catch((error: Error) => {
				expect([at, error.message]).toEqual([
					at,
					expect.stringMatching(/not known|lost|connection/i),
				]);
			});
			await connection.tenants.close();
			await completes(at);
			const names = [...simulator.state.resources]
				.filter(([address]) => /^\/(ring_groups|call_queues|contacts|roles)@/.test(address))
				.map(([, table]) => [...table.values()].map(({ name }) => name));
			for (const each of names) expect([at, new Set(each).size]).toEqual([at, each.length]);
		}
	},
	240_000,
);

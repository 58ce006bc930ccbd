import type { IDataObject } from 'n8n-workflow';
import { startSimulator, type Simulator } from '../../simulator/server.mts';
import { connect, type Spoiling } from '../support/connected.mts';
import { fullSetup } from '../support/setupSample.mts';
import {
	adviceOf,
	begin,
	failing,
	isWrite,
	namedIn,
	sampled,
	spoilingWrite,
	writesOf,
} from './spoilt.mts';
import { apply, counts, recordsOf } from './world.mts';

let simulator: Simulator;
beforeAll(async () => {
	simulator = await startSimulator({ port: 0, tenantDeletionMs: 0 });
});
afterAll(async () => await simulator.close());
const reset = () => {
	simulator.reset();
	simulator.switches.tenantDeletionMs = 0;
};
beforeEach(reset);

/** A customer of more than forty records, with one of each kind. */
const document = fullSetup();
const RECORDS = 45;
const { version, tenant, trunks } = document;
const base = { version, tenant, trunks } as IDataObject;

/** The records of the document that the PBX holds, beside the tenant and its trunk. */
async function there(): Promise<string[]> {
	const connection = await connect(simulator);
	const { planned } = await apply(connection, document, { dryRun: true });
	await connection.tenants.close();
	return planned
		.filter(
			({ became, step }) => became !== 'create' && !['tenant', 'trunks'].includes(step.kind.part),
		)
		.map(({ step: { kind, name, parent } }) =>
			parent
				? `${kind.noun} "${name}" of ${parent.kind.noun} "${parent.name}"`
				: `${kind.noun} "${name}"`,
		)
		.sort();
}

test('a new tenant is taken back whichever step does not succeed, and nothing else is touched', async () => {
	const writes = await writesOf(simulator, document);
	expect(writes.length).toBeGreaterThan(60);
	reset();
	const before = recordsOf(simulator.state);
	for (const number of writes.keys()) {
		const error = await failing(simulator, document, spoilingWrite(number, 400));
		expect([number, error?.message]).toEqual([number, expect.stringContaining('spoilt')]);
		await new Promise((resolve) => setTimeout(resolve, 5));
		expect([number, recordsOf(simulator.state)]).toEqual([number, before]);
		const advice = adviceOf(error);
		expect([number, advice]).toEqual([number, expect.not.stringMatching(/Left behind|Stays/)]);
		expect([number, advice]).toEqual([
			number,
			expect.stringContaining(number ? 'tenant "acme.example"' : 'Nothing was changed'),
		]);
	}
}, 300_000);

test('a tenant that was there is as before where undoing is chosen, whichever step it is', async () => {
	await begin(simulator, base);
	const writes = await writesOf(simulator, document);
	reset();
	await begin(simulator, base);
	const before = recordsOf(simulator.state);
	for (const number of sampled(writes)) {
		const error = await failing(simulator, document, spoilingWrite(number, 400), {
			onFailure: 'undo',
		});
		expect([number, error?.message]).toEqual([number, expect.stringContaining('spoilt')]);
		expect([number, recordsOf(simulator.state)]).toEqual([number, before]);
		expect([number, adviceOf(error)]).toEqual([
			number,
			expect.not.stringMatching(/Left behind|Stays/),
		]);
	}
}, 300_000);

test('what cannot be undone is told to the last record, whichever step it is', async () => {
	await begin(simulator, base);
	const writes = await writesOf(simulator, document);
	for (const number of sampled(writes)) {
		reset();
		await begin(simulator, base);
		const failed = spoilingWrite(number, 400);
		let removals = 0;
		// Every second removal is refused: by now something else refers to the record.
		const spoil: Spoiling = (line) =>
			isWrite(line) && line.endsWith('/destroy') && removals++ % 2 === 0 ? 409 : failed(line);
		const error = await failing(simulator, document, spoil, { onFailure: 'undo' });
		expect([number, error?.message]).toEqual([number, expect.stringContaining('spoilt')]);
		expect([number, namedIn(adviceOf(error), 'Left behind')]).toEqual([number, await there()]);
	}
}, 300_000);

test('what a run has done is kept and told to the last record, and the next run does the rest', async () => {
	await begin(simulator, base);
	const writes = await writesOf(simulator, document);
	for (const number of sampled(writes)) {
		reset();
		await begin(simulator, base);
		const error = await failing(simulator, document, spoilingWrite(number, 400));
		expect([number, namedIn(adviceOf(error), 'Stays')]).toEqual([number, await there()]);
		const again = await connect(simulator);
		expect(counts(await apply(again, document)).unchanged ?? 0).toBeLessThan(RECORDS);
		expect([number, counts(await apply(again, document))]).toEqual([
			number,
			{ unchanged: RECORDS },
		]);
		await again.tenants.close();
	}
}, 300_000);

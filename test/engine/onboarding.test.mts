import { readFileSync } from 'node:fs';
import path from 'node:path';
import type { IDataObject } from 'n8n-workflow';
import { PACKAGE } from '../../scripts/engine/nodeTypes.mts';
import type { WorkflowJson } from '../../scripts/engine/run.mts';
import { setUp, type Bench } from '../support/node.mts';

const workflow = JSON.parse(
	readFileSync(path.join(PACKAGE, 'workflows/onboard-tenant.json'), 'utf8'),
) as WorkflowJson;

let bench: Bench;
beforeEach(async () => (bench = await setUp()));
afterEach(async () => await bench.close());

const result = async () => {
	const outcome = await bench.engine.run(workflow);
	const items = (node: string) => outcome.items(node).map(({ json }) => json);
	return { error: outcome.error, done: items('Onboarded'), failed: items('Not Onboarded') };
};

describe('the onboarding workflow', () => {
	test('completes all customers but the one whose numbers are taken', async () => {
		const { error, done, failed } = await result();
		expect(error).toBeUndefined();
		expect(done.map(({ customer }) => customer)).toEqual(['Acme Ltd', 'Birch GmbH', 'Dogwood Inc']);
		expect(failed).toMatchObject([
			{ customer: 'Cedar SARL', reason: expect.stringContaining('DID_POOL_OVERLAP') },
		]);
		expect(bench.simulator.counters.logins).toBe(1);
	});

	test('leaves on the PBX what it reports', async () => {
		const { done, failed } = await result();
		const { tenants } = bench.simulator.state;
		const byId = (id: unknown) => tenants.get(String(id)) as IDataObject | undefined;
		for (const row of done) expect(byId(row.tenant)?.domain).toBe(row.domain);
		// The tenant of the customer that failed half way is named, so that somebody can go on with it.
		expect(byId(failed[0].tenant)?.domain).toBe('cedar.example');
		const trunk = { resource: 'trunk', operation: 'getMany' };
		const [{ id }] = (await bench.run(trunk)).out;
		const { out } = await bench.run({
			...trunk,
			operation: 'getAssignments',
			trunkId: id,
			returnAll: true,
		});
		expect(out).toEqual(
			expect.arrayContaining(
				done.map(({ tenant, did_numbers, calls }) =>
					expect.objectContaining({ tenant_id: tenant, did_numbers, concurrency: calls }),
				),
			),
		);
		expect(out.map(({ tenant_id: tenant }) => tenant)).not.toContain(failed[0].tenant);
	});

	test('run again, doubles nothing and says what exists already', async () => {
		await result();
		const before = bench.simulator.state.tenants.size;
		const { error, done, failed } = await result();
		expect(error).toBeUndefined();
		expect(done).toEqual([]);
		expect(failed).toHaveLength(4);
		expect(failed.every(({ reason }) => String(reason).includes('RESOURCE_EXISTS'))).toBe(true);
		expect(bench.simulator.state.tenants.size).toBe(before);
	});

	test('names the dealer that does not exist', async () => {
		const json = JSON.parse(
			JSON.stringify(workflow).replaceAll('sample-dealer', 'nobody'),
		) as WorkflowJson;
		const outcome = await bench.engine.run(json);
		const [{ json: first }] = outcome.items('Not Onboarded');
		expect(first.reason).toBe('Assign tenant to dealer: No dealer has the username "nobody"');
	});
});

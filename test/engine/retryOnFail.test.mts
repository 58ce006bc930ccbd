import type { INode } from 'n8n-workflow';
import { newTenant, setUp, workflowOf, type Bench } from '../support/node.mts';

let bench: Bench;
beforeAll(async () => (bench = await setUp()));
afterAll(async () => await bench.close());

/** What n8n shows beside the output of a node that has Retry On Fail on or off. */
async function hintsOf(parameters: object, retryOnFail: boolean): Promise<string[]> {
	bench.simulator.reset();
	const workflow = workflowOf(parameters);
	const node = workflow.nodes.find(({ name }) => name === 'PortSIP') as INode;
	Object.assign(node, { retryOnFail, maxTries: 2 });
	const { run } = await bench.engine.run(workflow);
	return (run.data.resultData.runData.PortSIP.at(-1)?.hints ?? []).map(({ message }) => message);
}

const tenant = (operation: string) => ({ resource: 'tenant', operation, ...newTenant('Again') });

test('Retry On Fail beside a creation is told, with what to use in its place', async () => {
	const [hint, ...others] = await hintsOf(tenant('create'), true);
	expect(hint).toMatch(/^Retry On Fail is on.*Max Tries.*Create or Update/);
	expect(others).toEqual([]);
});

test('not where it is off, nor beside what can be run again', async () => {
	expect(await hintsOf(tenant('create'), false)).toEqual([]);
	expect(await hintsOf(tenant('upsert'), true)).toEqual([]);
	expect(await hintsOf({ resource: 'tenant', operation: 'getMany' }, true)).toEqual([]);
});

import { areas } from '../../nodes/shared/api/index.ts';
import { loadNodeTypes } from '../../scripts/engine/nodeTypes.mts';
import { setUp, workflowOf, type Bench } from '../support/node.mts';

let bench: Bench;
beforeAll(async () => (bench = await setUp()));
afterAll(async () => await bench.close());

const descriptionOf = async (node: string) =>
	(await loadNodeTypes()).nodeTypes.getByNameAndVersion(`n8n-nodes-portsip.${node}`).description;

test.each(areas)('n8n loads $node with the words by which it is found', async ({ node }) => {
	const { codex } = await descriptionOf(node);
	expect(codex?.alias).toEqual(expect.arrayContaining(['VoIP']));
	expect(codex?.resources?.primaryDocumentation?.[0].url).toContain(node);
});

test.each([
	['tenant', 'assignToDealer', 'assign to dealer: tenant'],
	['trunk', 'assignToTenant', 'assign to tenant: trunk'],
	['callQueue', 'getMany', 'get many: call queue'],
	['extensionSpeedDial8', 'create', 'create: extension speed dial 8'],
	['microsoft365Integration', 'get', 'get: microsoft 365 integration'],
])('below the node of %s and %s stands "%s"', async (resource, operation, words) => {
	const workflow = bench.engine.workflow(workflowOf({ resource, operation }));
	const node = workflow.nodes.PortSIP;
	const { subtitle } = await descriptionOf(node.type.split('.')[1]);
	const { expression } = workflow;
	expect(expression.getSimpleParameterValue(node, subtitle, 'internal', {})).toBe(words);
});

import { readFileSync } from 'node:fs';
import path from 'node:path';
import type { IDataObject, INode } from 'n8n-workflow';
import { PACKAGE } from '../../scripts/engine/nodeTypes.mts';
import type { WorkflowJson } from '../../scripts/engine/run.mts';
import { lostAnswer, resetBefore } from '../faults/kinds.mts';
import { setUpNetwork, type Network } from '../faults/network.mts';
import { newTenant } from '../support/node.mts';
import type { Rec } from '../../simulator/types.mts';

const example = JSON.parse(
	readFileSync(path.join(PACKAGE, 'workflows/webhook-provisioning.json'), 'utf8'),
) as WorkflowJson;

let net: Network;
beforeAll(async () => (net = await setUpNetwork()));
beforeEach(async () => {
	await net.proxy.mend();
	net.simulator.reset();
	net.signIn(net.simulator.logins.systemAdmin);
});
afterAll(async () => await net.close());

/** A trigger in place of the webhook, and items in place of answers: the server has both, not the engine. */
function withoutServer(node: INode): INode {
	if (node.type === 'n8n-nodes-base.webhook') {
		return { ...node, type: 'n8n-nodes-base.manualTrigger', typeVersion: 1, parameters: {} };
	}
	if (node.type !== 'n8n-nodes-base.respondToWebhook') return node;
	const { responseBody } = node.parameters;
	return {
		...node,
		type: 'n8n-nodes-base.set',
		typeVersion: 3.4,
		parameters: { mode: 'raw', jsonOutput: responseBody ?? '{}', options: {} },
	};
}

/** What the caller is answered. */
async function post(customer: IDataObject): Promise<{ by: string; body: IDataObject }> {
	const workflow = structuredClone(example);
	workflow.nodes = workflow.nodes.map(withoutServer);
	const { error, items } = await net.engine.run(workflow, undefined, [
		{ json: { body: customer } },
	]);
	expect(error).toBeUndefined();
	const answers = workflow.nodes
		.filter(({ name }) => name.startsWith('Respond: '))
		.flatMap(({ name }) => items(name).map(({ json }) => ({ by: name, body: json })));
	expect(answers).toHaveLength(1);
	return answers[0];
}

const customer = (name: string, more: IDataObject = {}): IDataObject => ({
	...newTenant(name),
	trunk: 'Sample SIP Trunk',
	didNumbers: '4420700900-4420700904',
	...more,
});
const tenantAt = (domain: string) =>
	[...net.simulator.state.tenants.values()].find((each) => each.domain === domain);
const goes = (tenant: Rec | undefined) => !tenant || tenant.deleted_at !== undefined;

test('a customer is provisioned, and the caller told', async () => {
	const { by, body } = await post(customer('Harbour'));
	expect([by, body.tenantId]).toEqual(['Respond: Created', tenantAt('harbour.example')?.id]);
});

test('where the numbers are refused, the tenant that this run made is taken back', async () => {
	await post(customer('First'));
	const { by } = await post(customer('Second'));
	expect(by).toBe('Respond: Numbers Refused');
	expect(goes(tenantAt('second.example'))).toBe(true);
	expect(goes(tenantAt('first.example'))).toBe(false);
});

test.each([
	['lost before the PBX', resetBefore],
	['lost after it', lostAnswer],
])('a creation whose answer is %s takes back no tenant of anybody else', async (_, fault) => {
	// Somebody makes the same tenant between the look and the creation.
	net.simulator.changes.push({
		method: 'POST',
		path: '^/tenants$',
		request: { path: '/tenants', body: newTenant('Pier') },
	});
	net.proxy.breakAt({ line: /^POST \/api\/tenants$/ }, fault);
	const { by } = await post(customer('Pier'));
	expect(by).toBe('Respond: PBX Refused');
	expect(goes(tenantAt('pier.example'))).toBe(false);
});

/** Cells of forms, as another system posts them. */
test.each([
	['a region that does not exist', { region: 'ZZ' }],
	['a domain that is an address', { domain: 'https://cell.example/' }],
	['a number of extensions with a dot', { maxExtensions: '1.000' }],
	['numbers with a plus', { didNumbers: '+4420700900' }],
])('%s is answered with the reason, and leaves nothing behind', async (_, cells) => {
	const before = net.simulator.state.tenants.size;
	const { body } = await post(customer('Cell', cells));
	expect(body.status).toBe('failed');
	expect(body.reason).toEqual(expect.stringContaining('"'));
	const left = [...net.simulator.state.tenants.values()].filter((each) => !goes(each));
	expect(left).toHaveLength(before);
});

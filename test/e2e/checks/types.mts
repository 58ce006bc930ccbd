import assert from 'node:assert/strict';
import type { Context } from './context.mts';

const GROUP = 'Types';

/** What n8n says it knows: the node, the tool made from it, and the credential. */
export async function checkTypes({ report, rest }: Context): Promise<void> {
	const list = async (kind: string): Promise<any[]> => await rest.get(`/types/${kind}.json`);
	await report.check(GROUP, 'the node is listed', async () => {
		const node = (await list('nodes')).find(({ name }) => name === 'n8n-nodes-portsip.portSip');
		assert.ok(node, 'n8n does not list n8n-nodes-portsip.portSip');
		assert.equal(node.displayName, 'PortSIP PBX');
		assert.ok(JSON.stringify(node.iconUrl).includes('portsip'), 'the node has no icon');
	});
	await report.check(GROUP, 'its icon is served', async () => {
		const node = (await list('nodes')).find(({ name }) => name === 'n8n-nodes-portsip.portSip');
		for (const url of [node.iconUrl].flatMap((each) => Object.values(each) as string[]))
			assert.match(await rest.get(`/${url}`), /<svg/);
	});
	await report.check(GROUP, 'the tool for AI agents is listed', async () => {
		const tool = (await list('nodes')).find(({ name }) => name === 'n8n-nodes-portsip.portSipTool');
		assert.ok(tool, 'n8n does not list n8n-nodes-portsip.portSipTool');
		assert.deepEqual(tool.outputs, ['ai_tool']);
	});
	await report.check(GROUP, 'the credential is listed', async () => {
		const credential = (await list('credentials')).find(({ name }) => name === 'portSipApi');
		assert.ok(credential, 'n8n does not list portSipApi');
		assert.deepEqual(
			credential.supportedNodes,
			['n8n-nodes-portsip.portSip', 'n8n-nodes-portsip.portSipTool'].slice(
				0,
				credential.supportedNodes.length,
			),
		);
	});
}

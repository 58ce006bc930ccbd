import assert from 'node:assert/strict';
import { areas } from '../../../nodes/shared/api/index.ts';
import { triggers } from '../../../scripts/nodes.mts';
import { PACK } from '../lib/workflow.mts';
import type { Context } from './context.mts';

const GROUP = 'Types';

/** What n8n says it knows: the nodes, the tools made from them, and the credential. */
export async function checkTypes({ report, rest }: Context): Promise<void> {
	const list = async (kind: string): Promise<any[]> => await rest.get(`/types/${kind}.json`);
	const types = await list('nodes');
	const typeOf = (name: string): any => {
		const found = types.find((type) => type.name === name);
		assert.ok(found, `n8n does not list ${name}`);
		return found;
	};
	const names = areas.map(({ node }) => `${PACK}${node}`);
	for (const name of names) {
		await report.check(GROUP, `${name} is listed, with words to find it by`, () => {
			const { displayName, codex } = typeOf(name);
			assert.match(displayName, /^PortSIP /);
			assert.ok(codex.alias.includes('VoIP'), 'it has no aliases');
		});
		await report.check(GROUP, `the icons of ${name} are served`, async () => {
			const { iconUrl } = typeOf(name);
			for (const url of Object.values(iconUrl)) assert.match(await rest.get(`/${url}`), /<svg/);
		});
		await report.check(GROUP, `the tool for AI agents made from ${name} is listed`, () => {
			assert.deepEqual(typeOf(`${name}Tool`).outputs, ['ai_tool']);
		});
	}
	await report.check(GROUP, 'the credential is listed for all of them', async () => {
		const credential = (await list('credentials')).find(({ name }) => name === 'portSipApi');
		assert.ok(credential, 'n8n does not list portSipApi');
		// Older versions do not name the tools.
		const nodes = credential.supportedNodes.filter((name: string) => !name.endsWith('Tool'));
		assert.deepEqual(
			nodes.sort(),
			[...names, ...triggers().map(({ name }) => `${PACK}${name}`)].sort(),
		);
	});
}

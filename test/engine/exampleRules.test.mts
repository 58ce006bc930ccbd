import { readdirSync, readFileSync } from 'node:fs';
import path from 'node:path';
import type { INode } from 'n8n-workflow';
import { PACKAGE } from '../../scripts/engine/nodeTypes.mts';
import { exampleOf } from '../support/examples.mts';

/** What holds for every example workflow, whatever it does. */
const FILES = readdirSync(path.join(PACKAGE, 'workflows')).filter((file) => file.endsWith('.json'));

/** Nodes of n8n's own that reach nothing outside of n8n, or only wait for somebody. */
const HARMLESS =
	/\.(stickyNote|set|if|filter|switch|noOp|splitOut|aggregate|summarize|merge|convertToFile|stopAndError|manualTrigger|scheduleTrigger|formTrigger|webhook|respondToWebhook)$/;

const isOurs = ({ type }: INode) => type.startsWith('n8n-nodes-portsip.');

describe.each(FILES)('%s', (file) => {
	const { nodes, connections } = exampleOf(file);
	const names = nodes.map(({ name }) => name);

	test('is explained by notes, which say where the credential is chosen', () => {
		const notes = nodes.filter(({ type }) => type.endsWith('.stickyNote'));
		expect(notes.map(({ parameters }) => parameters.content).join()).toMatch(
			/choose.*credential/is,
		);
	});

	test('holds no credential, and reaches nobody else until that is turned on', () => {
		expect(nodes.filter(({ credentials }) => credentials)).toEqual([]);
		const reaching = nodes.filter((node) => !isOurs(node) && !HARMLESS.test(node.type));
		expect(reaching.filter(({ disabled }) => !disabled).map(({ name }) => name)).toEqual([]);
	});

	test('uses no name that n8n allows in no expression', () => {
		const text = readFileSync(path.join(PACKAGE, 'workflows', file), 'utf8');
		expect(text).not.toMatch(/\bjson\.(caller|callee)\b/);
		expect(text).not.toMatch(/\[\W{1,3}(caller|callee)\W{1,3}\]/);
	});

	test('spreads no $json: the oldest n8n does not know the name there', () => {
		const text = readFileSync(path.join(PACKAGE, 'workflows', file), 'utf8');
		expect(text).not.toMatch(/\.\.\.\$json\b/);
	});

	test('is whole: names are unlike each other, and all that notes and links speak of is there', () => {
		expect(new Set(names).size).toBe(names.length);
		expect(new Set(nodes.map(({ id }) => id)).size).toBe(nodes.length);
		const linked = Object.entries(connections).flatMap(([from, { main }]) => [
			from,
			...main.flatMap((output) => (output ?? []).map(({ node }) => node)),
		]);
		expect(linked.filter((name) => !names.includes(name))).toEqual([]);
		const asked = [...JSON.stringify(nodes).matchAll(/\$\('([^']+)'\)/g)].map(([, name]) => name);
		expect(asked.filter((name) => !names.includes(name))).toEqual([]);
	});
});

test('README lists each of them', () => {
	const readme = readFileSync(path.join(PACKAGE, 'README.md'), 'utf8');
	expect(FILES.filter((file) => !readme.includes(`(workflows/${file})`))).toEqual([]);
});

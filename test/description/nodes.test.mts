import { existsSync, readFileSync } from 'node:fs';
import path from 'node:path';
import type { INodePropertyOptions } from 'n8n-workflow';
import { areas } from '../../nodes/shared/api/index.ts';
import { nodeFolder, ROOT } from '../../scripts/docs/folder.mts';
import { descriptionOf, descriptions, triggers } from '../../scripts/nodes.mts';

const json = (file: string) => JSON.parse(readFileSync(path.join(ROOT, file), 'utf8'));

test('each area is a node, and each node is registered', () => {
	const nodes = areas.map(({ node }) => node);
	expect(descriptions().map(({ name }) => name)).toEqual(nodes);
	const all = [...nodes, ...triggers().map(({ name }) => name)];
	expect(json('package.json').n8n.nodes).toEqual(
		all.map((node) => `dist/${nodeFolder(node)}/${path.basename(nodeFolder(node))}.node.js`),
	);
});

test('the nodes have the same icons in other forms, and no icon twice', () => {
	const icons = descriptions().flatMap(({ icon }) => Object.values(icon as object) as string[]);
	expect(new Set(icons).size).toBe(2 * areas.length);
	for (const icon of icons) {
		const file = path.join(ROOT, 'nodes/PortSip', icon.replace('file:', ''));
		expect([icon, existsSync(file)]).toEqual([icon, true]);
	}
});

describe.each(areas)('$node', ({ node }) => {
	const { displayName, defaults, subtitle } = descriptionOf(node);
	const codex = json(`${nodeFolder(node)}/${path.basename(nodeFolder(node))}.node.json`);

	test('is called alike everywhere, and shows what it does like the others', () => {
		expect(defaults.name).toBe(displayName);
		expect(subtitle).toBe(descriptionOf('portSip').subtitle);
		expect(codex.node).toBe(`n8n-nodes-portsip.${node}`);
	});

	test('links to docs that exist', () => {
		const { primaryDocumentation, credentialDocumentation } = codex.resources;
		const [, file] = primaryDocumentation[0].url.split('/blob/main/');
		expect(file).toBe(`docs/operations/${node}/README.md`);
		expect(existsSync(path.join(ROOT, file))).toBe(true);
		const [, anchor] = credentialDocumentation[0].url.split('#');
		expect(readFileSync(path.join(ROOT, 'README.md'), 'utf8')).toContain(`(#${anchor})`);
	});

	test('has words of its own by which people look for it, none of them twice', () => {
		const words = codex.alias.map((word: string) => word.toLowerCase());
		expect(new Set(words).size).toBe(words.length);
		expect(words).toEqual(expect.arrayContaining(['voip', 'pbx']));
	});
});

/** n8n searches the dropdowns by the names of their choices only. */
describe('what people type into the dropdowns finds something', () => {
	const names = (node: string) =>
		descriptionOf(node)
			.properties.filter(({ name }) => name === 'resource' || name === 'operation')
			.flatMap(({ options }) => options as INodePropertyOptions[])
			.map(({ name }) => name.toLowerCase());
	test.each([
		[
			'portSip',
			['customer', 'reseller', 'provider', 'did', 'firewall', 'password', 'ssl', 'mail server'],
		],
		['portSipExtension', ['user', 'password', 'voicemail', 'ip phone', 'department', 'lookup']],
		['portSipRouting', ['did', 'ivr', 'auto attendant', 'moh', 'acd', 'hunt', 'blacklist', '911']],
		['portSipCalls', ['cdr', 'dial', 'meeting', 'speech', 'tariff', 'statistics', 'supervisor']],
		['portSipServices', ['phone book', 'sms', 'mms', 'whatsapp', 'push', 'mail server', 'upload']],
		['portSipMyAccount', ['user', 'password', 'presence', 'voicemail', 'cdr', 'conference']],
		['portSipProvisioning', ['did', 'phone numbers', 'free', 'owner']],
	])('%s', (node, words) => {
		const found = names(node);
		expect(words.filter((word) => !found.some((name) => name.includes(word)))).toEqual([]);
	});
});

test('each trigger weighs less than 40 KB', () => {
	const heavy = triggers().filter((each) => JSON.stringify(each).length > 40 * 1024);
	expect(heavy.map(({ name }) => name)).toEqual([]);
});

import { execFileSync } from 'node:child_process';
import path from 'node:path';
import type { INodeProperties, INodePropertyCollection, INodePropertyOptions } from 'n8n-workflow';
import { areas } from '../../nodes/shared/api/index.ts';
import type { Field } from '../../nodes/shared/api/types.ts';
import { propertyOf } from '../../nodes/shared/description/fields.ts';
import { buildProperties } from '../../nodes/shared/description/index.ts';
import { descriptionOf } from '../../scripts/nodes.mts';

/** All properties, those inside collections included, with the names that lead to them. */
function* walk(list: readonly INodeProperties[], path = ''): Generator<[string, INodeProperties]> {
	for (const property of list) {
		const at = `${path}/${property.name}`;
		yield [at, property];
		for (const option of property.options ?? []) {
			if ('values' in option) yield* walk((option as INodePropertyCollection).values, at);
			else if ('type' in option) yield* walk([option as INodeProperties], at);
		}
	}
}

const built = areas.map((area) => ({ ...area, properties: buildProperties(area) }));

/** Findings of the linter, which runs in a process of its own: it loads ES modules by itself. */
function findings(byNode: Readonly<Record<string, readonly INodeProperties[]>>): string[] {
	const root = path.resolve(import.meta.dirname, '../..');
	const output = execFileSync(
		process.execPath,
		['--import', 'tsx', 'scripts/lintDescription.mts', '-'],
		{
			cwd: root,
			input: JSON.stringify(byNode),
			maxBuffer: 1e8,
			// Under NODE_ENV=test the linter takes every file for a trigger.
			env: { ...process.env, NODE_ENV: 'production' },
		},
	);
	return JSON.parse(output.toString()) as string[];
}

describe("n8n's linter", () => {
	test('has no finding in any node', () => {
		const byNode = built.map(({ node, properties }) => [node, properties]);
		expect(findings(Object.fromEntries(byNode))).toEqual([]);
	}, 120_000);

	test('really reads the properties: a label in the wrong case is found', () => {
		const [area] = areas;
		const wrong = buildProperties(area).slice(0, 8);
		wrong[1].displayName = 'lower case';
		expect(findings({ [area.node]: wrong }).join('\n')).toContain(
			'node-param-display-name-miscased',
		);
	}, 60_000);
});

describe('all nodes together', () => {
	test('stay within the budget', () => {
		const all = built.map(({ properties }) => properties);
		expect(JSON.stringify(all).length).toBeLessThanOrEqual(640 * 1024);
	});

	test('give every operation an action sentence of its own', () => {
		const actions = areas.flatMap(({ resources }) =>
			resources.flatMap(({ operations }) => operations.map(({ action }) => action)),
		);
		expect(new Set(actions).size).toBe(actions.length);
	});

	test('show below a node what its label says', () => {
		const plain = (text: string) => text.toLowerCase().replace(/[^a-z0-9]/g, '');
		const unlike = areas.flatMap(({ resources }) =>
			resources.flatMap(({ value, operations }) =>
				operations
					// The subtitle of each node puts the label's words in place of this value.
					.filter(({ value: own }) => own !== 'upsert')
					.filter((operation) => plain(operation.name) !== plain(operation.value))
					.map((operation) => `${value}: ${operation.value} is ${operation.name}`),
			),
		);
		expect(unlike).toEqual([]);
		const subtitles = areas.map(({ node }) => descriptionOf(node).subtitle);
		expect(
			subtitles.filter((text) => !text?.includes('replace("upsert", "createOrUpdate")')),
		).toEqual([]);
	});

	test('mask every secret', () => {
		const all = built.flatMap(({ properties }) => [...walk(properties)]);
		const secret = all.filter(([at]) =>
			/\/(\w*[pP]assword|licenseKey|(?<!outboundParameters\/)key|token|stirShakenKey)$/.test(at),
		);
		const open = secret.filter(
			([, { type, typeOptions }]) => type === 'string' && typeOptions?.password !== true,
		);
		expect(secret.length).toBeGreaterThan(10);
		expect(open.map(([at]) => at)).toEqual([]);
	});
});

describe.each(built)('the built description of $node', ({ properties, ...area }) => {
	const all = [...walk(properties)];

	test('is equal, but of fresh objects, at every call', () => {
		const again = buildProperties(area);
		expect(again).toEqual(properties);
		expect(again[0]).not.toBe(properties[0]);
		expect(again[1].options?.[0]).not.toBe(properties[1].options?.[0]);
	});

	test('stays within the budgets of a node', () => {
		const actions = area.resources.flatMap(({ operations }) => operations);
		expect(actions.length).toBeLessThanOrEqual(140);
		expect(JSON.stringify(properties).length).toBeLessThanOrEqual(130 * 1024);
	});

	test('has exactly one Operation for each resource', () => {
		const dropdowns = properties.filter(({ name }) => name === 'operation');
		expect(dropdowns.map(({ displayOptions }) => displayOptions?.show?.resource)).toEqual(
			area.resources.map(({ value }) => [value]),
		);
	});

	test('takes no expressions where other fields depend on the value', () => {
		const choosers = properties.filter(({ name }) => name === 'resource' || name === 'operation');
		expect(choosers.every(({ noDataExpression }) => noDataExpression === true)).toBe(true);
	});

	test('has no empty dropdown, and a default that is one of the choices', () => {
		for (const [at, { type, options, default: value }] of all) {
			if (type !== 'options') continue;
			const values = (options as INodePropertyOptions[]).map((option) => option.value);
			expect([at, values.length > 0, values.includes(value as string)]).toEqual([at, true, true]);
		}
	});

	test('chooses nothing for the user where the PBX has no default', () => {
		const wanted = area.resources.flatMap(({ operations }) =>
			operations.flatMap(({ bodyFields }) =>
				bodyFields.filter((field) => field.required && field.default === undefined),
			),
		);
		const made = (type: Field['type']) =>
			wanted.filter((field) => field.type === type).map((field) => propertyOf(field));
		expect(made('choice').filter(({ default: value }) => value !== '')).toEqual([]);
		const numbers = [...made('integer'), ...made('number')];
		expect(numbers.filter(({ default: value }) => value !== '')).toEqual([]);
	});

	test('has no conditions inside collections', () => {
		const inner = all.filter(([at]) => at.lastIndexOf('/') > 0);
		expect(inner.filter(([, { displayOptions }]) => displayOptions).map(([at]) => at)).toEqual([]);
	});
});

describe.each(built)('wording of $node', ({ properties }) => {
	const all = [...walk(properties)];
	const texts = all.flatMap(([at, { description, hint, placeholder }]) =>
		[description, hint, placeholder].filter(Boolean).map((text) => [at, text as string] as const),
	);
	const operations = properties
		.filter(({ name }) => name === 'operation')
		.flatMap(({ options }) => options as INodePropertyOptions[]);

	test('names versions in words', () => {
		expect(texts.filter(([, text]) => /\(22\.\d/.test(text))).toEqual([]);
	});

	test('says of lists what becomes of what is left out, and of keys what they are', () => {
		expect(texts.filter(([, text]) => /replaces? (the|those|all)/i.test(text))).toEqual([]);
		const keys = all
			.filter(([at]) => at.endsWith('/key'))
			.map(([, { displayName }]) => displayName);
		expect(keys.filter((title) => title === 'Part')).toEqual([]);
	});

	test('avoids the words that n8n avoids', () => {
		const words = texts.filter(([, text]) => /\b(error|problem|failure)\b/i.test(text));
		expect(words).toEqual([]);
	});

	test('has no articles in action sentences', () => {
		const actions = operations.map(({ action }) => action);
		expect(actions.filter((action) => /\b(a|an|the)\b/i.test(action ?? ''))).toEqual([]);
	});

	test('never says the same as the label', () => {
		const plain = (text?: string) => text?.toLowerCase().replace(/[^a-z]/g, '');
		const same = all.filter(
			([, { displayName, description }]) =>
				description && plain(description) === plain(displayName),
		);
		expect(same.map(([at]) => at)).toEqual([]);
	});

	test('gives n8n the JSON editor only where JSON must be given: it marks an empty text in red', () => {
		const open = all.filter(([, { type, required }]) => type === 'json' && !required);
		expect(open.map(([at]) => at)).toEqual([]);
	});

	test('has no dropdown that is filled by a method: the editor draws all of it at every key', () => {
		const loaded = all.filter(([, { typeOptions }]) => typeOptions?.loadOptionsMethod);
		expect(loaded.map(([at]) => at)).toEqual([]);
	});

	test('writes examples as examples', () => {
		const placeholders = all
			.filter(([, { type }]) => type === 'string' || type === 'json')
			.map(([, { placeholder }]) => placeholder)
			.filter(Boolean);
		expect(placeholders.filter((text) => !text?.startsWith('e.g. '))).toEqual([]);
	});
});

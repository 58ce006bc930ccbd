import { readFileSync } from 'node:fs';
import path from 'node:path';
import Ajv from 'ajv';
import { areas, findOperation } from '../nodes/shared/api/index.ts';
import { itemsOf } from '../nodes/shared/execution/items.ts';
import { filesIn, nodeFolder, ROOT, stalenessOf } from '../scripts/docs/folder.mts';
import { previewFolder, previews } from '../scripts/docs/previews.mts';
import { contract } from '../scripts/facts/contract.mts';
import { loadOutputSchema } from 'n8n-core/dist/nodes-loader/output-schema-resolver.js';

interface Schema {
	type?: string;
	properties?: Record<string, Schema>;
	items?: Schema;
}
type Preview = Required<Pick<Schema, 'type' | 'properties'>> & { version: number };

const disk = areas.flatMap((area) => [...filesIn(previewFolder(area))]);
const ajv = new Ajv();
ajv.addKeyword('version');

const answers = JSON.parse(
	readFileSync(path.join(ROOT, 'contract/responses.json'), 'utf8'),
) as Record<string, { schema: Schema }>;

/** An answer of this shape. */
function sample({ type, properties = {}, items }: Schema): unknown {
	switch (type) {
		case 'object':
			return Object.fromEntries(
				Object.entries(properties).map(([name, inner]) => [name, sample(inner)]),
			);
		case 'array':
			return items ? [sample(items)] : [];
		case 'integer':
		case 'number':
			return 7;
		case 'boolean':
			return true;
		default:
			return 'text';
	}
}

const parsed = disk.map(([file, content]) => [file, JSON.parse(content) as Preview] as const);

describe('output previews', () => {
	test.each(areas)('of $node are up to date', (area) => {
		const stale = stalenessOf(previewFolder(area), previews(area));
		expect(stale.length ? ['Run npm run schemas:', ...stale].join('\n  ') : '').toBe('');
	});

	test('belong to an operation each', () => {
		expect(disk.length).toBeGreaterThan(500);
		const unknown = disk.filter(([file]) => {
			const [resource, operation] = file.replace('.json', '').split('/');
			return !findOperation(resource, operation);
		});
		expect(unknown.map(([file]) => file)).toEqual([]);
	});

	test.each(parsed)('%s is a schema of an item with fields', (_, schema) => {
		expect(schema).toMatchObject({ type: 'object', version: 1 });
		expect(Object.keys(schema.properties).length).toBeGreaterThan(0);
		expect(() => ajv.compile(schema)).not.toThrow();
	});

	test('are small enough for the package', () => {
		const size = disk.reduce((sum, [, content]) => sum + content.length, 0);
		expect(size).toBeLessThan(200 * 1024);
	});

	test("are found by n8n's own loader", () => {
		const preview = (node: string, resource: string) =>
			loadOutputSchema({
				nodeDir: path.join(ROOT, nodeFolder(node)),
				version: 1,
				resource,
				operation: 'getMany',
			});
		expect(preview('portSip', 'tenant')).toHaveProperty('properties.domain.type', 'string');
		expect(preview('portSipCalls', 'cdr')).toHaveProperty('properties.caller_number.type', 'string');
	});
});

describe('output previews show what the node gives', () => {
	const facts = contract() as Map<string, object>;
	/** Fields of 22.2 that later versions do not answer with. */
	const goneFrom = (key: string): string[] => {
		const { responseFieldsRemoved = [], responseFieldsRenamed = [] } = facts.get(key) as {
			responseFieldsRemoved?: Array<{ name: string }>;
			responseFieldsRenamed?: Array<{ from: string }>;
		};
		return [
			...responseFieldsRemoved.map(({ name }) => name),
			...responseFieldsRenamed.map(({ from }) => from),
		];
	};
	const plain = parsed.flatMap(([file, schema]) => {
		const [resource, operation] = file.replace('.json', '').split('/');
		const row = findOperation(resource, operation);
		return row && !row.special && row.kind !== 'download' ? [[file, row, schema] as const] : [];
	});

	test.each(plain)('%s', (_, row, schema) => {
		const key = `${row.method} ${row.path}`;
		const answer = sample(answers[key]?.schema ?? { type: 'object' });
		const ids = Object.fromEntries(row.pathFields.map(({ name }) => [name, '1']));
		const items = itemsOf(row, answer, { ids, sent: {} }, true);
		expect(items.length).toBeGreaterThan(0);
		for (const item of items) {
			const unknown = Object.keys(item).filter((name) => !(name in schema.properties));
			expect(unknown.filter((name) => !goneFrom(key).includes(name))).toEqual([]);
			expect([ajv.validate(schema, item), ajv.errorsText()]).toEqual([true, 'No errors']);
		}
	});
});

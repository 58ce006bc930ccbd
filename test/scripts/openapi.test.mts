import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { contract, type Fact } from '../../scripts/facts/contract.mts';
import { readDocument, resolve, type Document } from '../../scripts/openapi/document.mts';
import { operationFacts } from '../../scripts/openapi/operationFacts.mts';
import { documentOf } from '../../scripts/openapi/write.mts';

const lamps = readDocument(path.join(import.meta.dirname, 'lamps.json'));
const facts = operationFacts(lamps);
const bodyField = (name: string): Fact | undefined =>
	facts.get('POST /lamps')?.body.find((fact) => fact.name === name);

describe('an OpenAPI document as facts', () => {
	test('has the paths below /api, with every method', () => {
		expect([...facts.keys()]).toEqual([
			'GET /lamps',
			'POST /lamps',
			'GET /lamps/{id}',
			'PUT /lamps/{id}',
			'GET /lamps/{id}/photo',
			'POST /lamps/{id}/photo',
			'POST /moods/{name}/start',
		]);
	});

	test.each([
		['a reference', { name: 'name', type: 'string', minLength: 1, maxLength: 32 }],
		['what is required by a part', { name: 'name', required: true }],
		['choices with a default', { name: 'colour', enum: ['WARM', 'COLD'], default: 'WARM' }],
		['a part with words of its own', { name: 'room', minLength: 1, maxLength: 16 }],
		['limits', { name: 'watts', type: 'integer', min: 1, max: 60 }],
		['null as a further type', { name: 'level', type: 'number' }],
		['null as a further form', { name: 'owner', type: 'string' }],
		['a format', { name: 'off_at', type: 'string', format: 'date-time' }],
		['several forms', { name: 'trigger', type: 'oneOf' }],
		['a list of texts', { name: 'tags', type: 'array', items: { type: 'string' } }],
	])('reads %s', (_, expected) => {
		expect(bodyField(expected.name)).toMatchObject(expected);
	});

	test('takes null for no default', () => {
		expect(bodyField('watts')).not.toHaveProperty('default');
	});

	test('reads objects, and lists of objects', () => {
		expect(bodyField('timer')?.properties).toEqual([
			{ name: 'minutes', type: 'integer', required: true },
			{ name: 'repeat', type: 'boolean', default: false },
		]);
		expect(bodyField('scenes')?.items?.properties).toEqual([{ name: 'title', type: 'string' }]);
	});

	test('ends where a schema holds itself', () => {
		expect(bodyField('neighbour')?.properties).toEqual([
			{ name: 'id', type: 'string' },
			{ name: 'next', type: 'object' },
		]);
	});

	test('takes parameters of path and call, the own one first, and no headers', () => {
		expect(facts.get('GET /lamps')?.query.map(({ name }) => name)).toEqual(['skip', 'top']);
		expect(facts.get('GET /lamps/{id}/photo')).toMatchObject({
			pathParams: [{ name: 'id', type: 'string', required: true }],
			query: [{ name: 'width', type: 'integer', min: 16, required: true }],
		});
	});

	test.each([
		['GET /lamps', 'list-count'],
		['GET /lamps/{id}', 'object'],
		['GET /lamps/{id}/photo', 'binary'],
		['POST /moods/{name}/start', 'none'],
	])('sees what %s answers: %s', (key, shape) => {
		expect(facts.get(key)?.responseShape).toBe(shape);
	});

	test('reads forms, and marks files', () => {
		expect(facts.get('POST /moods/{name}/start')?.body).toEqual([
			{ name: 'fade', type: 'number', default: 0.5 },
		]);
		expect(facts.get('POST /lamps/{id}/photo')?.body).toMatchObject([{ name: '(raw)' }]);
	});
});

describe('what cannot be read is refused', () => {
	test.each([
		['#/components/schemas/nothing', 'leads nowhere'],
		['other.json#/lamp', 'bundle it first'],
		['#/components/schemas/circle', 'refers to itself'],
	])('the reference %s', ($ref, words) => {
		const circle = { $ref: '#/components/schemas/circle' };
		const document: Document = { ...lamps, components: { schemas: { circle } } };
		expect(() => resolve(document, { $ref })).toThrow(words);
	});

	test.each([
		['openapi: 3.0.0', 'Convert YAML first'],
		['{"swagger":"2.0","paths":{}}', 'not an OpenAPI 3 document'],
	])('the file %s', (content, words) => {
		const folder = mkdtempSync(path.join(tmpdir(), 'openapi-'));
		const file = path.join(folder, 'document.json');
		writeFileSync(file, content);
		try {
			expect(() => readDocument(file)).toThrow(words);
		} finally {
			rmSync(folder, { recursive: true });
		}
	});
});

test('the contract as a document and back says the same', () => {
	const known = contract();
	const back = operationFacts(documentOf(known.values()));
	expect([...back.keys()].sort()).toEqual([...known.keys()].sort());
	for (const [key, { query, body, responseShape }] of known) {
		const again = back.get(key);
		expect([key, again?.responseShape]).toEqual([key, responseShape]);
		expect([key, again?.query.map(told)]).toEqual([key, query.map(told)]);
		expect([key, again?.body.map(told)]).toEqual([key, body.map(told)]);
	}
});

/** What a document can say of a fact: nothing of versions and guesses. */
function told(fact: Omit<Fact, 'name'>): object {
	const { type, required, default: value, min, max, minLength, maxLength, pattern } = fact;
	const { format, enum: choices, items, properties, name } = fact as Fact;
	return {
		...{ name, type, required, value, min, max, minLength, maxLength, pattern, format, choices },
		items: items && told(items),
		properties: properties?.map(told),
	};
}

import { readFileSync } from 'node:fs';
import path from 'node:path';
import { findRead, resources } from '../../nodes/shared/api/index.ts';
import { references } from '../../nodes/shared/api/references.ts';
import type { Operation } from '../../nodes/shared/api/types.ts';
import { answers, recordOf } from '../../scripts/docs/answers.mts';
import { ROOT } from '../../scripts/docs/folder.mts';

/** Fields of an answer from which on n8n's rules ask for Simplify. */
const MOST = 10;

/** Short forms of answers that are not published, and what their columns rest on. */
const UNPUBLISHED: Readonly<Record<string, string>> = Object.fromEntries(
	['administrator.get', 'administrator.getMany', 'myAdministrator.get'].map((name) => [
		name,
		'columns are fields of the body, the id, and role_name (contract notes, part h)',
	]),
);

const known = answers();

/** Names of the fields of one record, where the answer is published. */
function published(operation: Operation): string[] | undefined {
	const answer = known.get(`${operation.method} ${operation.path}`);
	const fields = recordOf(operation, answer)?.properties;
	return fields && Object.keys(fields);
}

const reading = resources.flatMap(({ value, operations }) =>
	operations
		.filter(({ kind }) => kind === 'get' || kind === 'getMany')
		.map((operation) => [`${value}.${operation.value}`, operation] as const),
);
const short = reading.filter(([, { simple }]) => simple);

describe('Simplify', () => {
	test('is looked at in many operations', () => {
		expect(short.length).toBeGreaterThan(70);
		expect(reading.filter(([, operation]) => published(operation)).length).toBeGreaterThan(180);
	});

	test.each(short)('of %s keeps columns that the answer has', (name, operation) => {
		const fields = published(operation);
		expect(fields === undefined).toBe(name in UNPUBLISHED);
		const { simple = [] } = operation;
		expect(simple.filter((column) => fields && !fields.includes(column))).toEqual([]);
	});

	test.each(short)('of %s is short, and shorter than the answer', (_, operation) => {
		const { simple = [] } = operation;
		expect(new Set(simple).size).toBe(simple.length);
		expect(simple.length).toBeLessThanOrEqual(MOST);
		expect(simple.length).toBeLessThan(published(operation)?.length ?? Infinity);
	});

	test('stands wherever an answer has more than ten fields', () => {
		const long = reading.filter(([, operation]) => (published(operation)?.length ?? 0) > MOST);
		expect(long.length).toBeGreaterThan(50);
		expect(long.filter(([, { simple }]) => !simple).map(([name]) => name)).toEqual([]);
	});

	test('stands in operations that read only', () => {
		const others = resources
			.flatMap(({ operations }) => operations)
			.filter(({ kind, simple }) => simple && kind !== 'get' && kind !== 'getMany');
		expect(others).toEqual([]);
	});

	test('every exception is still needed', () => {
		const names = short.filter(([, operation]) => !published(operation)).map(([name]) => name);
		expect(names.sort()).toEqual(Object.keys(UNPUBLISHED).sort());
	});
});

describe('the keys by which records are found', () => {
	const lists = Object.entries(references).map(
		([name, reference]) => [name, reference, known.get(`GET ${reference.path}`)] as const,
	);

	test.each(lists.filter(([, , answer]) => answer))(
		'%s: are columns of its list',
		(_, reference, answer) => {
			const columns = Object.keys(recordOf(findRead(reference.path)!, answer)?.properties ?? {});
			const keys = (reference.keys ?? []).map(({ name }) => name);
			expect(keys.filter((name) => columns.length && !columns.includes(name))).toEqual([]);
		},
	);
});

describe('the columns by which lists are narrowed', () => {
	const responses = JSON.parse(
		readFileSync(path.join(ROOT, 'contract/responses.json'), 'utf8'),
	) as Record<string, { schema: { properties: { items: { items: { properties: Columns } } } } }>;
	type Columns = Record<string, { enum?: string[]; format?: string }>;
	const columnsOf = (operation: Operation): Columns =>
		responses[`GET ${operation.path}`].schema.properties.items.items.properties;
	const narrowed = reading.filter(([, { time, filters }]) => time || filters);

	test('are those of records, logs, messages and reports', () => {
		expect(narrowed.length).toBeGreaterThan(12);
	});

	test.each(narrowed)('of %s are published, with the same choices', (_, operation) => {
		const { time, filters = [] } = operation;
		const columns = columnsOf(operation);
		if (time) expect(columns[time]).toMatchObject({ format: 'date-time' });
		for (const { name, matches = [name], options } of filters) {
			for (const each of matches) expect([each, each in columns]).toEqual([each, true]);
			if (options)
				expect(Object.keys(options).sort()).toEqual([...(columns[name].enum ?? [])].sort());
		}
	});
});

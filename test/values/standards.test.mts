import { resources } from '../../nodes/shared/api/index.ts';
import type { Field } from '../../nodes/shared/api/types.ts';
import { standardLists } from '../../nodes/shared/methods/standardLists.ts';
import { wireValue } from '../../nodes/shared/values/wireValue.ts';

const reading = { timezone: 'UTC', secrets: new Set<string>() };

const within = (fields: readonly Field[]): Field[] =>
	fields.flatMap((field) => [field, ...within(field.fields ?? [])]);

const picked = resources.flatMap(({ value, operations }) =>
	operations.flatMap((operation) =>
		within([...operation.queryFields, ...operation.bodyFields])
			.filter(({ picks }) => picks !== undefined)
			.map((field) => [`${value}.${operation.value}: ${field.name}`, field] as const),
	),
);

test('there are such fields', () => expect(picked.length).toBeGreaterThan(20));

describe.each(picked)('%s', (_, field) => {
	const all = async () => (await standardLists[field.picks ?? '']()).results;
	const read = (value: unknown) => wireValue(field, value, reading);

	test('takes all that its list offers, as it is there', async () => {
		for (const { value } of await all()) {
			expect(read({ __rl: true, mode: 'list', value })).toBe(value);
		}
	});

	test('reads plain text, as from an expression, the same way', async () => {
		const [{ value }] = await all();
		expect(read(value)).toBe(value);
		expect(read({ __rl: true, mode: 'id', value: ` ${String(value)} ` })).toBe(value);
	});

	test('sends nothing where nothing is chosen', () => {
		for (const value of ['', null, undefined, ' ']) {
			expect(read({ __rl: true, mode: 'list', value })).toBeUndefined();
		}
	});

	test.each([{ name: 'Europe' }, ['EUR'], true, 'undefined', 'Atlantis'])('refuses %j', (value) => {
		expect(() => read(value)).toThrow();
		expect(() => read({ __rl: true, mode: 'id', value })).toThrow();
	});
});

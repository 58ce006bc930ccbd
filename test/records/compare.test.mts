import fc from 'fast-check';
import type { IDataObject } from 'n8n-workflow';
import { resources } from '../../nodes/shared/api/index.ts';
import type { Field } from '../../nodes/shared/api/types.ts';
import { compare } from '../../nodes/shared/records/compare.ts';
import { contract, type Fact } from '../../scripts/facts/contract.mts';
import { sampleOf } from '../support/samples.mts';

const field = (type: Field['type'], more: Partial<Field> = {}): Field => ({
	name: 'a',
	type,
	...more,
});
const like = (of: Field, sent: unknown, held: unknown) =>
	compare([of], { a: sent } as IDataObject, { a: held } as IDataObject);

test.each<[Field, unknown, unknown, string]>([
	[field('text'), 'x', 'x', 'same'],
	[field('text'), 'x', 'y', 'other'],
	[field('text'), '7', 7, 'same'],
	[field('text'), 'x', undefined, 'unknown'],
	[field('text'), '', undefined, 'same'],
	[field('text'), '', null, 'same'],
	[field('text'), 'x', { deep: 1 }, 'unknown'],
	[field('text', { secret: true }), 'x', 'x', 'unknown'],
	[field('integer'), 5, '5', 'same'],
	[field('integer'), 5, 6, 'other'],
	[field('number'), 0.5, '0.50', 'same'],
	[field('boolean'), true, true, 'same'],
	[field('boolean'), true, false, 'other'],
	[field('boolean'), false, undefined, 'unknown'],
	[field('choice'), 'DENY', 'ACCEPT', 'other'],
	[field('dateTime'), '2026-01-01T00:00:00.000Z', '2026-01-01T01:00:00+01:00', 'same'],
	[field('dateTime'), '2026-01-01T00:00:00.000Z', '2026-01-02T00:00:00Z', 'other'],
	[field('texts'), ['a', 'b'], ['a', 'b'], 'same'],
	[field('texts'), ['a', 'b'], ['b', 'a'], 'other'],
	[field('texts'), ['a'], ['a', 'b'], 'other'],
	[field('texts'), ['a'], 'a', 'unknown'],
	[field('didNumbers'), '10;20-30', '20-30; 10', 'same'],
	[field('didNumbers'), '10', '10;11', 'other'],
	[field('json'), { x: 1 }, { x: 1 }, 'unknown'],
	[field('switches'), { web: { on: true } }, { web: { on: true, more: 1 } }, 'same'],
	[field('switches'), { web: { on: true } }, { web: { on: false } }, 'other'],
	[field('switches'), { web: { on: true } }, { web: {} }, 'unknown'],
	[
		field('weekHours'),
		{ monday: { ranges: [{ from: '09:00' }] } },
		{ monday: { ranges: [{ from: '10:00' }] } },
		'other',
	],
	[
		field('weekHours'),
		{ monday: { ranges: [] } },
		{ monday: { ranges: [{ from: '10:00' }] } },
		'other',
	],
	[
		field('object', { fields: [{ name: 'b', type: 'text' }] }),
		{ b: 'x' },
		{ b: 'x', id: 1 },
		'same',
	],
	[field('object', { fields: [{ name: 'b', type: 'text' }] }), { b: 'x' }, { b: 'y' }, 'other'],
	[field('object', { fields: [{ name: 'b', type: 'text' }] }), { c: 'x' }, { c: 'x' }, 'unknown'],
	[field('object'), { b: 'x' }, 'x', 'unknown'],
	[
		field('list', { fields: [{ name: 'b', type: 'text' }] }),
		[{ b: 'x' }],
		[{ b: 'x', id: 1 }],
		'same',
	],
	[
		field('list', { fields: [{ name: 'b', type: 'text' }] }),
		[{ b: 'x' }],
		[{ b: 'x' }, { b: 'y' }],
		'other',
	],
	[field('list', { fields: [{ name: 'b', type: 'text' }] }), [{ b: 'x' }], [{ b: 'y' }], 'other'],
	[field('list'), [{ b: 'x' }], {}, 'unknown'],
	[
		field('keyed', { options: { k: 'K' }, fields: [{ name: 'b', type: 'text' }] }),
		{ k: { b: 'x' } },
		{ k: { b: 'y' } },
		'other',
	],
	[
		field('keyed', { options: { k: 'K' }, fields: [{ name: 'b', type: 'text' }] }),
		{ k: { b: 'x' } },
		{},
		'unknown',
	],
])('%j: %j sent, %j held: %s', (of, sent, held, expected) => {
	expect(like(of, sent, held)).toBe(expected);
});

test('a field that no row knows is not compared', () => {
	expect(compare([], { new_field: 1 }, { new_field: 1 })).toBe('unknown');
	expect(compare([field('text')], { a: 'x', new_field: 1 }, { a: 'x', new_field: 1 })).toBe(
		'unknown',
	);
});

test('what differs outweighs what cannot be compared', () => {
	const fields = [field('text'), { name: 'p', type: 'text', secret: true } as const];
	expect(compare(fields, { a: 'x', p: 'y' }, { a: 'z' })).toBe('other');
	expect(compare(fields, { a: 'x', p: 'y' }, { a: 'x' })).toBe('unknown');
});

test('a key of a spread field is compared by the fields of its values', () => {
	const spread = field('keyed', {
		spread: true,
		options: { on_busy: 'Busy' },
		fields: [{ name: 'to', type: 'text' }],
	});
	expect(compare([spread], { on_busy: { to: '1' } }, { on_busy: { to: '1' } })).toBe('same');
	expect(compare([spread], { on_busy: { to: '1' } }, { on_busy: { to: '2' } })).toBe('other');
});

/** Every place in a value where something other than an object or list stands. */
function leaves(value: unknown, path: Array<string | number> = []): Array<Array<string | number>> {
	if (typeof value !== 'object' || value === null) return [path];
	return Object.entries(value).flatMap(([name, each]) => leaves(each, [...path, name]));
}

function changedAt(value: unknown, [name, ...rest]: ReadonlyArray<string | number>): unknown {
	if (name === undefined) {
		return typeof value === 'number'
			? value + 1
			: typeof value === 'boolean'
				? !value
				: `${String(value)}9`;
	}
	const copy = (Array.isArray(value) ? [...value] : { ...(value as object) }) as Record<
		string | number,
		unknown
	>;
	copy[name] = changedAt(copy[name], rest);
	return copy;
}

const facts = contract();
const updates = resources
	.flatMap(({ operations }) => operations)
	.filter(({ kind, bodyFields }) => kind === 'update' && bodyFields.length > 0)
	.map((operation) => {
		const fact = facts.get(`${operation.method} ${operation.path}`);
		return { operation, body: sampleOf((fact?.body ?? []) as Fact[]) as IDataObject };
	})
	.filter(({ body }) => Object.keys(body).length > 0);

test('of records that differ anywhere in what was sent, it is never said that they are the same', () => {
	fc.assert(
		fc.property(fc.constantFrom(...updates), fc.nat(), ({ operation, body }, seed) => {
			const places = leaves(body);
			const place = places[seed % places.length];
			const held = changedAt(body, place) as IDataObject;
			expect(compare(operation.bodyFields, body, held)).not.toBe('same');
			const { [place[0]]: _, ...without } = body;
			expect(compare(operation.bodyFields, body, without)).not.toBe('same');
		}),
		{ numRuns: 3000 },
	);
});

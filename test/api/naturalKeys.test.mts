import { readFileSync } from 'node:fs';
import path from 'node:path';
import { resources } from '../../nodes/shared/api/index.ts';
import type { Upsert } from '../../nodes/shared/api/types.ts';

interface NaturalKeys {
	keys: Array<{ fields: string[]; confidence: string }>;
	notReadable: string[];
	createOrUpdate: string;
}

const facts = JSON.parse(
	readFileSync(path.resolve(import.meta.dirname, '../../contract/natural-keys.json'), 'utf8'),
) as Record<string, NaturalKeys>;

const upserts = resources.flatMap(({ operations }) =>
	operations.flatMap(({ path: route, upsert }) => (upsert ? [[route, upsert] as const] : [])),
);
const byRoute = new Map<string, Upsert>(upserts);

/** Links are made by operations of their own: of a trunk with a tenant, of a tenant with a dealer. */
const LINKS = /\/(assignees|dealers)\/\{/;

describe('Create or Update against the natural keys', () => {
	test('is there for every collection that has a key', () => {
		const wanted = Object.entries(facts)
			.filter(([route, { createOrUpdate }]) => createOrUpdate !== 'no' && !LINKS.test(route))
			.map(([route]) => route);
		expect(wanted.filter((route) => !byRoute.has(route))).toEqual([]);
		expect([...byRoute.keys()].filter((route) => !wanted.includes(route))).toEqual([]);
	});

	test.each(upserts)('%s recognises records by known keys', (route, { keys }) => {
		const known = facts[route].keys.map(({ fields }) => fields.join());
		for (const key of keys) expect(known).toContain(key.map(({ name }) => name).join());
	});

	test.each(upserts)('%s knows what the PBX never shows', (route, { create, update }) => {
		const fields = [...create.bodyFields, ...update.bodyFields];
		const open = facts[route].notReadable.filter((name) =>
			fields.some((field) => field.name === name && !field.secret && !field.unseen),
		);
		expect(open).toEqual([]);
	});
});

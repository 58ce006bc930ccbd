import fc from 'fast-check';
import type { IDataObject } from 'n8n-workflow';
import { CallFailed } from '../../pbx/failures.ts';
import { readAll } from '../../pbx/lists/readAll.ts';
import { answerWith, sessionOf } from '../support/session.mts';

/** What others do to the list before a request is answered: rows come and go, anywhere. */
interface Change {
	request: number;
	at: number;
	remove: number;
	add: number;
}

const changes = fc.array(
	fc.record({
		request: fc.nat(12),
		at: fc.nat(400),
		remove: fc.nat(150),
		add: fc.nat(20),
	}),
	{ maxLength: 12 },
);

/** A PBX whose list changes; rows may have no ids, pages may be small, and it may not count. */
interface Model {
	size: number;
	page: number;
	counts: boolean;
	named: boolean;
	changes: Change[];
}

function listOf({ size, page, counts, named, changes: planned }: Model) {
	let made = 0;
	const make = (): IDataObject => {
		const name = `r${made++}`;
		return named ? { id: name } : { number: name };
	};
	const rows = Array.from({ length: size }, make);
	const atFirst = new Set(rows.map(keyOf));
	const stayed = new Set(atFirst);
	let requests = 0;
	const session = sessionOf(async ({ query = {} }) => {
		const request = requests++;
		for (const { at, remove, add } of planned.filter((each) => each.request === request)) {
			const gone = rows.splice(at, remove, ...Array.from({ length: add }, make));
			for (const row of gone) stayed.delete(keyOf(row));
		}
		const skip = Number(query.skip);
		const items = rows.slice(skip, skip + Math.min(page, Number(query.top)));
		return answerWith({ items, ...(counts ? { count: rows.length } : {}) });
	});
	return { session, stayed };
}

const keyOf = ({ id, number }: IDataObject): string => String(id ?? number);

const model = fc.record({
	size: fc.nat(700),
	page: fc.constantFrom(2, 7, 30, 99, 100),
	counts: fc.boolean(),
	named: fc.boolean(),
	changes,
});

test('a list that changes while it is read comes whole, or not at all', async () => {
	let whole = 0;
	await fc.assert(
		fc.asyncProperty(model, async (each) => {
			const { session, stayed } = listOf(each);
			const rows = await readAll(session, { route: '/list' }, Infinity).catch((error: unknown) => {
				if (error instanceof CallFailed && error.failure.kind === 'incomplete') return undefined;
				throw error;
			});
			if (!rows) return;
			whole++;
			const found = rows.map(keyOf);
			expect(new Set(found).size).toBe(found.length);
			const known = new Set(found);
			expect([...stayed].filter((key) => !known.has(key))).toEqual([]);
		}),
		{ numRuns: 600 },
	);
	// Refusing everything would be safe, and of no use.
	expect(whole).toBeGreaterThan(500);
});

test('a list that grows at its beginning all the time is read nevertheless', async () => {
	const rows = Array.from({ length: 1000 }, (_, index) => ({ id: `r${index}` }));
	let next = 0;
	const session = sessionOf(async ({ query = {} }) => {
		rows.unshift({ id: `n${next++}` });
		const skip = Number(query.skip);
		return answerWith({ items: rows.slice(skip, skip + 100), count: rows.length });
	});
	const found = (await readAll(session, { route: '/list' }, Infinity)).map(({ id }) => id);
	expect(new Set(found).size).toBe(found.length);
	expect(found.filter((id) => String(id).startsWith('r'))).toHaveLength(1000);
});

test('of 300 rows of which 100 vanish all others are given', async () => {
	const { session, stayed } = listOf({
		size: 300,
		page: 100,
		counts: true,
		named: true,
		changes: [{ request: 1, at: 0, remove: 100, add: 0 }],
	});
	const found = (await readAll(session, { route: '/list' }, Infinity)).map(keyOf);
	expect(found).toEqual(expect.arrayContaining([...stayed]));
	expect(stayed.size).toBe(200);
});

test('rows with equal ids on one page are all given', async () => {
	const rows = Array.from({ length: 250 }, (_, index) => ({ id: `r${index >> 1}`, index }));
	const session = sessionOf(async ({ query = {} }) => {
		const skip = Number(query.skip);
		return answerWith({ items: rows.slice(skip, skip + 100), count: rows.length });
	});
	expect(await readAll(session, { route: '/list' }, Infinity)).toEqual(rows);
});

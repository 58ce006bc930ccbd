import type { IDataObject } from 'n8n-workflow';
import type { Call } from '../../pbx/call.ts';
import { CallFailed } from '../../pbx/failures.ts';
import { readAll } from '../../pbx/lists/readAll.ts';
import { answerWith, sessionOf } from '../support/session.mts';

interface Behaviour {
	/** Largest page. */
	page?: number;
	/** The answers tell how many rows there are. */
	counts?: boolean;
	/** Changes the list before the request of this number, from 0, is answered. */
	change?: (rows: IDataObject[], request: number) => void;
	ignores?: ReadonlyArray<'skip' | 'top'>;
	fails?: number;
}

/** A PBX with a list of so many rows. */
function pbx(size: number, { page = 100, counts = true, ...behaviour }: Behaviour = {}) {
	const rows: IDataObject[] = Array.from({ length: size }, (_, index) => ({ id: `r${index}` }));
	const calls: Call[] = [];
	const seen = { most: 0, running: 0 };
	const ask = async (call: Call) => {
		const request = calls.push(call) - 1;
		seen.most = Math.max(seen.most, ++seen.running);
		// Answers come in another order than the questions.
		await new Promise((resolve) => setTimeout(resolve, (request % 3) * 2));
		seen.running--;
		if (request === behaviour.fails) {
			throw new CallFailed({ kind: 'untrusted', message: 'it broke', advice: 'mend it' });
		}
		behaviour.change?.(rows, request);
		const { skip = '0', top = '100' } = call.query ?? {};
		const from = behaviour.ignores?.includes('skip') ? 0 : Number(skip);
		const length = behaviour.ignores?.includes('top') ? page : Math.min(page, Number(top));
		const items = rows.slice(from, from + length);
		return answerWith(counts ? { count: rows.length, items } : { items });
	};
	return { session: sessionOf(ask), ask, calls, seen, rows };
}

const ids = (rows: readonly IDataObject[]) => rows.map(({ id }) => id);
const all = (size: number) => Array.from({ length: size }, (_, index) => `r${index}`);
const LIST = { route: '/list' };
const read = async ({ session }: Pick<ReturnType<typeof pbx>, 'session'>, limit = Infinity) =>
	ids(await readAll(session, LIST, limit));
/** Each page but the first shares a row with the one before. */
const pagesFor = (rows: number, page = 100) => Math.max(1, Math.ceil((rows - 1) / (page - 1)));

describe('a list', () => {
	test.each([0, 1, 99, 100, 101, 250, 1000, 1234])('of %d rows is read whole', async (size) => {
		const list = pbx(size);
		expect(await read(list)).toEqual(all(size));
		expect(list.calls).toHaveLength(pagesFor(size));
	});

	test.each([0, 1, 99, 100, 101, 250])(
		'of %d rows that tells no count is read whole',
		async (size) => {
			const list = pbx(size, { counts: false });
			expect(await read(list)).toEqual(all(size));
			expect(list.seen.most).toBe(1);
		},
	);

	test.each([1, 50, 100, 150, 250, 999])('gives no more than %d rows', async (limit) => {
		const list = pbx(1000);
		expect(await read(list, limit)).toEqual(all(limit));
		expect(list.calls).toHaveLength(pagesFor(limit));
		const asked = list.calls.map(({ query }) => Number(query?.skip) + Number(query?.top));
		expect(Math.max(...asked)).toBe(limit);
	});

	test('is fetched ahead, a few pages at a time', async () => {
		const list = pbx(2000);
		await read(list);
		expect(list.seen.most).toBe(4);
	});

	test.each([7, 30, 99])('with pages of %d rows only leaves no gap', async (page) => {
		expect(await read(pbx(500, { page }))).toEqual(all(500));
	});

	test('with pages larger than asked for leaves no gap', async () => {
		expect(await read(pbx(700, { page: 300, ignores: ['top'] }))).toEqual(all(700));
	});

	test('that fails waits for the pages on their way: none may outlive a session', async () => {
		const list = pbx(2000, { fails: 1 });
		await expect(read(list)).rejects.toThrow('it broke');
		expect(list.calls).toHaveLength(5);
		expect(list.seen.running).toBe(0);
	});

	test('that takes no notice of skip and top is read once', async () => {
		const ignores = ['skip', 'top'] as const;
		expect(await read(pbx(250, { page: 1000, ignores }))).toEqual(all(250));
		expect(await read(pbx(250, { page: 1000, ignores, counts: false }))).toEqual(all(250));
		expect(await read(pbx(250, { page: 100, ignores: ['skip'], counts: false }))).toEqual(all(100));
	});

	test('of which the PBX gives a part only does not pass for the whole', async () => {
		const list = () => pbx(250, { ignores: ['skip'] });
		await expect(read(list())).rejects.toThrow(/100 of 250 rows, and then no further ones/);
		expect(await read(list(), 100)).toEqual(all(100));
	});

	test('that ends before its count does not pass for the whole', async () => {
		const change = (rows: IDataObject[]) => void rows.splice(120);
		const { ask } = pbx(250, { change });
		const session = sessionOf(async (call) =>
			answerWith({ ...((await ask(call)).body as object), count: 250 }),
		);
		await expect(read({ session })).rejects.toThrow(/120 of 250 rows/);
	});

	test('fails as a whole when one of its pages does, whichever it is', async () => {
		await expect(read(pbx(1000, { fails: 0 }))).rejects.toThrow('it broke');
		await expect(read(pbx(1000, { fails: 7 }))).rejects.toThrow('it broke');
	});
});

describe('a list that changes while it is read', () => {
	test('loses no row that stays when others are deleted before it', async () => {
		const change = (rows: IDataObject[], request: number) => {
			if (request === 4) rows.splice(10, 5);
			if (request === 9) rows.splice(300, 3);
		};
		const list = pbx(1000, { change });
		const found = await read(list);
		expect(new Set(found).size).toBe(found.length);
		expect(ids(list.rows).filter((id) => !found.includes(id))).toEqual([]);
	});

	test('doubles no row when others are added before it', async () => {
		const change = (rows: IDataObject[], request: number) => {
			if (request === 3) rows.unshift({ id: 'new' });
		};
		const found = await read(pbx(1000, { change }));
		expect(new Set(found).size).toBe(found.length);
		expect(all(1000).filter((id) => !found.includes(id))).toEqual([]);
	});
});

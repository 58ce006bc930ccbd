import type { IDataObject } from 'n8n-workflow';
import { Collected } from '../../pbx/lists/collected.ts';
import { pageOf, readPage } from '../../pbx/lists/paging.ts';
import type { Call } from '../../pbx/call.ts';
import { answerWith, sessionOf } from '../support/session.mts';

const rows = (...ids: Array<string | null | undefined>): IDataObject[] =>
	ids.map((id) => (id === undefined ? { name: 'x' } : { id }));
const plain = (...names: string[]): IDataObject[] => names.map((name) => ({ name }));
const ids = ({ rows: all }: Collected) => all.map(({ id }) => id);

describe('pages of rows with ids', () => {
	test('are joined by any row that is known, and say how many were new', () => {
		const list = new Collected();
		expect(list.join({ rows: rows('a', 'b') }, 0)).toEqual({ fresh: 2 });
		expect(list.join({ rows: rows('b', 'c', 'd') }, 1)).toEqual({ fresh: 2 });
		expect(list.join({ rows: rows('d') }, 3)).toEqual({ fresh: 0 });
		expect(ids(list)).toEqual(['a', 'b', 'c', 'd']);
	});

	test('that came in between stand before the row that follows them', () => {
		const list = new Collected();
		list.join({ rows: rows('a', 'b', 'c') }, 0);
		expect(list.join({ rows: rows('x', 'a', 'y', 'z', 'c', 'd') }, 0)).toEqual({ fresh: 4 });
		expect(ids(list)).toEqual(['x', 'a', 'b', 'y', 'z', 'c', 'd']);
	});

	test('of which none is known are apart, but at the beginning of the list', () => {
		const list = new Collected();
		expect(list.join({ rows: rows('m') }, 5)).toBe('apart');
		list.join({ rows: rows('a') }, 0);
		expect(list.join({ rows: rows('q') }, 1)).toBe('apart');
		expect(list.join({ rows: rows('q') }, 0)).toEqual({ fresh: 1 });
	});
});

describe('pages of rows that have nothing by which they are known', () => {
	test.each([
		['no id', rows('a', undefined)],
		['an empty id', rows('a', null)],
		['the same id', rows('a', 'a')],
	])('%s: they are joined by the row that two pages share', (_, first) => {
		const list = new Collected();
		list.join({ rows: first }, 0);
		const [, last] = first;
		expect(list.join({ rows: [last, { name: 'new' }] }, 1)).toEqual({ fresh: 1 });
		expect(list.rows).toHaveLength(3);
	});

	test.each([
		['does not begin with the last row', plain('b', 'c'), 1],
		['is empty', [], 1],
		['is asked for at the beginning', plain('a', 'b'), 0],
	])('a page that %s is unclear, and nothing of it is taken', (_, next, skip) => {
		const list = new Collected();
		list.join({ rows: plain('x', 'a') }, 0);
		expect(list.join({ rows: next }, skip)).toBe('unclear');
		expect(list.rows).toEqual(plain('x', 'a'));
	});
});

describe('a page', () => {
	test.each([
		['an envelope', { count: 3, items: rows('a') }, { rows: rows('a'), count: 3 }],
		['a bare list', rows('a'), { rows: rows('a') }],
		['a count that is no number', { count: 'all', items: [] }, { rows: [] }],
		['nothing', undefined, { rows: [] }],
		['items that are no list', { items: 'none' }, { rows: [] }],
	])('of %s', (_, body, page) => {
		expect(pageOf(body)).toEqual(page);
	});

	test('without a body is no end of a list', async () => {
		const calls: Call[] = [];
		const session = sessionOf(async (call) => {
			calls.push(call);
			return await Promise.resolve(answerWith({ items: [] }));
		});
		await readPage(session, { route: '/list', query: { filter: 'x' } }, 5, 7);
		expect(calls).toEqual([
			expect.objectContaining({
				method: 'GET',
				needsBody: true,
				query: { filter: 'x', skip: '5', top: '7' },
			}),
		]);
	});
});

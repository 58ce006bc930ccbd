import { parseFilter } from '../../simulator/filter.mts';
import { newDealer, newTenant, refusal, setUp, type Client, type Setup } from './client.mts';

let pbx: Setup;
let admin: Client;
beforeAll(async () => {
	pbx = await setUp();
	admin = await pbx.admin();
	for (const name of ['Birch', 'Ash', "O'Brien", 'Cedar', 'Alder']) {
		await admin.post('/tenants', newTenant({ name, max_extensions: name.length * 10 }));
	}
	await admin.post('/dealers', newDealer({ name: 'zelda' }));
});
afterAll(() => pbx.simulator.close());

const names = async (query: string) => {
	const { body } = await admin.get(`/tenants?${query}`);
	return body.items.map((item: { name: string }) => item.name);
};
const encoded = (name: string, text: string) => `${name}=${encodeURIComponent(text)}`;

describe('a list', () => {
	it('counts all matches and returns pages of them', async () => {
		const all = await names('');
		const pages: string[] = [];
		for (let skip = 0; skip < 6; skip += 4) {
			const { body } = await admin.get(`/tenants?skip=${skip}&top=4`);
			expect(body.count).toBe(6);
			pages.push(...body.items.map((item: { name: string }) => item.name));
		}
		expect(all).toHaveLength(6);
		expect(pages).toEqual(all);
		expect(await names('skip=6')).toEqual([]);
	});

	it('is filtered', async () => {
		expect(await names(encoded('filter', "name eq 'Ash'"))).toEqual(['Ash']);
		expect(await names(encoded('filter', "name eq 'O''Brien'"))).toEqual(["O'Brien"]);
		const both = "(startswith(name,'A') or max_extensions ge 70) and max_extensions lt 1000";
		expect(await names(encoded('filter', both))).toEqual(['Ash', "O'Brien", 'Alder']);
	});

	it('is searched, and filter and search hold together', async () => {
		expect(await names(encoded('search', 'ash or CEDAR'))).toEqual(['Ash', 'Cedar']);
		const query = `${encoded('search', 'ash or cedar')}&${encoded('filter', 'max_extensions gt 30')}`;
		expect(await names(query)).toEqual(['Cedar']);
	});

	it('is ordered by several fields', async () => {
		const top = 'filter=max_extensions%20lt%201000&';
		expect(await names(top + encoded('orderby', 'max_extensions desc, name asc'))).toEqual([
			"O'Brien",
			'Alder',
			'Birch',
			'Cedar',
			'Ash',
		]);
	});

	it('takes the options where the contract declares none but the answer has a count', async () => {
		const { body } = await admin.get('/dealers?orderby=name%20desc&top=1');
		expect(body.count).toBe(2);
		expect(body.items.map((item: { name: string }) => item.name)).toEqual(['zelda']);
	});

	it('refuses a filter or an order it cannot read', async () => {
		for (const query of ['filter=name', 'orderby=name%20up', 'orderby=a,,b']) {
			expect(refusal(await admin.get(`/tenants?${query}`))).toBe('400 VALIDATE_FAILED');
		}
	});

	it('returns at most a hundred items', async () => {
		const { dealers } = pbx.simulator.state;
		for (let id = 1; id <= 130; id++) dealers.set(`${id}`, { id: `${id}`, name: `many${id}` });
		const { count, items } = (await admin.get('/dealers?search=many')).body;
		expect([count, items.length]).toEqual([130, 100]);
	});

	it('ignores its filter where a switch says so, but nothing else', async () => {
		const filter = encoded('filter', "name eq 'Ash'");
		pbx.simulator.switches.filterIgnoredBy = '^/tenants$';
		expect((await admin.get(`/tenants?${filter}`)).body.count).toBe(6);
		expect(await names(`${filter}&search=cedar`)).toEqual(['Cedar']);
		expect((await admin.get(`/providers?${filter}`)).body.count).toBe(0);
		pbx.simulator.switches.filterIgnoredBy = '';
		expect(await names(filter)).toEqual(['Ash']);
	});

	it.each([
		[true, "name eq 'ASH'", []],
		[true, "name ne 'ASH' and startswith(name,'A')", ['Ash', 'Alder']],
		[false, "name eq 'ASH'", ['Ash']],
		[false, "name ne 'ASH' and startswith(name,'A')", ['Alder']],
		[false, "startswith(name,'a')", []],
	])('with eqMindsCapitals %s finds by %s', async (minds, filter, found) => {
		pbx.simulator.switches.eqMindsCapitals = minds;
		expect(await names(encoded('filter', filter))).toEqual(found);
	});
});

describe('a filter', () => {
	const record = { name: 'Ash', port: 5060, enabled: true, e164: { prefix: '9' }, empty: '' };
	it.each([
		"name eq 'Ash'",
		"name ne 'Birch'",
		"name gt 'Aaa' and name le 'Ash'",
		'port eq 5060 and port ge 5060 and not_there eq null',
		'enabled eq true',
		"e164.prefix eq '9'",
		"contains(name,'s') and endswith( name , 'sh' )",
		"name eq 'x' or name eq 'y' or port gt 1",
		// "and" binds tighter than "or".
		"name eq 'Ash' or name eq 'x' and port eq 1",
		"(name eq 'x' or enabled eq true) and (port lt 6000)",
		"empty eq ''",
	])('%s holds', (filter) => {
		expect(parseFilter(filter)(record)).toBe(true);
	});

	it.each([
		"name eq 'ash'",
		'port gt 5060',
		"port eq '5060'",
		"startswith(name,'s')",
		"(name eq 'Ash' or name eq 'x') and port eq 1",
		'not_there gt 1',
	])('%s does not hold', (filter) => {
		expect(parseFilter(filter)(record)).toBe(false);
	});

	it.each([
		'',
		'name',
		'name eq',
		'name is 5',
		"name eq 'open",
		'name eq Ash',
		"(name eq 'a'",
		"name eq 'a' name eq 'b'",
		"startsWith(name,'a')",
		"contains(name 'a')",
		'name eq 5 && port eq 1',
		"constructor('a','b')",
	])('"%s" is refused', (filter) => {
		expect(() => parseFilter(filter)).toThrow(/not valid/);
	});
});

import { setUp, type Bench } from '../support/node.mts';

let bench: Bench;
beforeAll(async () => (bench = await setUp()));
beforeEach(() => {
	bench.simulator.reset();
	bench.signIn(bench.simulator.logins.systemAdmin);
});
afterAll(async () => await bench.close());

const call = async (path: string, options: object = {}, method = 'GET') =>
	await bench.run({ resource: 'apiRequest', operation: 'send', method, path, options });
const post = async (path: string, body: object | string, options: object = {}) =>
	await call(
		path,
		{ body: typeof body === 'string' ? body : JSON.stringify(body), ...options },
		'POST',
	);
/** Calls that reached the PBX, but for signing in. */
const sent = () =>
	bench.simulator.log
		.map(({ method, path }) => `${method} ${path}`)
		.filter((line) => line !== 'POST /api/auth/sign_in');

describe('API Request', () => {
	test('reads a list page by page to its end', async () => {
		const { ipFilters, nextId } = bench.simulator.state;
		for (let index = 0; index < 230; index++) {
			const id = nextId();
			ipFilters.set(id, { id, cidr: `10.0.${index}.0/24`, target: 'DENY' });
		}
		const { out } = await call('/ip_filters', { allPages: true });
		expect(out).toHaveLength(230);
		expect(out[229]).toMatchObject({ cidr: '10.0.229.0/24' });
		expect(bench.simulator.log.filter(({ path }) => path === '/api/ip_filters')).toHaveLength(3);
	});

	test('gives one page of a list with what stands in Query', async () => {
		const query = JSON.stringify({ top: 2, orderby: 'port desc' });
		const { out } = await call('/transports', { query });
		expect(out.map(({ port }) => port)).toEqual([5063, 5061]);
	});

	test('gives a record, and takes the path with /api in front', async () => {
		const [id] = bench.simulator.state.tenants.keys();
		for (const path of [`/tenants/${id}`, `/api/tenants/${id}`, ` /tenants/${id} `]) {
			expect((await call(path)).out).toMatchObject([{ id, name: 'Sample Tenant' }]);
		}
	});

	test('sends a body, and gives the answer', async () => {
		const { out } = await post('/ip_filters', { cidr: '192.0.2.0/24', target: 'DENY' });
		expect(out).toEqual([{ id: expect.any(String) }]);
		expect(bench.simulator.state.ipFilters.get(String(out[0].id))).toMatchObject({
			cidr: '192.0.2.0/24',
		});
	});

	test('makes an item of an empty answer', async () => {
		const [{ id }] = (await post('/ip_filters', { cidr: '192.0.2.0/24', target: 'DENY' })).out;
		const { out } = await call(`/ip_filters/${String(id)}/destroy`, {}, 'POST');
		expect(out).toEqual([{ status: 204 }]);
	});

	test('makes an item of each text of a list, and of an answer in which there is nothing', async () => {
		bench.signIn(bench.simulator.logins.tenantUser);
		await post('/allowed_country_codes', { items: ['44', '49'] });
		for (const [path, count] of [
			['/allowed_country_codes', 2],
			['/crm', 1],
		] as const) {
			const { out } = await call(path);
			expect(out).toHaveLength(count);
			expect(out.filter((json) => typeof json !== 'object' || !Object.keys(json).length)).toEqual(
				[],
			);
		}
	});

	test('gives no item for an empty list, page by page or not', async () => {
		bench.signIn(bench.simulator.logins.tenantUser);
		expect((await call('/ring_groups')).out).toEqual([]);
		expect((await call('/ring_groups', { allPages: true })).out).toEqual([]);
	});

	test('downloads a file', async () => {
		const { items } = await call('/providers/export', { download: true });
		const [{ json, binary }] = items('PortSIP');
		expect(json).toEqual({ fileName: 'providers.csv', size: expect.any(Number) });
		expect(binary?.data).toMatchObject({ fileName: 'providers.csv', mimeType: 'text/csv' });
		const text = Buffer.from(binary?.data.data ?? '', 'base64').toString();
		expect(text).toContain('Sample SIP Trunk');
	});

	test('takes another path for each item', async () => {
		const { items } = await bench.run(
			{ resource: 'apiRequest', operation: 'send', method: 'GET', path: '={{ $json.path }}' },
			{ items: [{ path: '/network' }, { path: '/license' }] },
		);
		expect(items('PortSIP').map(({ pairedItem }) => pairedItem)).toEqual([
			{ item: 0 },
			{ item: 1 },
		]);
	});
});

describe('API Request refuses, before anything is sent,', () => {
	test.each([
		'/tenants/switch',
		'/api/tenants/switch',
		'/tenants/switch/',
		'/auth/sign_out',
		'/auth/sign_in',
		'/auth/refresh_token',
		'/login',
		'/login/oauth/revoke',
		'/logout',
		// Servers read these as the same paths.
		'/tenants/%73witch',
		'/auth/sign_out;a=1',
	])('a path that changes the session: %s', async (path) => {
		const { error } = await call(path, {}, 'POST');
		expect(error?.message).toContain('would change the session');
		expect(error?.description).toContain('use Act in Tenant');
		expect(bench.simulator.log).toEqual([]);
	});

	test.each([
		'tenants',
		'https://elsewhere.example/api/tenants',
		'http:/elsewhere.example',
		'/tenants/../auth/sign_out',
		'/..',
		'/tenants/%2e%2E/auth/sign_out',
		'/tenants/./switch',
		'/tenants/%zz',
		'/tenants?top=1',
		'/tenants#1',
		'\\tenants',
		'/tenants switch',
	])('what is no path: %s', async (path) => {
		const { error } = await call(path);
		expect(error?.message).toContain(`it is "${path}"`);
		expect(error?.description).toContain('/call_queues/123/agents');
		expect(bench.simulator.log).toEqual([]);
	});

	test.each([
		['Body', { body: '{"name": }' }, 'does not fit: it is not valid JSON'],
		['Body', { body: '["a"]' }, 'is the list ["a"]: it takes an object'],
		['Query', { query: '"top"' }, 'is "top": it takes an object of plain values'],
	])('a %s that cannot be sent', async (label, options, words) => {
		const { error } = await call('/ip_filters', options, 'POST');
		expect(error?.message).toBe(`Send API request: "${label}" ${words}`);
		expect(sent()).toEqual([]);
	});
});

describe('what the PBX says to an API Request', () => {
	test('is told with its code and what to do', async () => {
		const { error } = await call('/nowhere');
		expect(error?.message).toMatch(/^Send API request: the PBX answered 404 NOT_FOUND: /);
		expect(error?.description).toContain('this version of the PBX does not have the call');
	});

	test('names the field that it did not take', async () => {
		const { error } = await post('/ip_filters', { cidr: 'everywhere', target: 'DENY' });
		expect(error?.message).toContain('400 VALIDATE_FAILED');
		expect(error?.message).toContain('"everywhere" is no network');
	});

	test('is told of a download, too', async () => {
		const { error } = await call('/nowhere', { download: true });
		expect(error?.message).toContain('404 NOT_FOUND');
	});

	test.each([
		['of the body', '/dealers', { password: 'Repeat-Me-77' }],
		['deep in the body', '/dealers', { deep: [{ api_secret: 'Repeat-Me-77' }] }],
	])('never repeats a secret %s', async (_, path, body) => {
		bench.simulator.switches.failures.push({
			path,
			times: 1,
			status: 400,
			code: 'VALIDATE_FAILED',
			message: 'Weak: Repeat-Me-77',
		});
		const { error, run } = await post(path, body);
		expect(error?.message).toContain('Weak: ••••');
		expect(JSON.stringify(run.data.resultData)).not.toContain('Repeat-Me-77');
		expect(JSON.stringify(run)).not.toMatch(/Bearer /);
	});

	test('nor does the node repeat one of JSON that it cannot read', async () => {
		const { error, run } = await post('/dealers', '{"password": "Repeat-Me-77"');
		expect(error?.message).toContain('is not valid JSON');
		expect(JSON.stringify(run.data.resultData)).not.toContain('Repeat-Me-77');
	});
});

import { detail, newTenant, newTrunk, refusal, setUp, type Client, type Setup } from './client.mts';

let pbx: Setup;
let admin: Client;
beforeAll(async () => {
	pbx = await setUp();
	admin = await pbx.admin();
});
afterAll(() => pbx.simulator.close());

describe('a body', () => {
	const webhook = (event: object) => newTenant({ cdr_event: event });
	it.each<[string, string, object, string]>([
		['an unknown field', '/tenants', newTenant({ colour: 'red' }), 'colour'],
		['an unknown field inside', '/tenants', newTenant({ e164: { colour: 1 } }), 'e164.colour'],
		['a missing field', '/tenants', newTenant({ website: undefined }), 'website'],
		['a missing numeral', '/providers', newTrunk({ port: undefined }), 'port'],
		['a wrong type', '/tenants', newTenant({ enabled: 'yes' }), 'enabled'],
		['a number for a text', '/tenants', newTenant({ name: 5 }), 'name'],
		['null', '/tenants', newTenant({ name: null }), 'name'],
		['a number below the range', '/tenants', newTenant({ max_extensions: -1 }), 'max_extensions'],
		['a number above the range', '/providers', newTrunk({ port: 65536 }), 'port'],
		['a fraction', '/tenants', newTenant({ max_extensions: 1.5 }), 'max_extensions'],
		['more than 32 bits', '/tenants', newTenant({ max_extensions: 2 ** 31 }), 'max_extensions'],
		['no choice of the list', '/providers', newTrunk({ transport: 'SCTP' }), 'transport'],
		['an empty text', '/tenants', newTenant({ name: '' }), 'name'],
		['a long text', '/tenants', newTenant({ domain: 'd'.repeat(281) }), 'domain'],
		['a text off its pattern', '/tenants', webhook({ username: 'abcdef!' }), 'cdr_event.username'],
		[
			'a bad time',
			'/ip_filters',
			{ cidr: '192.0.2.0/24', target: 'DENY', expire_at: 'soon' },
			'expire_at',
		],
	])('with %s is refused', async (_what, path, body, field) => {
		const answer = await admin.post(path, body);
		expect(refusal(answer)).toBe('400 VALIDATE_FAILED');
		expect(detail(answer)).toContain(`${field}: `);
	});

	it('may hold any address of a webhook, in spite of the pattern there', async () => {
		const url = 'https://Hooks.example/Cdr?x=1';
		const body = newTenant({ cdr_event: { url }, extension_event: { url } });
		expect((await admin.post('/tenants', body)).status).toBe(201);
	});

	it('may hold anything where the type is unknown', async () => {
		for (const custom_headers of ['text', 5, { a: [1] }]) {
			expect((await admin.post('/providers', newTrunk({ custom_headers }))).status).toBe(201);
		}
	});

	it('may hold more than the contract knows of an inferred object', async () => {
		const body = newTenant({ ai_engine: { provider: 'own' }, limit_app_logins: { max: 3 } });
		expect((await admin.post('/tenants', body)).status).toBe(201);
	});

	it('takes the id of a record as a text only', async () => {
		const office = await pbx.office();
		const body = { outbound_caller_ids: [{ provider_id: 812345, caller_id: '4420700001' }] };
		const answer = await office.post('/tenant', body);
		expect(detail(answer)).toMatch(/^outbound_caller_ids\.0\.provider_id: /);
	});

	const send = (contentType: string, body: string) =>
		admin.send('/api/tenants', { method: 'POST', headers: { 'content-type': contentType }, body });

	it('must be JSON by name and in fact', async () => {
		const text = JSON.stringify(newTenant());
		expect((await send('text/plain', text)).status).toBe(415);
		expect((await send('application/x-www-form-urlencoded', 'name=x')).status).toBe(415);
		expect(refusal(await send('application/json', '{"name":'))).toBe('400 VALIDATE_FAILED');
		expect(refusal(await send('application/json', '[]'))).toBe('400 VALIDATE_FAILED');
		expect((await send('application/json; charset=utf-8', text)).status).toBe(201);
	});

	it('must be there where it is required', async () => {
		const answer = await admin.post('/transports');
		expect([refusal(answer), detail(answer)]).toEqual(['400 VALIDATE_FAILED', 'body: is required']);
	});

	it('is checked for operations without code of their own as well', async () => {
		const office = await pbx.office();
		expect((await office.post('/ring_groups', { prompt: 'x' })).status).toBe(400);
		expect((await office.get('/ring_groups?colour=red')).status).toBe(400);
		expect((await admin.get('/ring_groups')).status).toBe(403);
		expect((await pbx.nobody().get('/ring_groups')).status).toBe(401);
	});
});

describe('a query', () => {
	it.each([
		['/tenants?colour=red', 'colour'],
		['/tenants?%24top=5', '$top'],
		['/tenants?top=0', 'top'],
		['/tenants?top=101', 'top'],
		['/tenants?top=ten', 'top'],
		['/tenants?skip=-1', 'skip'],
		['/tenants?skip=1.5', 'skip'],
		['/tenants?search=a&search=b', 'search'],
		['/admin/settings?top=5', 'top'],
		['/dealers?top=101', 'top'],
	])('%s is refused', async (path, field) => {
		const answer = await admin.get(path);
		expect(refusal(answer)).toBe('400 VALIDATE_FAILED');
		expect(detail(answer)).toContain(`${field}: `);
	});
});

describe('a path', () => {
	it('that the API does not have answers 404 in the shape of an error', async () => {
		expect(refusal(await admin.get('/nothing'))).toBe('404 NOT_FOUND');
		expect(refusal(await admin.send('/api/tenants', { method: 'DELETE' }))).toBe('404 NOT_FOUND');
	});

	it('outside the API answers a page', async () => {
		const { status, text, headers } = await admin.send('/portal', { method: 'GET' });
		expect([status, headers.get('content-type')]).toEqual([404, 'text/html; charset=utf-8']);
		expect(text).toMatch(/^<!doctype html>/);
	});
});

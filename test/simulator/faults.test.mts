import { once } from 'node:events';
import { get } from 'node:http';

import { newTenant, refusal, setUp, type Client, type Setup } from './client.mts';

let pbx: Setup;
let admin: Client;
beforeAll(async () => {
	pbx = await setUp();
});
beforeEach(async () => {
	pbx.simulator.reset();
	admin = await pbx.admin();
});
afterAll(() => pbx.simulator.close());

describe('an injected failure', () => {
	it('spoils as many matching requests as it says, in the order of the list', async () => {
		pbx.simulator.switches.failures = [
			{ path: '^/tenants$', method: 'GET', status: 500, times: 2, code: 'FIRST', message: 'm' },
			{ path: '^/tenants', status: 503, times: 1, retryAfter: 4, headers: { 'x-a': 'b' } },
		];
		expect((await admin.get('/dealers')).status).toBe(200);
		expect((await admin.get('/tenants')).body).toEqual({
			errors: [{ code: 'FIRST', message: 'm' }],
		});
		expect(refusal(await admin.get('/tenants?top=1'))).toBe('500 FIRST');
		const { status, headers } = await admin.get('/tenants/1');
		expect([status, headers.get('retry-after'), headers.get('x-a')]).toEqual([503, '4', 'b']);
		expect((await admin.get('/tenants')).status).toBe(200);
		expect(pbx.simulator.counters.injectedFailures).toBe(3);
	});

	it('may be a page', async () => {
		pbx.simulator.switches.failures = [{ path: '.', status: 502, times: 1, html: true }];
		const { status, headers, text } = await admin.get('/tenants');
		expect([status, headers.get('content-type')]).toEqual([502, 'text/html; charset=utf-8']);
		expect(text).toContain('<html>');
	});

	it('may drop the connection, and is logged without a status', async () => {
		pbx.simulator.switches.failures = [
			{ path: '^/tenants$', status: 500, times: 1, dropConnection: true },
		];
		await expect(admin.get('/tenants')).rejects.toThrow();
		expect(pbx.simulator.log.at(-1)).toMatchObject({ path: '/api/tenants', status: 0 });
		expect((await admin.get('/tenants')).status).toBe(200);
	});

	it('may break the answer off', async () => {
		pbx.simulator.switches.failures = [
			{ path: '^/tenants$', status: 200, times: 1, truncate: true, afterExecution: true },
		];
		const request = get(`${pbx.simulator.url}/api/tenants`, {
			headers: { authorization: `Bearer ${admin.token}` },
		});
		const [reply] = await once(request, 'response');
		let part = '';
		reply.on('data', (chunk: Buffer) => (part += chunk));
		await expect(once(reply, 'end')).rejects.toThrow('aborted');
		const { status, text } = await admin.get('/tenants');
		expect(status).toBe(200);
		expect(text.startsWith(part)).toBe(true);
		expect(part.length).toBe(text.length >> 1);
	});

	it.each([
		[true, 2],
		[false, 1],
	])('with afterExecution %s leaves %d tenants', async (afterExecution, count) => {
		pbx.simulator.switches.failures = [
			{ path: '^/tenants$', method: 'POST', status: 504, times: 1, afterExecution },
		];
		expect((await admin.post('/tenants', newTenant())).status).toBe(504);
		expect((await admin.get('/tenants')).body.count).toBe(count);
	});
});

describe('the rate limit', () => {
	it.each([
		['429-retry-after', 429, /^[1-9]\d?$/],
		['429', 429, /^null$/],
		['503', 503, /^null$/],
	] as const)('answers %s', async (rateLimitAnswer, status, retryAfter) => {
		Object.assign(pbx.simulator.switches, { rateLimitPerMinute: 2, rateLimitAnswer });
		const statuses = [];
		for (let index = 0; index < 3; index++) statuses.push(await admin.get('/tenants'));
		expect(statuses.map((answer) => answer.status)).toEqual([200, 200, status]);
		expect(String(statuses[2].headers.get('retry-after'))).toMatch(retryAfter);
		expect(statuses[2].body.errors).toHaveLength(1);
		expect(pbx.simulator.counters.throttled).toBe(1);
	});

	it('ends with its window', async () => {
		Object.assign(pbx.simulator.switches, { rateLimitPerMinute: 1, rateLimitWindowSeconds: 0.2 });
		await admin.get('/tenants');
		expect((await admin.get('/tenants')).status).toBe(429);
		await new Promise((resolve) => setTimeout(resolve, 250));
		expect((await admin.get('/tenants')).status).toBe(200);
	});
});

it('waits before each answer', async () => {
	pbx.simulator.switches.latencyMs = 80;
	const start = performance.now();
	await admin.get('/tenants');
	// Timers may fire a little early.
	expect(performance.now() - start).toBeGreaterThan(70);
});

import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { join } from 'node:path';

import { startSimulator } from '../../simulator/server.mts';
import { Client, newTenant, setUp, type Setup } from './client.mts';

let pbx: Setup;
beforeAll(async () => {
	pbx = await setUp({ tokenLifetimeSeconds: 99 });
});
beforeEach(() => pbx.simulator.reset());
afterAll(() => pbx.simulator.close());

const control = (method: string, path: string, body?: unknown) =>
	pbx.nobody().send(`/_control/${path}`, {
		method,
		...(body === undefined
			? {}
			: { body: JSON.stringify(body), headers: { 'content-type': 'application/json' } }),
	});

describe('the control endpoint', () => {
	it('shows and sets switches', async () => {
		const set = await control('POST', 'switches', { twoFactor: true, latencyMs: 1 });
		expect([set.status, set.body]).toEqual([200, (await control('GET', 'switches')).body]);
		expect(pbx.simulator.switches).toMatchObject({ twoFactor: true, latencyMs: 1 });
	});

	it.each([
		[{ twofactor: true }, 'There is no switch "twofactor"'],
		[{ constructor: 1 }, 'There is no switch "constructor"'],
		[{ twoFactor: 'yes' }, '"twoFactor" must be a boolean'],
		[{ latencyMs: -1 }, '"latencyMs" must be 0 or more'],
		[{ expiredTokenStatus: 200 }, '"expiredTokenStatus" must be an HTTP status from 400 to 599'],
		[{ rateLimitAnswer: '500' }, '"rateLimitAnswer" must be one of 429-retry-after, 429, 503'],
		[{ updateTop: 'keep' }, '"updateTop" must be one of merge, reset'],
		[{ updateNested: true }, '"updateNested" must be a string'],
		[{ filterIgnoredBy: '(' }, '"filterIgnoredBy" must be a regular expression'],
		[{ failures: {} }, '"failures" must be an array'],
		[{ failures: [{ path: 'a', status: 500 }] }, '"failures": a failure needs "times"'],
		[{ failures: [{ path: '(', status: 500, times: 1 }] }, /must be a regular expression/],
		[
			{ failures: [{ path: 'a', status: 500, times: 1, x: 1 }] },
			'"failures": a failure has no "x"',
		],
		[{ failures: [{ path: 5, status: 500, times: 1 }] }, /"path" of a failure must be: string/],
		[[], 'The body must be an object of switches'],
	])('refuses %j', async (body, message) => {
		const before = { ...pbx.simulator.switches };
		const answer = await control('POST', 'switches', body);
		expect(answer.status).toBe(400);
		expect(answer.body.errors[0].message).toEqual(
			typeof message === 'string' ? message : expect.stringMatching(message),
		);
		expect(pbx.simulator.switches).toEqual(before);
	});

	it('keeps a log without bodies, passwords and answers', async () => {
		const admin = await pbx.admin();
		await admin.get('/tenants?top=3');
		await admin.get('/sessions/directly?password=very-secret');
		const { body, text } = await control('GET', 'log');
		expect(body).toMatchObject([
			{ method: 'POST', path: '/api/auth/sign_in', status: 200 },
			{ method: 'GET', path: '/api/tenants', query: { top: '3' }, tokenOwner: 'admin' },
			{ path: '/api/sessions/directly', query: { password: '…' }, status: 400 },
		]);
		expect(text).not.toContain('very-secret');
		expect(text).not.toContain(pbx.simulator.logins.systemAdmin.password);
		expect((await control('GET', 'counters')).body).toMatchObject({ requests: 3, logins: 1 });
	});

	it('makes tokens expire', async () => {
		const admin = await pbx.admin();
		expect((await control('POST', 'expire-tokens')).status).toBe(204);
		expect((await admin.get('/tenants')).status).toBe(401);
	});

	it('shows collections', async () => {
		const { body } = await control('GET', 'state/transports');
		expect(Object.values(body)).toHaveLength(3);
		expect((await control('GET', 'state/sessions')).status).toBe(404);
	});

	it('puts everything back', async () => {
		const admin = await pbx.admin();
		const before = (await control('GET', 'state/tenants')).body;
		await admin.post('/tenants', newTenant());
		pbx.simulator.switches.latencyMs = 1;
		expect((await control('POST', 'reset')).status).toBe(204);
		const after = (await control('GET', 'state/tenants')).body;
		expect(Object.keys(after)).toEqual(Object.keys(before));
		expect(pbx.simulator.switches).toMatchObject({ latencyMs: 0, tokenLifetimeSeconds: 99 });
		expect(pbx.simulator.log).toEqual([]);
		expect((await admin.get('/tenants')).status).toBe(401);
	});
});

describe('starting', () => {
	it('speaks TLS with a certificate of its own', async () => {
		const simulator = await startSimulator({ tls: true });
		try {
			expect(simulator.url).toMatch(/^https:\/\/127\.0\.0\.1:\d+$/);
			const answer = await new Client(simulator.url).signIn(simulator.logins.systemAdmin);
			expect(answer.status).toBe(200);
			await expect(fetch(`${simulator.url}/api/info`)).rejects.toThrow();
		} finally {
			await simulator.close();
		}
	});

	it('refuses unknown switches and a taken port', async () => {
		await expect(startSimulator({ colour: 1 } as object)).rejects.toThrow('no switch "colour"');
		await expect(startSimulator({ port: pbx.simulator.port })).rejects.toThrow('EADDRINUSE');
	});

	const run = (...args: string[]) => {
		const root = join(import.meta.dirname, '..', '..');
		const tsx = join(root, 'node_modules', 'tsx', 'dist', 'cli.mjs');
		const child = spawn(process.execPath, [tsx, 'simulator/cli.mts', ...args], { cwd: root });
		let text = '';
		for (const stream of [child.stdout, child.stderr]) stream.on('data', (part) => (text += part));
		return { child, text: () => text };
	};

	it('works from the command line and ends with a signal', async () => {
		const failure = JSON.stringify([{ path: '^/info$', status: 418, times: 1 }]);
		const { child, text } = run(
			'--port',
			'0',
			'--two-factor',
			'--no-switch-survives-refresh',
			'--failures',
			failure,
		);
		while (!text().includes('"failures"')) await once(child.stdout, 'data');
		const url = /at (http:\/\/127\.0\.0\.1:\d+),/.exec(text())![1];
		expect(text()).toContain(`${url}/_control/`);
		expect(text()).toContain('"twoFactor": true');
		expect(text()).toContain('"switchSurvivesRefresh": false');
		expect((await new Client(url).get('/info')).status).toBe(418);
		child.kill('SIGTERM');
		expect(await once(child, 'exit')).toEqual([0, null]);
	}, 20_000);

	it.each([
		[['--help'], 0, '--two-factor'],
		[['--colour'], 1, '--colour'],
		[['--latency-ms', 'long'], 1, '--latency-ms cannot be read from "long"'],
	])(
		'with %j exits with %d',
		async (args, code, expected) => {
			const { child, text } = run(...args);
			expect(await once(child, 'close')).toEqual([code, null]);
			expect(text()).toContain(expected);
		},
		20_000,
	);
});

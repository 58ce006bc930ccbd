import { createServer, type IncomingHttpHeaders } from 'node:http';
import { once } from 'node:events';
import type { AddressInfo } from 'node:net';
import { expireTokens } from '../../simulator/sessions.mts';
import { testCredential } from '../support/credentialTest.mts';
import { fileItem } from '../support/fileItem.mts';
import { onRequest } from '../support/pbx.mts';
import { redirected, refusal, resetBefore } from './kinds.mts';
import { setUpNetwork, type Network } from './network.mts';
import { passOn, type Answer, type Fault } from './proxy.mts';

/** What goes out beside the plain calls: credential tests, renewed sessions, uploads. */
let net: Network;
beforeEach(async () => (net = await setUpNetwork()));
afterEach(async () => await net.close());

describe('a PBX that sends requests on to another host', () => {
	let other: { url: string; got: IncomingHttpHeaders[]; close(): void };
	beforeEach(async () => {
		const got: IncomingHttpHeaders[] = [];
		const server = createServer((request, response) => {
			got.push(request.headers);
			response.writeHead(200, { 'content-type': 'application/json' }).end('{"name": "admin"}');
		}).listen(0, '127.0.0.1');
		await once(server, 'listening');
		const { port } = server.address() as AddressInfo;
		other = { url: `http://127.0.0.1:${port}`, got, close: () => void server.close() };
	});
	afterEach(() => other.close());

	const there = (status: number) => redirected(status, (line) => other.url + line.split(' ')[1]);
	const credential = () => ({
		...net.simulator.logins.systemAdmin,
		baseUrl: net.proxy.url,
		signInAs: 'system',
	});

	test.each([301, 302, 303, 307, 308])(
		'with %i gets the credential test refused, and the other host nothing',
		async (status) => {
			net.proxy.breakAt({ line: /\/auth\/user$/, times: Infinity }, there(status));
			const { status: shown } = await testCredential(net.engine, credential());
			expect(other.got).toEqual([]);
			expect(shown).toBe('Error');
		},
	);

	test('has the sign-in refused, too', async () => {
		net.proxy.breakAt({ line: /\/auth\/sign_in$/, times: Infinity }, there(307));
		const { status } = await testCredential(net.engine, credential());
		expect(other.got).toEqual([]);
		expect(status).toBe('Error');
	});

	test('does not get a token there by any other call', async () => {
		const [tenant] = net.simulator.state.tenants.keys();
		net.proxy.breakAt({ line: /^(?!.*\/auth\/)/, times: Infinity }, there(307));
		const actInTenant = { __rl: true, mode: 'id', value: tenant };
		const runs = await Promise.all([
			net.run({ resource: 'ipRule', operation: 'getMany', returnAll: true }),
			net.run({ resource: 'extension', operation: 'getMany', actInTenant }),
			net.run({ resource: 'tenant', operation: 'checkAccess', tenantId: tenant }),
			net.run({ resource: 'trunk', operation: 'export' }),
			net.run(
				{ resource: 'file', operation: 'upload', actInTenant },
				{ input: [fileItem('RIFF', 'a.wav')] },
			),
		]);
		expect(runs.map(({ error }) => error === undefined)).toEqual(runs.map(() => false));
		expect(other.got).toEqual([]);
	});
});

describe('a session that ends before a write, and cannot be renewed', () => {
	const create = {
		resource: 'extension',
		operation: 'create',
		extensionNumber: '={{ $json.number }}',
		role: { __rl: true, mode: 'id', value: 'StandardUser' },
		displayName: 'Person',
		name: '=person{{ $json.number }}',
		email: '=person{{ $json.number }}@customer.example',
		password: 'Fake-Word-9',
		extensionPassword: 'Fake-Word-8',
		voicemailPin: '294726',
	};
	const items = ['500', '501', '502'].map((number) => ({ number }));
	const CREATE = /^POST \/api\/users$/;
	const inside = () => {
		const [value] = net.simulator.state.tenants.keys();
		return { actInTenant: { __rl: true, mode: 'id', value } };
	};
	const SIGN_IN = /\/auth\/sign_in$/;
	const SWITCH = /\/tenants\/switch$/;
	const LOOK = /^GET \/api\/tenant$/;
	/** Steps on the way into a tenant, and what happens to them. */
	const steps: Array<[string, RegExp, Fault]> = [
		['sign-in answers 503', SIGN_IN, refusal(503, 'UNKNOWN')],
		['sign-in breaks off', SIGN_IN, resetBefore],
		['switch answers 503', SWITCH, refusal(503, 'UNKNOWN')],
		['switch breaks off', SWITCH, resetBefore],
		['look where it is answers 500', LOOK, refusal(500, 'UNKNOWN')],
		['look where it is breaks off', LOOK, resetBefore],
	];
	const numbers = () =>
		[...net.simulator.state.users.values()].map(({ extension_number: number }) => number).sort();

	/** Runs one by one, and looks that only the first item was done, and the second one says so. */
	async function expectNotSent(parameters: object): Promise<void> {
		const { out, items: output } = await net.run(parameters, {
			items,
			onError: 'continueErrorOutput',
		});
		expect(numbers()).toEqual(['1001', '500']);
		expect(out).toHaveLength(1);
		const failed = output('PortSIP', 1).map(({ json }) => JSON.stringify(json.error));
		expect(failed).toHaveLength(2);
		for (const words of failed) {
			expect(words).not.toMatch(/not known|whether the (change|PBX made)|only if the change/i);
		}
	}

	/** The PBX ends all sessions, as it gets the second write, and lets nobody in again. */
	function endAtSecondWrite(line: RegExp, fault: Fault): void {
		let writes = 0;
		onRequest(net.simulator, ({ method, path }) => {
			if (!CREATE.test(`${method} ${path}`) || ++writes !== 2) return;
			expireTokens(net.simulator.state);
			net.proxy.breakAt({ line, times: Infinity }, fault);
		});
	}

	test.each(steps)('as the PBX says: the %s', async (_, line, fault) => {
		endAtSecondWrite(line, fault);
		const requestOptions = { batchSize: 1, maxTries: 1 };
		await expectNotSent({ ...create, ...inside(), requestOptions });
	});

	test.each(steps)('by the clock: the %s', async (_, line, fault) => {
		net.simulator.switches.tokenLifetimeSeconds = 1;
		onRequest(net.simulator, ({ method, path }) => {
			if (!CREATE.test(`${method} ${path}`)) return;
			net.proxy.breakAt({ line, times: Infinity }, fault);
		});
		const requestOptions = { batchSize: 1, batchInterval: 1100, maxTries: 1 };
		await expectNotSent({ ...create, ...inside(), requestOptions });
		expect(net.proxy.seen.filter(({ line }) => CREATE.test(line))).toHaveLength(1);
	});

	test('with a second try that fails, too', async () => {
		endAtSecondWrite(SWITCH, refusal(503, 'UNKNOWN'));
		const requestOptions = { batchSize: 1, maxTries: 2 };
		await expectNotSent({ ...create, ...inside(), requestOptions });
	});

	test('of the account itself', async () => {
		net.signIn(net.simulator.logins.tenantUser);
		endAtSecondWrite(SIGN_IN, refusal(503, 'UNKNOWN'));
		await expectNotSent({ ...create, requestOptions: { batchSize: 1, maxTries: 1 } });
	});
});

describe('an upload', () => {
	const upload = { resource: 'file', operation: 'upload' };
	const long = [fileItem(Buffer.alloc(9 * 1024 * 1024, 7), 'long.wav')];
	beforeEach(() => net.signIn(net.simulator.logins.tenantUser));

	test('shows each token as it came', async () => {
		const given: string[] = [];
		const shown: string[] = [];
		net.proxy.breakAt({ line: /\/uploads/, times: Infinity }, async (exchange) => {
			const sent = exchange.headers['portsip-upload-token'];
			if (sent !== undefined) shown.push(String(sent));
			await passOn({
				...exchange,
				reply(answer: Answer) {
					const token = answer.headers['portsip-upload-token'];
					if (token !== undefined) given.push(String(token));
					exchange.reply(answer);
				},
			});
		});
		const { error, out } = await net.run(upload, { input: long });
		expect(error).toBeUndefined();
		expect(out).toMatchObject([{ name: 'long.wav', size: 9 * 1024 * 1024 }]);
		expect(given.length).toBeGreaterThan(2);
		expect(given.every((token) => /[+/=]/.test(token))).toBe(true);
		expect(shown).toEqual(given);
	});

	test.each(['..', '.', '', 'a/b', '%2e%2e', '..%2Ffiles'])(
		'to which the PBX gives the id "%s" goes no further',
		async (id) => {
			net.proxy.breakAt({ line: /^POST \/api\/blobs\/uploads$/ }, async (exchange) => {
				const answer = await exchange.forward();
				exchange.reply({ ...answer, headers: { ...answer.headers, 'portsip-upload-id': id } });
			});
			net.proxy.seen.length = 0;
			const { error, out } = await net.run(upload, { input: long });
			expect(out).toEqual([]);
			expect(error?.message).toMatch(/^Upload file: /);
			const writes = net.proxy.seen.filter(({ line }) => /^POST (?!\/api\/auth\/)/.test(line));
			expect(writes.map(({ line }) => line)).toEqual(['POST /api/blobs/uploads']);
		},
	);
});

import { setTimeout as pause } from 'node:timers/promises';
import type { IDataObject } from 'n8n-workflow';
import { fileItem } from '../support/fileItem.mts';
import type { RunOptions } from '../support/node.mts';
import { addRecords, addTenants, onRequest } from '../support/pbx.mts';
import { watchTimers } from '../support/timers.mts';
import { setUpNetwork, type Network } from './network.mts';

/**
 * After the stop button nothing leaves n8n any more, and nothing keeps it waiting. n8n itself
 * aborts what goes through the credential, but knows nothing of the private session of a tenant.
 */
jest.setTimeout(30_000);

let net: Network;
let tenant: string;
beforeEach(async () => {
	net = await setUpNetwork();
	[tenant] = net.simulator.state.tenants.keys();
});
afterEach(async () => await net.close());

const ITEMS = 20;
const items = Array.from({ length: ITEMS }, (_, index) => ({ number: `${500 + index}` }));
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
const read = { resource: 'extension', operation: 'getMany', returnAll: true };
const readAllPages = {
	resource: 'apiRequest',
	operation: 'send',
	method: 'GET',
	path: '/users',
	options: { allPages: true },
};
const upload = { resource: 'file', operation: 'upload' };
const CREATE = /^POST \/api\/users$/;
const READ = /^GET \/api\/users$/;

const users = () => [...net.simulator.state.users.values()] as IDataObject[];
const created = () => users().filter(({ name }) => /^person/.test(String(name))).length;

/** Makes the list so long that it has thirty pages, in a tenant that has room for more. */
const addUsers = () => {
	net.simulator.state.tenants.get(tenant)!.max_extensions = 5000;
	addRecords(net.simulator, 'users', 3000, (index) => ({
		...structuredClone(users()[0]),
		name: `old${index}`,
		extension_number: `${100_000 + index}`,
	}));
};

/** Milliseconds without a request after which everything that has left n8n has arrived. */
const ARRIVAL = 40;
/** Milliseconds that a request takes from the node's hand to the proxy, on a busy machine. */
const HANDED_OVER = 150;
/** Milliseconds in which anything that a stopped run does still would be seen. */
const AFTERWARDS = 1500;
/** Milliseconds in which a stopped run ends. */
const SOON = 500;
/** Milliseconds from which on a wait counts as long. */
const LONG = 1000;

/** What came of a stopped run. */
interface Stopped {
	/** Requests that left n8n after the stop; a session that is open may be left in order. */
	after: string[];
	/** It ended at once. */
	soon: boolean;
	/** Long waits that the run began, and did not end. */
	leftTimers: number;
}
const QUIET: Stopped = { after: [], soon: true, leftTimers: 0 };

/**
 * Runs a node, and stops it when everything that has left it has arrived.
 *
 * @param line the run is stopped a moment after the PBX got such a request
 * @param nth so many of them
 */
async function stopAfter(
	line: RegExp,
	nth: number,
	parameters: object,
	options: RunOptions = {},
): Promise<Stopped> {
	const { proxy, simulator } = net;
	const leftOf = watchTimers(LONG);
	const stop = new AbortController();
	let before = Infinity;
	let stoppedAt = 0;
	let count = 0;
	onRequest(simulator, ({ method, path }) => {
		if (!line.test(`${method} ${path}`) || ++count !== nth) return;
		const look = () => {
			const arrived = proxy.seen.length;
			setTimeout(() => {
				if (proxy.seen.length > arrived) return look();
				before = proxy.seen.length;
				stoppedAt = Date.now();
				stop.abort();
			}, ARRIVAL);
		};
		look();
	});
	await net.run(parameters, { items, ...options, stop: stop.signal });
	const soon = Date.now() - stoppedAt < SOON;
	// Without a stop that came in the middle nothing was tried.
	expect(before).toBeLessThan(Infinity);
	const leftTimers = leftOf();
	await pause(AFTERWARDS);
	// What n8n had handed over before is no matter; what waits comes later.
	const late = proxy.seen.slice(before).filter(({ at }) => at > stoppedAt + HANDED_OVER);
	const after = late.map((each) => each.line);
	return { after: after.filter((each) => !each.endsWith('/sign_out')), soon, leftTimers };
}

/** A node that would stop with the first failure begins with one item. */
const atOnce = { onError: 'continueErrorOutput' } as const;

const notNow = (path: string, retryAfter: number) =>
	net.simulator.switches.failures.push({ path, status: 503, times: ITEMS, retryAfter });

describe.each(['with the shared session', 'with the session of a tenant'])(
	'%s, a stop',
	(place) => {
		let inside: object;
		beforeEach(async () => {
			inside = {};
			if (place === 'with the shared session') net.signIn(net.simulator.logins.tenantUser);
			else inside = { actInTenant: { __rl: true, mode: 'id', value: tenant } };
			// The first sign-in is not what is looked at.
			expect((await net.run({ ...read, ...inside })).error).toBeUndefined();
			net.proxy.seen.length = 0;
		});

		test('while writes wait for their next try', async () => {
			notNow('^/users$', 1);
			expect(await stopAfter(CREATE, ITEMS, { ...create, ...inside }, atOnce)).toEqual(QUIET);
			expect(created()).toBe(0);
		});

		test('while a read waits a long time leaves no timer behind', async () => {
			notNow('^/users$', 30);
			expect(await stopAfter(READ, 1, { ...read, ...inside }, { items: [{}] })).toEqual(QUIET);
		});

		test('while writes wait for a ceiling of requests', async () => {
			const requestOptions = { requestsPerMinute: 16 };
			// All that the ceiling lets out are on their way: the others wait.
			const node = { ...create, ...inside, requestOptions };
			expect(await stopAfter(CREATE, 12, node, atOnce)).toEqual(QUIET);
			expect(created()).toBeLessThan(ITEMS);
		});

		test('while writes wait for their turn', async () => {
			net.simulator.switches.latencyMs = 100;
			const update = {
				resource: 'extension',
				operation: 'update',
				extensionId: users()[0].id,
				displayName: '={{ $json.number }}',
			};
			const stopped = await stopAfter(/^POST \/api\/users\/\d+$/, 1, { ...update, ...inside });
			expect(stopped).toEqual(QUIET);
			expect(['Sample Office', items[0].number]).toContain(users()[0].display_name);
		});

		test('while items wait for their batch', async () => {
			const requestOptions = { batchSize: 5, batchInterval: 5000 };
			expect(await stopAfter(CREATE, 5, { ...create, ...inside, requestOptions })).toEqual(QUIET);
			expect(created()).toBe(5);
		});

		test.each([
			['Return All', read],
			['an API Request for all pages', readAllPages],
		])('in the middle of %s reads no further page of thirty', async (_, node) => {
			addUsers();
			net.simulator.switches.latencyMs = 100;
			expect(await stopAfter(READ, 3, { ...node, ...inside }, { items: [{}] })).toEqual(QUIET);
		});

		test('while a read is on its way does not wait for it', async () => {
			net.simulator.switches.latencyMs = 1200;
			expect(await stopAfter(READ, 1, { ...read, ...inside }, { items: [{}] })).toEqual(QUIET);
		});

		test('in the middle of an upload sends no further part of the file', async () => {
			net.simulator.switches.latencyMs = 100;
			const input = [fileItem(Buffer.alloc(24 * 1024 * 1024, 7), 'long.wav')];
			const stopped = await stopAfter(/\/append$/, 1, { ...upload, ...inside }, { input });
			expect(stopped.after).toEqual([]);
			expect(net.simulator.state.files.size).toBe(0);
		});

		test('while twenty uploads begin finishes none', async () => {
			// All begin before the first of them is answered, also on a busy machine.
			net.simulator.switches.latencyMs = 1500;
			const input = items.map(({ number }) => fileItem('RIFF', `${number}.wav`));
			const node = { ...upload, ...inside };
			const stopped = await stopAfter(/\/uploads$/, ITEMS, node, { input, ...atOnce });
			expect(stopped.after).toEqual([]);
			expect(net.simulator.state.files.size).toBe(0);
		});
	},
);

describe('a stop', () => {
	const inMany = {
		resource: 'myTenant',
		operation: 'get',
		actInTenant: { __rl: true, mode: 'id', value: '={{ $json.id }}' },
	};

	test('while the sign-in waits for its next try', async () => {
		notNow('^/auth/sign_in$', 1);
		const ids = addTenants(net.simulator, ITEMS).map((id) => ({ id }));
		expect(await stopAfter(/sign_in$/, 1, inMany, { items: ids })).toEqual(QUIET);
	});

	test('in the middle of many tenants enters no further one', async () => {
		net.simulator.switches.latencyMs = 100;
		const ids = addTenants(net.simulator, 60).map((id) => ({ id }));
		const stopped = await stopAfter(/\/tenants\/switch$/, 1, inMany, { items: ids });
		expect(stopped.after).toEqual([]);
	});

	test('ends its own run, and no other', async () => {
		addUsers();
		// The stop comes while the first one is under way, however fast the PBX is.
		net.simulator.switches.latencyMs = 100;
		const inside = { actInTenant: { __rl: true, mode: 'id', value: tenant } };
		const [stopped, other] = await Promise.all([
			stopAfter(CREATE, 1, { ...create, ...inside, requestOptions: { batchSize: 1 } }),
			net.run({ ...read, ...inside }),
		]);
		expect(stopped.after.filter((line) => CREATE.test(line))).toEqual([]);
		expect(other.error).toBeUndefined();
		expect(other.out.length).toBeGreaterThan(3000);
	});
});

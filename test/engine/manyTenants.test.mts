import { setTimeout as pause } from 'node:timers/promises';
import { setUp, type Bench } from '../support/node.mts';
import { addTenants, onRequest, peaksOf } from '../support/pbx.mts';

/** Sessions of tenants are a pool, and their requests pass the same way as all others. */
let bench: Bench;
beforeEach(async () => (bench = await setUp()));
afterEach(async () => await bench.close());

const TENANTS = 60;
const PER_TENANT = 3;
/** Most private sessions of a run that may be open at the same time. */
const MOST_SESSIONS = 20;

const inTenants = {
	resource: 'myTenant',
	operation: 'get',
	actInTenant: { __rl: true, mode: 'id', value: '={{ $json.id }}' },
};
const list = { resource: 'tenant', operation: 'getMany' };

/** Items of all tenants, one tenant after the other or in turn. */
const ORDERS: Record<string, (ids: readonly string[]) => string[]> = {
	'tenant by tenant': (ids) => ids.flatMap((id) => Array<string>(PER_TENANT).fill(id)),
	'in turn': (ids) => Array.from({ length: PER_TENANT }, () => ids).flat(),
	'in pairs that meet again at the end': (ids) => [...ids, ...[...ids].reverse(), ...ids],
};

const positionsOf = (path: string) =>
	bench.simulator.log.flatMap((entry, index) => (entry.path.endsWith(path) ? [index] : []));
const openSessions = () => bench.simulator.state.sessions.size;

describe.each(Object.entries(ORDERS))('60 tenants with 3 items each, %s', (_, order) => {
	test('never have more than 20 sessions open, and leave none', async () => {
		expect((await bench.run(list)).error).toBeUndefined();
		const before = openSessions();
		bench.simulator.switches.latencyMs = 3;
		const ids = order(addTenants(bench.simulator, TENANTS));
		const peaks = peaksOf(bench.simulator);
		const { error, out } = await bench.run(inTenants, { items: ids.map((id) => ({ id })) });
		expect(error).toBeUndefined();
		expect(out.map(({ id }) => id)).toEqual(ids);
		expect(openSessions()).toBe(before);
		expect(peaks.sessions).toBeLessThanOrEqual(MOST_SESSIONS);
		// Several at the same time all the same.
		expect(peaks.sessions).toBeGreaterThan(4);
		expect(peaks.requests).toBeLessThanOrEqual(20);
	}, 30_000);

	test('are left one by one, not all at the end', async () => {
		bench.simulator.switches.latencyMs = 3;
		const ids = order(addTenants(bench.simulator, TENANTS));
		const { error } = await bench.run(inTenants, { items: ids.map((id) => ({ id })) });
		expect(error).toBeUndefined();
		const entered = positionsOf('/tenants/switch');
		const left = positionsOf('/auth/sign_out');
		expect(left).toHaveLength(entered.length);
		// Most tenants are left before the last one is entered.
		const last = entered[entered.length - 1];
		expect(left.filter((index) => index < last).length).toBeGreaterThanOrEqual(TENANTS / 2);
	}, 30_000);
});

test('a tenant is left after its last item, not before: it is entered once', async () => {
	const ids = ORDERS['tenant by tenant'](addTenants(bench.simulator, TENANTS));
	await bench.run(inTenants, { items: ids.map((id) => ({ id })) });
	expect(positionsOf('/tenants/switch')).toHaveLength(TENANTS);
});

test('a tenant that fails is left, too, and the others go on', async () => {
	const ids = addTenants(bench.simulator, TENANTS);
	const wrong = ids.map((id, index) => (index % 3 ? id : '812345678999999999'));
	const { out, items } = await bench.run(inTenants, {
		items: wrong.map((id) => ({ id })),
		onError: 'continueErrorOutput',
	});
	expect([out.length, items('PortSIP', 1).length]).toEqual([40, 20]);
	expect(openSessions()).toBe(0);
});

test('sign-outs do not come all at once', async () => {
	bench.simulator.switches.latencyMs = 10;
	const ids = addTenants(bench.simulator, TENANTS);
	const peaks = peaksOf(bench.simulator, /\/sign_out$/);
	await bench.run(inTenants, { items: ids.map((id) => ({ id })) });
	expect(peaks.requests).toBeLessThanOrEqual(20);
});

describe('a ceiling of requests per minute', () => {
	const requestsOf = async (parameters: object, count: number, requestsPerMinute?: number) => {
		const items = addTenants(bench.simulator, count).map((id) => ({ id }));
		const stop = new AbortController();
		const ended = bench.run(
			{ ...parameters, ...(requestsPerMinute ? { requestOptions: { requestsPerMinute } } : {}) },
			{ items, stop: stop.signal },
		);
		const over = await Promise.race([ended.then(() => true), pause(1500, false)]);
		const sent = bench.simulator.log.length;
		stop.abort();
		await ended;
		return { over, sent };
	};
	const checkAccess = { resource: 'tenant', operation: 'checkAccess', tenantId: '={{ $json.id }}' };

	test.each([
		['Act in Tenant', inTenants],
		['Check Access', checkAccess],
	])(
		'counts every request of %s, signing in, switching and signing out',
		async (_, node) => {
			const free = await requestsOf(node, 3);
			expect(free.over).toBe(true);
			// Another PBX, since those of the last minute count.
			await bench.close();
			bench = await setUp();
			const ceiling = free.sent - 1;
			const bound = await requestsOf(node, 3, ceiling);
			expect(bound.sent).toBeLessThanOrEqual(ceiling);
		},
		20_000,
	);

	test('holds while many sign in', async () => {
		const { sent, over } = await requestsOf(inTenants, TENANTS, 7);
		expect(over).toBe(false);
		expect(sent).toBeLessThanOrEqual(7);
		expect(sent).toBeGreaterThan(0);
	});

	test('counts the sign-in of the shared session', async () => {
		const moments: string[] = [];
		onRequest(bench.simulator, ({ path }) => void moments.push(path));
		const stop = new AbortController();
		const ended = bench.run(
			{ ...list, requestOptions: { requestsPerMinute: 10 } },
			{ items: Array.from({ length: 20 }, () => ({})), stop: stop.signal },
		);
		await Promise.race([ended, pause(1500)]);
		const sent = moments.length;
		stop.abort();
		await ended;
		expect(moments[0]).toBe('/api/auth/sign_in');
		expect(sent).toBeLessThanOrEqual(10);
	});
});

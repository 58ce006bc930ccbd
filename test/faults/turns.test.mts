import { addTenants, peaksOf } from '../support/pbx.mts';
import { lateRequest } from './kinds.mts';
import { setUpNetwork, type Network } from './network.mts';

/**
 * Items that change one record take turns, however each of them names it: the last one wins. What
 * changes no record goes at the same time.
 */
let net: Network;
let id: string;
beforeEach(async () => {
	net = await setUpNetwork();
	[id] = addTenants(net.simulator, 1);
	await net.run({ resource: 'network', operation: 'get' });
});
afterEach(async () => await net.close());

/** Milliseconds by which the first write comes late, so that others could overtake it. */
const LATE = 300;

/** All ways to name the tenant `t0.example`. */
const names = () => ({
	'the domain': { mode: 'domain', tenant: 't0.example' },
	'the domain in other letters': { mode: 'domain', tenant: 'T0.Example' },
	'the domain with spaces': { mode: 'domain', tenant: ' t0.example ' },
	'the id': { mode: 'id', tenant: id },
});
type Name = keyof ReturnType<typeof names>;

const pairs: Array<[Name, Name]> = [
	['the domain', 'the domain in other letters'],
	['the domain in other letters', 'the domain'],
	['the domain', 'the id'],
	['the id', 'the domain'],
	['the domain with spaces', 'the id'],
];

const locator = { __rl: true, mode: '={{ $json.mode }}', value: '={{ $json.tenant }}' };
const limits = (count: number) => Array.from({ length: count }, (_, index) => 100 + index);

describe.each(pairs)('items that name a tenant by %s and by %s', (first, second) => {
	const items = (count: number) =>
		limits(count).map((limit, index) => ({ ...names()[index % 2 ? second : first], limit }));

	test('take turns, and the last one wins', async () => {
		const WRITE = /^POST \/api\/tenants\/\d+$/;
		net.proxy.breakAt({ line: WRITE }, lateRequest(LATE));
		net.simulator.switches.latencyMs = 5;
		const peaks = peaksOf(net.simulator, WRITE);
		const { error } = await net.run(
			{
				resource: 'tenant',
				operation: 'update',
				tenantId: locator,
				additionalFields: { maxExtensions: '={{ $json.limit }}' },
			},
			{ items: items(6) },
		);
		expect(error).toBeUndefined();
		expect(net.simulator.state.tenants.get(id)?.max_extensions).toBe(105);
		expect(peaks.requests).toBe(1);
	});

	test('take turns inside it, and share one session', async () => {
		const WRITE = /^POST \/api\/tenant$/;
		net.proxy.breakAt({ line: WRITE }, lateRequest(LATE));
		const peaks = peaksOf(net.simulator, WRITE);
		const { error } = await net.run(
			{
				resource: 'myTenant',
				operation: 'update',
				actInTenant: locator,
				updateFields: { recordingRetention: '={{ $json.limit }}' },
			},
			{ items: items(6) },
		);
		expect(error).toBeUndefined();
		expect(net.simulator.state.tenants.get(id)?.recording_retention).toBe(105);
		expect(peaks.requests).toBe(1);
		const entered = net.simulator.log.filter(({ path }) => path.endsWith('/tenants/switch'));
		expect(entered).toHaveLength(1);
	});
});

test('two tenants do not wait for each other', async () => {
	const [other] = addTenants(net.simulator, 2).slice(1);
	net.simulator.switches.latencyMs = 20;
	const peaks = peaksOf(net.simulator, /^POST \/api\/tenants\/\d+$/);
	const items = limits(10).map((limit, index) => ({
		mode: 'id',
		tenant: index % 2 ? other : id,
		limit,
	}));
	const { error } = await net.run(
		{
			resource: 'tenant',
			operation: 'update',
			tenantId: locator,
			additionalFields: { maxExtensions: '={{ $json.limit }}' },
		},
		{ items },
	);
	expect(error).toBeUndefined();
	const held = [id, other].map((each) => net.simulator.state.tenants.get(each)?.max_extensions);
	expect(held).toEqual([108, 109]);
	expect(peaks.requests).toBe(2);
});

test('an API Request that writes to the path of a record waits for the one before', async () => {
	const WRITE = /^POST \/api\/tenants\/\d+$/;
	net.proxy.breakAt({ line: WRITE }, lateRequest(LATE));
	const { error } = await net.run(
		{
			resource: 'apiRequest',
			operation: 'send',
			method: 'POST',
			path: '={{ $json.path }}',
			options: { body: '={{ ({ max_extensions: $json.limit }) }}' },
		},
		{
			items: limits(4).map((limit, index) => ({
				path: `${index % 2 ? '/api' : ''}/tenants/${id}`,
				limit,
			})),
		},
	);
	expect(error).toBeUndefined();
	expect(net.simulator.state.tenants.get(id)?.max_extensions).toBe(103);
});

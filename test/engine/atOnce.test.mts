import { fileItem } from '../support/fileItem.mts';
import { setUp, type Bench, type RunOptions } from '../support/node.mts';
import { addRules, addTenants, peaksOf } from '../support/pbx.mts';

/** What changes no record takes no turns: items run as many at a time as the node runs anyway. */
let bench: Bench;
beforeEach(async () => {
	bench = await setUp();
	await bench.run({ resource: 'network', operation: 'get' });
	bench.simulator.switches.latencyMs = 40;
});
afterEach(async () => await bench.close());

const ITEMS = 20;

interface Case {
	parameters: object;
	/** The requests of which several should be on their way. */
	line: RegExp;
	/** How many at the least; which number exactly is up to chance and to the first sign-in. */
	atLeast?: number;
	options?(): RunOptions;
	before?(): void | Promise<void>;
}

const request = (method: string, path: string, options: object = {}) => ({
	resource: 'apiRequest',
	operation: 'send',
	method,
	path,
	options,
});
const asTenantUser = async () => {
	bench.signIn(bench.simulator.logins.tenantUser);
	await bench.run({ resource: 'myTenant', operation: 'get' });
};

const cases: Record<string, Case> = {
	'Tenant > Check Access': {
		parameters: { resource: 'tenant', operation: 'checkAccess', tenantId: '={{ $json.id }}' },
		// One sign-in at a time for an account, and meanwhile the steps of others.
		line: /./,
		atLeast: 3,
		options: () => ({ items: addTenants(bench.simulator, ITEMS).map((id) => ({ id })) }),
	},
	'Tenant > Get Summaries, a POST that reads': {
		parameters: {
			resource: 'tenant',
			operation: 'getSummaries',
			options: { otherFields: '{"items": ["1"]}' },
		},
		line: /^POST \/api\/tenants\/summaries\/query$/,
	},
	'File > Upload': {
		parameters: { resource: 'file', operation: 'upload' },
		line: /^POST \/api\/blobs\/uploads$/,
		before: asTenantUser,
		options: () => ({
			input: Array.from({ length: ITEMS }, (_, index) => fileItem('RIFF', `${index}.wav`)),
		}),
	},
	'API Request, GET of one path': {
		parameters: request('GET', '/network'),
		line: /^GET \/api\/network$/,
	},
	'API Request, GET of many paths': {
		parameters: request('GET', '={{ "/tenants/" + $json.id }}'),
		line: /^GET \/api\/tenants\/\d+$/,
		options: () => ({ items: addTenants(bench.simulator, ITEMS).map((id) => ({ id })) }),
	},
	'API Request, a list': {
		parameters: request('GET', '/ip_filters', { query: '{"top": 10}' }),
		line: /^GET \/api\/ip_filters$/,
		before: () => void addRules(bench.simulator, 10),
	},
	'IP Rule > Create': {
		parameters: {
			resource: 'ipRule',
			operation: 'create',
			cidr: '=10.9.{{ $itemIndex }}.0/24',
			target: 'DENY',
		},
		line: /^POST \/api\/ip_filters$/,
	},
	'Tenant > Get': {
		parameters: { resource: 'tenant', operation: 'get', tenantId: '={{ $json.id }}' },
		line: /^GET \/api\/tenants\/\d+$/,
		options: () => ({ items: addTenants(bench.simulator, ITEMS).map((id) => ({ id })) }),
	},
};

test.each(Object.entries(cases))(
	'20 x %s are on their way at the same time',
	async (_, { parameters, line, atLeast = 5, options, before }) => {
		await before?.();
		const items = Array.from({ length: ITEMS }, () => ({}));
		const given = options?.() ?? { items };
		const peaks = peaksOf(bench.simulator, line);
		const { error } = await bench.run(parameters, given);
		expect(error).toBeUndefined();
		// In turns it would be one.
		expect(peaks.requests).toBeGreaterThanOrEqual(atLeast);
		expect(peaks.requests).toBeLessThanOrEqual(20);
	},
);

test('but not more than 20 requests of one run, whatever they are', async () => {
	addRules(bench.simulator, 1000);
	const peaks = peaksOf(bench.simulator);
	const { error } = await bench.run(
		{ resource: 'ipRule', operation: 'getMany', returnAll: true },
		{ items: Array.from({ length: 30 }, () => ({})) },
	);
	expect(error).toBeUndefined();
	expect(peaks.requests).toBeLessThanOrEqual(20);
}, 20_000);

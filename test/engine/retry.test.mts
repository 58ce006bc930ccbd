import { newTenant, setUp, type Bench } from '../support/node.mts';

let bench: Bench;
beforeAll(async () => (bench = await setUp()));
beforeEach(() => bench.simulator.reset());
afterAll(async () => await bench.close());

const fail = (failure: object) =>
	bench.simulator.switches.failures.push({ times: 1, status: 503, ...failure } as never);
const list = { resource: 'tenant', operation: 'getMany', returnAll: true };
const create = { resource: 'tenant', operation: 'create', ...newTenant('Once') };
const named = () =>
	[...bench.simulator.state.tenants.values()].filter(({ domain }) => domain === 'once.example')
		.length;

describe('a read', () => {
	test.each([
		['503', { status: 503 }],
		['429 with a time', { status: 429, retryAfter: 1 }],
		['a dropped connection', { dropConnection: true }],
		['a page of a proxy', { status: 502, html: true }],
	])('is repeated after %s', async (_, failure) => {
		fail({ path: '/tenants', ...failure });
		const { error, out } = await bench.run(list);
		expect(error).toBeUndefined();
		expect(out).toHaveLength(1);
	});

	test('is given up in the end, with the last answer', async () => {
		fail({ path: '/tenants', status: 503, times: 9, code: 'BUSY', message: 'Later' });
		const { error } = await bench.run({ ...list, requestOptions: { maxTries: 4 } });
		expect(error?.message).toBe('Get many tenants: the PBX answered 503 BUSY: Later');
		expect(bench.simulator.counters.injectedFailures).toBe(4);
	});
});

describe('a write', () => {
	test.each([
		['429', { status: 429 }],
		['503 with a time', { status: 503, retryAfter: 1 }],
	])('is repeated after %s, and done once', async (_, failure) => {
		fail({ path: '/tenants', method: 'POST', ...failure });
		expect((await bench.run(create)).error).toBeUndefined();
		expect(named()).toBe(1);
	});
});

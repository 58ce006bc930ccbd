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
		const { error } = await bench.run(list);
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

	test('is not repeated when it may have been done: it says so', async () => {
		// The reset before each test ended the session: without a new one the write would not be done.
		await bench.run(list);
		fail({ path: '/tenants', method: 'POST', dropConnection: true, afterExecution: true });
		const { error } = await bench.run(create);
		expect(error?.message).toMatch(/broke off; whether the PBX made the change is not known/);
		expect(error?.description).toMatch(/run the item again only if the change is not there/);
		expect(named()).toBe(1);
	});

	test('is not repeated after 502', async () => {
		fail({ path: '/tenants', method: 'POST', status: 502 });
		const { error } = await bench.run(create);
		expect(error?.message).toContain('502');
		expect(bench.simulator.counters.injectedFailures).toBe(1);
	});
});

import type { Failure } from '../../simulator/switches.mts';
import { newTenant, setUp, type Bench } from '../support/node.mts';

let bench: Bench;
let sample: string;
beforeAll(async () => (bench = await setUp()));
afterAll(async () => await bench.close());
beforeEach(async () => {
	bench.simulator.reset();
	// The reset ended the session: what fails below are the requests of the operation itself.
	const { out } = await bench.run({ resource: 'tenant', operation: 'getMany' });
	sample = String(out[0].id);
	bench.simulator.log.length = 0;
});

const fail = (failure: Partial<Failure>) =>
	bench.simulator.switches.failures.push({
		path: '^/tenants',
		method: 'POST',
		times: 1,
		status: 503,
		...failure,
	});

/** What happens to a write between n8n and a PBX that has done it. */
const lostAfterwards: ReadonlyArray<readonly [string, Partial<Failure>]> = [
	['a connection that broke', { dropConnection: true, afterExecution: true }],
	['an answer that was cut', { truncate: true, status: 201, afterExecution: true }],
	['a page of a proxy', { status: 502, html: true, afterExecution: true }],
	['500', { status: 500, afterExecution: true }],
];

/** The same with a PBX that has not done it. */
const lostBefore: ReadonlyArray<readonly [string, Partial<Failure>]> = [
	['a connection that broke', { dropConnection: true }],
	['a page of a proxy', { status: 504, html: true }],
	['503 without a time', { status: 503 }],
];

const writes = () => bench.simulator.log.filter(({ method }) => method === 'POST');
const named = () =>
	[...bench.simulator.state.tenants.values()].filter(({ domain }) => domain === 'once.example');
const create = { resource: 'tenant', operation: 'create', ...newTenant('Once') };
const update = {
	resource: 'tenant',
	operation: 'update',
	additionalFields: { maxExtensions: 7 },
};
const limit = () => bench.simulator.state.tenants.get(sample)?.max_extensions;

describe('a create whose answer is lost', () => {
	test.each(lostAfterwards)(
		'by %s is found by its domain, but may be an older record, and is not repeated',
		async (_, failure) => {
			fail(failure);
			const { error } = await bench.run(create);
			expect(named()).toHaveLength(1);
			expect(`${error?.message} ${error?.description}`).toMatch(
				/[Ww]hether the (PBX made the )?change/,
			);
			if (failure.status !== 500) expect(error?.description).toContain(`ID ${named()[0].id}`);
			expect(writes()).toHaveLength(1);
		},
	);

	test('and that of the second try, too, is taken for done: it was not there before', async () => {
		fail({ dropConnection: true });
		fail({ dropConnection: true, afterExecution: true });
		const { error, out } = await bench.run(create);
		expect(error).toBeUndefined();
		expect(out).toEqual([{ id: named()[0].id, ...newTenant('Once') }]);
		expect(writes()).toHaveLength(2);
	});

	test.each(lostBefore)('by %s before it was done is sent once more', async (_, failure) => {
		fail(failure);
		const { error, out } = await bench.run(create);
		expect(error).toBeUndefined();
		expect(out).toEqual([{ id: named()[0].id, ...newTenant('Once') }]);
		expect(named()).toHaveLength(1);
		expect(writes()).toHaveLength(2);
	});

	test('is not repeated after 500, which is no passing matter', async () => {
		fail({ status: 500, message: 'Disk full' });
		const { error } = await bench.run(create);
		expect(error?.message).toBe('Create tenant: the PBX answered 500 UNKNOWN: Disk full');
		expect(error?.description).toMatch(/Look up whether the change was made/);
		expect(writes()).toHaveLength(1);
	});

	test('is not taken for done where another record has the domain', async () => {
		await bench.run({ ...create, name: 'Somebody else' });
		bench.simulator.log.length = 0;
		fail({ dropConnection: true });
		const { error } = await bench.run(create);
		expect(error?.message).toMatch(/broke off; whether the PBX made the change is not known/);
		expect(error?.description).toMatch(/run the item again only if the change is not there/);
		expect(writes()).toHaveLength(1);
	});

	test('is not repeated where no field tells records apart', async () => {
		const rule = { resource: 'ipRule', operation: 'create', cidr: '192.0.2.0/24', target: 'DENY' };
		fail({ path: '^/ip_filters', dropConnection: true, afterExecution: true });
		const { error } = await bench.run(rule);
		expect(error?.message).toMatch(/whether the PBX made the change is not known/);
		expect(writes()).toHaveLength(1);
	});

	test('says so where the PBX cannot be looked at either', async () => {
		fail({ dropConnection: true, afterExecution: true });
		fail({ method: 'GET', status: 403, times: 9 });
		const { error } = await bench.run(create);
		expect(error?.message).toMatch(/whether the PBX made the change is not known/);
		expect(named()).toHaveLength(1);
	});
});

describe('an update whose answer is lost', () => {
	test.each(lostAfterwards)('by %s is read back, and not repeated', async (_, failure) => {
		fail(failure);
		const { error, out } = await bench.run({ ...update, tenantId: sample });
		expect(error).toBeUndefined();
		expect(out).toEqual([{ id: sample, max_extensions: 7, updated: true }]);
		expect(limit()).toBe(7);
		expect(writes()).toHaveLength(1);
	});

	test.each(lostBefore)('by %s before it was done is sent once more', async (_, failure) => {
		fail(failure);
		expect((await bench.run({ ...update, tenantId: sample })).error).toBeUndefined();
		expect(limit()).toBe(7);
		expect(writes()).toHaveLength(2);
	});
});

describe('a delete whose answer is lost', () => {
	const remove = () => ({ resource: 'administrator', operation: 'delete', administratorId: id });
	let id = '';
	beforeEach(() => {
		const { administrators } = bench.simulator.state;
		id = '812345678900009999';
		administrators.set(id, { id, name: 'second', role: 'SiteAdmin', enabled: true });
	});

	test.each(lostAfterwards)('by %s is known by the absence of the record', async (_, failure) => {
		fail({ path: '/destroy$', ...failure });
		const { error, out } = await bench.run(remove());
		expect(error).toBeUndefined();
		expect(out).toEqual([{ id, deleted: true }]);
		expect(bench.simulator.state.administrators.has(id)).toBe(false);
		expect(writes()).toHaveLength(1);
	});

	test.each(lostBefore)('by %s before it was done is sent once more', async (_, failure) => {
		fail({ path: '/destroy$', ...failure });
		expect((await bench.run(remove())).error).toBeUndefined();
		expect(bench.simulator.state.administrators.has(id)).toBe(false);
		expect(writes()).toHaveLength(2);
	});
});

import type { IDataObject } from 'n8n-workflow';
import { sizeOf } from '../../nodes/shared/numbers/numberSet.ts';
import { numbersIn } from '../../nodes/shared/numbers/pool.ts';
import { addTenants } from '../support/pbx.mts';
import { refusal } from './kinds.mts';
import { setUpNetwork, type Network } from './network.mts';
import { locator, PoolScene } from './poolScene.mts';

/** Numbers of a trunk: none is handed out twice, none is lost by the way. */
let net: Network;
let scene: PoolScene;
let tenants: string[];
let trunk: string;
beforeAll(async () => (net = await setUpNetwork()));
beforeEach(async () => {
	await net.proxy.mend();
	net.simulator.reset();
	net.signIn(net.simulator.logins.systemAdmin);
	scene = new PoolScene(net);
	({ tenants, trunk } = scene);
});
afterAll(async () => await net.close());

const pool: PoolScene['run'] = async (...given) => await scene.run(...given);
const next = async (tenant: string, count: number, options: IDataObject = {}) =>
	await pool('assignNext', { tenantId: locator(tenant), count, options });
const held = (tenant: string): string => scene.held(tenant);
const give = (tenant: string, numbers: string): void => scene.give(tenant, numbers);
const writes = (): string[] => scene.writes();

describe('Assign Next', () => {
	test('gives the first free numbers, and more in each run', async () => {
		give(tenants[1], '4420700000-4420700004');
		const first = await next(tenants[0], 3);
		expect(first.error).toBeUndefined();
		expect(first.out[0]).toMatchObject({
			operation: 'created',
			added: '4420700005-4420700007',
			numbers: ['4420700005', '4420700006', '4420700007'],
		});
		const second = await next(tenants[0], 2);
		expect(second.out[0]).toMatchObject({ operation: 'updated', added: '4420700008-4420700009' });
		expect(held(tenants[0])).toBe('4420700005-4420700007;4420700008-4420700009');
	});

	test('In All gives what is lacking, so that a second run changes nothing', async () => {
		give(tenants[0], '4420700100');
		const options = { counted: 'total' };
		expect((await next(tenants[0], 3, options)).out[0]).toMatchObject({ count: '2' });
		net.simulator.log.length = 0;
		expect((await next(tenants[0], 3, options)).out[0]).toMatchObject({ operation: 'unchanged' });
		expect(writes()).toEqual([]);
		const { concurrency } = net.simulator.state.assignments.get(`${trunk}/${tenants[0]}`) ?? {};
		expect(concurrency).toBe(7);
	});

	test('in a row, and between bounds', async () => {
		give(tenants[1], '4420700002;4420700005');
		const row = await pool('getFree', { count: 3, options: { inRow: true } });
		expect(row.out[0]).toMatchObject({ did_numbers: '4420700006-4420700008', enough: true });
		const { error } = await pool('assignNext', {
			tenantId: locator(tenants[0]),
			count: 4,
			additionalFields: {},
			options: { from: '4420700000', to: '4420700004' },
		});
		expect(error).toBeUndefined();
		expect(held(tenants[0])).toBe('4420700000-4420700001;4420700003-4420700004');
		const few = await pool('assignNext', {
			tenantId: locator(tenants[2]),
			count: 4,
			options: { from: '4420700000', to: '4420700004' },
		});
		expect(few.error?.message).toContain('has no 4 free numbers: 0 are free');
	});

	test('writes nothing with Dry Run or Check Only', async () => {
		expect((await next(tenants[0], 2, { dryRun: true })).out[0]).toMatchObject({
			dryRun: true,
			added: '4420700000-4420700001',
		});
		const { out } = await pool('assignNext', {
			tenantId: locator(tenants[0]),
			count: 2,
			requestOptions: { checkOnly: true },
		});
		expect(out[0]).toMatchObject({ dryRun: true });
		expect(writes()).toEqual([]);
	});

	test('of twenty at once each has numbers of its own', async () => {
		const all = addTenants(net.simulator, 20);
		const { out, error } = await pool(
			'assignNext',
			{ tenantId: { __rl: true, mode: 'id', value: '={{ $json.tenant }}' }, count: 7 },
			{ items: all.map((tenant) => ({ tenant })) },
		);
		expect(error).toBeUndefined();
		const given = out.flatMap(({ numbers }) => numbers as string[]);
		expect(given).toHaveLength(140);
		expect(new Set(given).size).toBe(140);
	});

	test('of fifty executions at once, too, also for one tenant', async () => {
		const all = addTenants(net.simulator, 25);
		const runs = await Promise.all([...all, ...all].map(async (tenant) => await next(tenant, 2)));
		expect(runs.flatMap(({ error }) => error?.message ?? [])).toEqual([]);
		const given = runs.flatMap(({ out }) => out[0].numbers as string[]);
		expect(new Set(given).size).toBe(100);
		expect(sizeOf(numbersIn(all.map(held).join(';')))).toBe(100n);
	});

	test('whoever is quicker on the PBX has them, and the item gets the next', async () => {
		net.proxy.breakAt({ line: /^POST .*assignees/ }, async ({ forward, reply }) => {
			give(tenants[2], '4420700000-4420700009');
			reply(await forward());
		});
		const { out, error } = await next(tenants[0], 2);
		expect(error).toBeUndefined();
		const [first] = out[0].numbers as string[];
		expect(BigInt(first)).toBeGreaterThan(4420700009n);
	});

	test('where the PBX lets two have them, they are given back and others taken', async () => {
		net.proxy.breakAt({ line: /^POST .*assignees/ }, async ({ forward, reply }) => {
			const answer = await forward();
			give(tenants[2], '4420700000-4420700009');
			reply(answer);
		});
		const { out, error } = await next(tenants[0], 2);
		expect(error).toBeUndefined();
		const [first] = out[0].numbers as string[];
		expect(BigInt(first)).toBeGreaterThan(4420700009n);
		expect(held(tenants[0])).toBe(out[0].pool);
		expect(held(tenants[2])).toBe('4420700000-4420700009');
	});
});

describe('Add, Remove and Move', () => {
	const change = async (operation: string, didNumbers: string, more: IDataObject = {}) =>
		await pool(operation, {
			numbersOf: 'tenant',
			tenantId: locator(tenants[0]),
			didNumbers,
			...more,
		});

	test('the rest of the pool stays to the letter', async () => {
		give(tenants[0], '4420700500-4420700509;4420700001;4420700003-4420700003');
		const { out, error } = await change('removeNumbers', '4420700502');
		expect(error).toBeUndefined();
		const rest = '4420700500-4420700501;4420700503-4420700509;4420700001;4420700003-4420700003';
		expect(out[0]).toMatchObject({ operation: 'updated', removed: '4420700502', pool: rest });
		expect(held(tenants[0])).toBe(rest);
		expect((await change('removeNumbers', '4420700502')).out[0]).toMatchObject({
			operation: 'unchanged',
		});
		const back = await change('addNumbers', '4420700502');
		expect(back.out[0]).toMatchObject({ added: '4420700502', pool: `${rest};4420700502` });
	});

	test('numbers of another tenant are not added, and that says whose they are', async () => {
		give(tenants[1], '4420700042');
		const { error } = await change('addNumbers', '4420700040-4420700049');
		expect(error?.message).toContain(`4420700042 (tenant ${tenants[1]})`);
		expect(writes()).toEqual([]);
	});

	test('an empty tenant is not taken for the trunk', async () => {
		const { error } = await change('removeNumbers', '4420700042', { tenantId: locator('') });
		expect(error?.message).toMatch(/"Tenant" is empty/);
		expect(net.simulator.log).toEqual([]);
	});

	test('numbers of the trunk itself are changed, but none that a tenant has is taken away', async () => {
		const own = { numbersOf: 'trunk', tenantId: locator('') };
		give(tenants[1], '4420700042');
		const refused = await change('removeNumbers', '4420700040-4420700049', own);
		expect(refused.error?.message).toContain(`4420700042 (tenant ${tenants[1]})`);
		const { out, error } = await change('addNumbers', '4420701000-4420701009', own);
		expect(error).toBeUndefined();
		expect(out[0]).toMatchObject({ pool: '4420700000-4420700999;4420701000-4420701009' });
		expect(net.simulator.state.providers.get(trunk)?.did_numbers).toBe(out[0].pool);
	});

	test('what a rule or a caller ID uses is not taken away unless told', async () => {
		give(tenants[0], '4420700040-4420700049');
		const acting = { actInTenant: locator(tenants[0]) };
		const rule = await net.run({
			...{ resource: 'inboundRule', operation: 'create', name: 'Reception', ...acting },
			...{ didNumbers: '4420700042', providerId: locator(trunk) },
		});
		expect(rule.error).toBeUndefined();
		const tenant = net.simulator.state.tenants.get(tenants[0]) as IDataObject;
		tenant.outbound_caller_ids = [{ provider_id: trunk, caller_id: '+4420700043' }];
		net.simulator.log.length = 0;
		const { error } = await change('removeNumbers', '4420700040-4420700049');
		expect(error?.message).toContain('4420700042 (inbound rule "Reception")');
		expect(error?.message).toContain('4420700043 (tenant');
		const moved = await pool('moveNumbers', {
			...{ fromTenantId: locator(tenants[0]), toTenantId: locator(tenants[1]) },
			didNumbers: '4420700042',
		});
		expect(moved.error?.message).toContain('inbound rule "Reception"');
		expect(writes()).toEqual([]);
		const told = await change('removeNumbers', '4420700043', {
			options: { removeNumbersInUse: true },
		});
		expect(told.out[0]).toMatchObject({ removed: '4420700043' });
		const owner = await net.run({
			...{ resource: 'didPool', operation: 'findOwner', didNumbers: '4420700042;4420700900;99999' },
		});
		expect(owner.error).toBeUndefined();
		expect(owner.out).toEqual([
			expect.objectContaining({
				did_numbers: '4420700042',
				tenant_id: tenants[0],
				used_by: [expect.objectContaining({ by: 'inbound rule', name: 'Reception' })],
			}),
			expect.objectContaining({ did_numbers: '4420700900', free: true, trunk_id: trunk }),
			expect.objectContaining({ did_numbers: '99999', found: false }),
		]);
		const usage = await pool('getUsage', { options: { lookIntoTenants: 'incoming' } });
		expect(usage.out[0]).toMatchObject({ tenant_id: tenants[0], trunk_id: trunk });
		expect(usage.out[0].unused).not.toContain('4420700042');
	});

	const move = async (didNumbers: string, options: IDataObject = {}) =>
		await pool('moveNumbers', {
			...{
				fromTenantId: locator(tenants[0]),
				toTenantId: locator(tenants[1]),
				didNumbers,
				options,
			},
		});

	test('moved numbers are of one tenant, whatever is refused or lost', async () => {
		give(tenants[0], '4420700040-4420700049');
		const { out, error } = await move('4420700041-4420700042');
		expect(error).toBeUndefined();
		expect(out[0]).toMatchObject({ operation: 'updated', moved: '4420700041-4420700042' });
		expect(held(tenants[0])).toBe('4420700040;4420700043-4420700049');
		expect(held(tenants[1])).toBe('4420700041-4420700042');
		expect((await move('4420700041')).out[0]).toMatchObject({ operation: 'unchanged' });
	});

	test('the first tenant has them back where the second write is refused', async () => {
		give(tenants[0], '4420700040-4420700049');
		const line = new RegExp(`^POST .*assignees/${tenants[1]}`);
		net.proxy.breakAt({ line }, refusal(409, 'RESOURCE_IN_USE'));
		const { error } = await move('4420700041');
		expect(error).toBeDefined();
		expect(held(tenants[0])).toBe('4420700040-4420700049');
		expect(held(tenants[1])).toBe('');
	});

	test('and where it cannot be given back, that is said with both tenants', async () => {
		give(tenants[0], '4420700040-4420700049');
		const line = new RegExp(`^POST .*assignees/${tenants[1]}`);
		net.proxy.breakAt({ line }, async ({ reply, ...rest }) => {
			net.proxy.breakAt(
				{ line: new RegExp(`^POST .*assignees/${tenants[0]}`) },
				refusal(403, 'NOT_ALLOWED'),
			);
			await refusal(409, 'RESOURCE_IN_USE')({ reply, ...rest });
		});
		const { error } = await move('4420700041');
		expect(error?.message).toMatch(
			new RegExp(`4420700041 were taken from tenant ${tenants[0]}.*could not be given back`),
		);
	});
});

test('a pool of ten thousand entries over five hundred tenants is read with a few requests', async () => {
	const all = addTenants(net.simulator, 500);
	all.forEach((tenant, index) => {
		const entries = Array.from({ length: 20 }, (_, place) => 4420800000 + index * 100 + place * 3);
		give(tenant, entries.join(';'));
	});
	Object.assign(net.simulator.state.providers.get(trunk) ?? {}, {
		did_numbers: '4420800000-4499999999',
	});
	net.simulator.log.length = 0;
	const usage = await pool('getUsage', {});
	expect(usage.error).toBeUndefined();
	expect(usage.out.filter(({ tenant_id: id }) => id)).toHaveLength(500);
	expect(usage.out[0]).toMatchObject({ assigned_count: '10000' });
	const free = await pool('getFree', { count: 500 });
	expect(free.out[0]).toMatchObject({ enough: true, count: '500' });
	expect(net.simulator.log.length).toBeLessThan(30);
});

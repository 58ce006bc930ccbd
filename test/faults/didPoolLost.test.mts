import type { IDataObject } from 'n8n-workflow';
import { sizeOf } from '../../nodes/shared/numbers/numberSet.ts';
import { numbersIn } from '../../nodes/shared/numbers/pool.ts';
import { messageIn } from '../support/node.mts';
import { lostAnswer, resetBefore } from './kinds.mts';
import { setUpNetwork, type Network } from './network.mts';
import { locator, PoolScene } from './poolScene.mts';

/** Numbers of a trunk while answers are lost, runs are stopped and others write, too. */
jest.setTimeout(30_000);

let net: Network;
let scene: PoolScene;
let from: string;
let to: string;
let third: string;
beforeAll(async () => (net = await setUpNetwork()));
beforeEach(async () => {
	await net.proxy.mend();
	net.simulator.reset();
	net.signIn(net.simulator.logins.systemAdmin);
	scene = new PoolScene(net);
	[from, to, third] = scene.tenants;
});
afterAll(async () => await net.close());

const written = (tenant = '') => new RegExp(`^POST .*assignees/${tenant}`);
const move = async (didNumbers: string) =>
	await scene.run('moveNumbers', {
		fromTenantId: locator(from),
		toTenantId: locator(to),
		didNumbers,
	});

describe.each([
	['before the PBX', resetBefore],
	['after it', lostAnswer],
])('an answer that is lost %s is looked up, and the item is done once, by', (_, fault) => {
	beforeEach(() => scene.give(from, '4420700040-4420700049'));

	test('Assign Next, for a tenant that had none', async () => {
		net.proxy.breakAt({ line: written() }, fault);
		const { out, error } = await scene.run('assignNext', { tenantId: locator(to), count: 2 });
		expect(error).toBeUndefined();
		expect(out[0]).toMatchObject({ added: '4420700000-4420700001' });
		expect(scene.held(to)).toBe('4420700000-4420700001');
	});

	test('Assign Next, for one that had some', async () => {
		net.proxy.breakAt({ line: written() }, fault);
		const { out, error } = await scene.run('assignNext', { tenantId: locator(from), count: 2 });
		expect(error).toBeUndefined();
		expect(scene.held(from)).toBe('4420700040-4420700049;4420700000-4420700001');
		expect(out[0]).toMatchObject({ pool: scene.held(from) });
	});

	test.each([
		['addNumbers', '4420700060', '4420700040-4420700049;4420700060'],
		['removeNumbers', '4420700040', '4420700041-4420700049'],
	])('%s', async (operation, numbers, becomes) => {
		net.proxy.breakAt({ line: written() }, fault);
		const { out, error } = await scene.change(operation, from, numbers);
		expect(error).toBeUndefined();
		expect(out[0]).toMatchObject({ operation: 'updated', pool: becomes });
		expect(scene.held(from)).toBe(becomes);
	});

	test('addNumbers to the trunk itself', async () => {
		net.proxy.breakAt({ line: new RegExp(`^POST .*providers/${scene.trunk}$`) }, fault);
		const { error } = await scene.run('addNumbers', {
			...{ numbersOf: 'trunk', tenantId: locator(''), didNumbers: '4420701000' },
		});
		expect(error).toBeUndefined();
		const { did_numbers: numbers } = net.simulator.state.providers.get(scene.trunk) ?? {};
		expect(numbers).toBe('4420700000-4420700999;4420701000');
	});

	test.each(['from', 'to'] as const)(
		'Move, at the write of the tenant that is "%s"',
		async (who) => {
			net.proxy.breakAt({ line: written(who === 'from' ? from : to) }, fault);
			const { out, error } = await move('4420700041');
			expect(error).toBeUndefined();
			expect(out[0]).toMatchObject({ operation: 'updated', moved: '4420700041' });
			expect(scene.held(from)).toBe('4420700040;4420700042-4420700049');
			expect(scene.held(to)).toBe('4420700041');
		},
	);
});

describe('where the PBX stays away in the middle of a move', () => {
	test('it is said which numbers are of nobody, and Add Numbers gives them to either', async () => {
		scene.give(from, '4420700040-4420700049');
		net.proxy.breakAt({ line: written(to), times: 9 }, resetBefore);
		const { error } = await move('4420700041');
		expect(error?.message).toMatch(/4420700041 were taken from tenant .*not known who has them/);
		expect(error?.description).toMatch(/Find Owner/);
		await net.proxy.mend();
		expect((await scene.change('addNumbers', to, '4420700041')).error).toBeUndefined();
		expect(scene.held(to)).toBe('4420700041');
	});
});

describe('a stop', () => {
	test.each(['assignNext', 'addNumbers', 'removeNumbers', 'moveNumbers'])(
		'in the middle of twenty items of %s leaves no number with two tenants',
		async (operation) => {
			scene = new PoolScene(net, 40);
			const { tenants } = scene;
			const items = tenants.slice(0, 20).map((tenant, index): IDataObject => {
				const other = tenants[20 + index];
				const start = 4420700000 + index * 10;
				if (operation !== 'assignNext') scene.give(tenant, `${start}-${start + 5}`);
				const given = operation === 'addNumbers' ? start + 7 : start;
				return { tenant, other, numbers: String(given) };
			});
			net.simulator.switches.latencyMs = 10;
			const stop = new AbortController();
			setTimeout(() => stop.abort(), 150);
			const each = { __rl: true, mode: 'id', value: '={{ $json.tenant }}' };
			await scene.run(
				operation,
				{
					...(operation === 'moveNumbers'
						? { fromTenantId: each, toTenantId: { ...each, value: '={{ $json.other }}' } }
						: { tenantId: each, numbersOf: 'tenant' }),
					...(operation === 'assignNext' ? { count: 3 } : { didNumbers: '={{ $json.numbers }}' }),
				},
				{ items, stop: stop.signal },
			);
			net.simulator.switches.latencyMs = 0;
			await net.proxy.idle();
			const pools = tenants.map((tenant) => scene.held(tenant)).filter(Boolean);
			const sum = pools.reduce((count, pool) => count + sizeOf(numbersIn(pool)), 0n);
			expect(sizeOf(numbersIn(pools.join(';')))).toBe(sum);
		},
	);
});

describe('twenty at once', () => {
	test('go on beside bad ones, each with its own line', async () => {
		scene = new PoolScene(net, 20);
		const items = scene.tenants.map((tenant, index) => ({
			tenant: index % 5 === 3 ? '812345678900009999' : tenant,
		}));
		const { items: told } = await scene.run(
			'assignNext',
			{ tenantId: { __rl: true, mode: 'id', value: '={{ $json.tenant }}' }, count: 2 },
			{ items, onError: 'continueErrorOutput' },
		);
		expect(told('PortSIP', 0)).toHaveLength(16);
		expect(told('PortSIP', 0).map(({ pairedItem }) => pairedItem)).toEqual(
			items.flatMap((_, item) => (item % 5 === 3 ? [] : [{ item }])),
		);
		const refused = told('PortSIP', 1);
		expect(refused).toHaveLength(4);
		expect(messageIn(refused[0])).toMatch(/812345678900009999|no tenant|not exist/i);
		const numbers = scene.tenants.map((tenant) => scene.held(tenant)).filter(Boolean);
		expect(sizeOf(numbersIn(numbers.join(';')))).toBe(32n);
	});

	test('for one tenant come one after the other', async () => {
		const { out, error } = await scene.run(
			'addNumbers',
			{ numbersOf: 'tenant', tenantId: locator(from), didNumbers: '={{ $json.number }}' },
			{ items: Array.from({ length: 20 }, (_, index) => ({ number: `${4420700100 + index}` })) },
		);
		expect(error).toBeUndefined();
		expect(out).toHaveLength(20);
		expect(sizeOf(numbersIn(scene.held(from)))).toBe(20n);
	});
});

describe('cells of a spreadsheet', () => {
	test.each([
		['4420700040 – 4420700042', '4420700040-4420700042'],
		['4420700040\r\n4420700042', '4420700040;4420700042'],
		[4420700040, '4420700040'],
		['4420700040.0', '4420700040'],
		['4420700040, 4420700042', '4420700040;4420700042'],
	])('%p becomes %s', async (cell, becomes) => {
		const { error } = await scene.run(
			'addNumbers',
			{ numbersOf: 'tenant', tenantId: locator(from), didNumbers: '={{ $json.cell }}' },
			{ items: [{ cell }] },
		);
		expect(error).toBeUndefined();
		expect(scene.held(from)).toBe(becomes);
	});

	test.each([
		'4.42071E+11',
		'+4420700040',
		'4420700040,4420700040',
		'4420700042-4420700040',
		'0420700040',
		'all',
		'..',
	])('%s is refused before anything is asked', async (cell) => {
		const { error } = await scene.run(
			'addNumbers',
			{ numbersOf: 'tenant', tenantId: locator(from), didNumbers: '={{ $json.cell }}' },
			{ items: [{ cell }] },
		);
		expect(error?.message).toContain('"DID Numbers"');
		expect(net.simulator.log).toEqual([]);
	});
});

describe('numbers of the same provider', () => {
	test('that a tenant has on another trunk with the same host are not free', async () => {
		const { state } = net.simulator;
		const trunk = state.providers.get(scene.trunk) as IDataObject;
		state.providers.set('812345678900007777', {
			...structuredClone(trunk),
			id: '812345678900007777',
			name: 'Twin',
			hostname: String(trunk.hostname).toUpperCase(),
		});
		state.assignments.set(`812345678900007777/${third}`, {
			provider_id: '812345678900007777',
			tenant_id: third,
			did_numbers: '4420700000-4420700004',
		});
		const { out, error } = await scene.run('getFree', { count: 1 });
		expect(error).toBeUndefined();
		expect(out[0]).toMatchObject({ did_numbers: '4420700005' });
		const next = await scene.run('assignNext', { tenantId: locator(from), count: 1 });
		expect(next.out[0]).toMatchObject({ added: '4420700005' });
	});
});

test('a number that sends messages is in use', async () => {
	scene.give(from, '4420700040-4420700049');
	const acting = { actInTenant: locator(from) };
	const account = await net.run({
		...{ resource: 'smsService', operation: 'create', ...acting },
		...{ name: 'Reminders', credentials: 'fake', providerId: locator(scene.trunk) },
		additionalFields: { senderId: '+4420700044' },
	});
	expect(account.error).toBeUndefined();
	const { error } = await scene.change('removeNumbers', from, '4420700044');
	expect(error?.message).toContain('4420700044 (SMS service');
});

describe('Assign Next beside a second administrator', () => {
	const next = async (count: number) =>
		await scene.run('assignNext', { tenantId: locator(from), count });
	/** After the first write something happens on the PBX before its answer. */
	const meanwhile = (happens: () => void) =>
		net.proxy.breakAt({ line: written(from) }, async ({ forward, reply }) => {
			const answer = await forward();
			happens();
			reply(answer);
		});

	test('who takes one of the numbers away again: as many are given as were asked for', async () => {
		scene.give(from, '4420700500');
		meanwhile(() => scene.give(from, '4420700500;4420700000-4420700001'));
		const { out, error } = await next(3);
		expect(error).toBeUndefined();
		expect(sizeOf(numbersIn(scene.held(from)))).toBe(4n);
		expect(out[0]).toMatchObject({ count: '3', pool: scene.held(from) });
	});

	test('who takes the whole assignment away: it is made anew', async () => {
		meanwhile(() => net.simulator.state.assignments.clear());
		const { out, error } = await next(3);
		expect(error).toBeUndefined();
		expect(out[0]).toMatchObject({ count: '3', pool: scene.held(from) });
	});

	test('who gives the last numbers to somebody else: no empty assignment stays', async () => {
		const { state } = net.simulator;
		Object.assign(state.providers.get(scene.trunk) ?? {}, { did_numbers: '4420700000-4420700001' });
		meanwhile(() => scene.give(third, '4420700000-4420700001'));
		const { error } = await next(2);
		expect(error?.message).toContain('has no 2 free numbers');
		expect([...state.assignments.keys()]).toEqual([`${scene.trunk}/${third}`]);
	});

	test.each([
		['before the PBX', resetBefore],
		['after it', lostAnswer],
	])('and the answer to giving them back is lost %s', async (_, fault) => {
		scene.give(from, '4420700500');
		net.proxy.breakAt({ line: written(from) }, async ({ forward, reply }) => {
			const answer = await forward();
			scene.give(third, '4420700000-4420700001');
			net.proxy.breakAt({ line: written(from) }, fault);
			reply(answer);
		});
		const { out, error } = await next(2);
		expect(error).toBeUndefined();
		expect(sizeOf(numbersIn(scene.held(from)))).toBe(3n);
		expect(out[0]).toMatchObject({ pool: scene.held(from) });
		expect(scene.held(third)).toBe('4420700000-4420700001');
	});
});

import type { IDataObject } from 'n8n-workflow';
import { newTenant } from '../support/node.mts';
import { addRecords, linesOf } from '../support/pbx.mts';
import { lostAnswer, resetBefore } from './kinds.mts';
import { setUpNetwork, type Network } from './network.mts';

/** Create or Update in a PBX that others change, over a network that breaks. */
let net: Network;
beforeAll(async () => (net = await setUpNetwork()));
beforeEach(async () => {
	await net.proxy.mend();
	net.simulator.reset();
	net.signIn(net.simulator.logins.systemAdmin);
	net.signIn(net.simulator.logins.tenantUser, 'tenant');
});
afterAll(async () => await net.close());

const tenants = () => [...net.simulator.state.tenants.values()];
const tenantAt = (domain: string) =>
	tenants().filter((each) => String(each.domain).toLowerCase() === domain);
const writes = () => linesOf(net.simulator).filter((line) => line.startsWith('POST'));

/** Create or Update with the fields of each item. */
const upsert = (fields: IDataObject, more: IDataObject = {}) => ({
	resource: 'tenant',
	operation: 'upsert',
	...Object.fromEntries(Object.keys(newTenant('x')).map((name) => [name, `={{ $json.${name} }}`])),
	additionalFields: fields,
	...more,
});
const run = async (items: IDataObject[], fields: IDataObject = {}, more: IDataObject = {}) =>
	await net.run(upsert(fields, more), { items });
const CREATE = /^POST \/api\/tenants$/;
const UPDATE = /^POST \/api\/tenants\/\d+$/;

describe('the same record', () => {
	test('is one also where it stands twice in a list of twenty at once', async () => {
		const items = Array.from({ length: 20 }, (_, index) => newTenant(`Twin ${index % 10}`));
		const { out, error } = await run(items);
		expect(error).toBeUndefined();
		const became = out.map(({ operation }) => operation);
		expect(became.filter((each) => each === 'created')).toHaveLength(10);
		expect(became.filter((each) => each === 'unchanged')).toHaveLength(10);
		expect(new Set(out.map(({ id }) => id)).size).toBe(10);
	});

	test.each([
		['minds capitals', { eqMindsCapitals: true }],
		['does not', { eqMindsCapitals: false }],
		['ignores the filter', { filterIgnoredBy: '.' }],
	])('is found whatever its capitals, in a list that %s', async (_, switches) => {
		Object.assign(net.simulator.switches, switches);
		addRecords(net.simulator, 'tenants', 1, () => ({
			...tenants()[0],
			name: 'Capital',
			domain: 'CAPITAL.Example',
		}));
		const { out, error } = await run([{ ...newTenant('Capital'), domain: 'capital.example' }]);
		expect(error).toBeUndefined();
		expect(out[0].operation).not.toBe('created');
		expect(tenantAt('capital.example')).toHaveLength(1);
	});

	test('that somebody else makes meanwhile is changed, not made twice', async () => {
		net.simulator.changes.push({
			method: 'POST',
			path: '^/tenants$',
			request: {
				path: '/tenants',
				body: { ...newTenant('Race'), website: 'https://other.example' },
			},
		});
		const { out, error } = await run([newTenant('Race')]);
		expect(error).toBeUndefined();
		expect(out[0]).toMatchObject({
			operation: 'updated',
			changed: [
				{
					field: 'website',
					before: 'https://other.example',
					after: 'https://www.customer.example',
				},
			],
		});
		expect(tenantAt('race.example')).toHaveLength(1);
	});

	test('that somebody else deletes meanwhile is made again', async () => {
		const rule = { resource: 'ipRule', operation: 'upsert', cidr: '10.9.0.0/16', target: 'DENY' };
		const [id] = addRecords(net.simulator, 'ipFilters', 1, () => ({
			cidr: '10.9.0.0/16',
			target: 'DENY',
		}));
		net.simulator.changes.push({
			method: 'GET',
			path: `^/ip_filters/${id}$`,
			request: { path: `/ip_filters/${id}/destroy` },
		});
		const { out, error } = await net.run(rule);
		expect(error).toBeUndefined();
		expect(out[0].operation).toBe('created');
	});

	test('keeps what somebody else changes in it between our read and our write', async () => {
		await run([newTenant('Two')]);
		const [{ id }] = tenantAt('two.example');
		net.simulator.changes.push({
			method: 'POST',
			path: `^/tenants/${id}$`,
			request: { path: `/tenants/${id}`, body: { max_extensions: 77 } },
		});
		const { out } = await run([{ ...newTenant('Two'), website: 'https://new.example' }]);
		expect(out[0]).toMatchObject({ operation: 'updated', changed: [{ field: 'website' }] });
		expect(tenantAt('two.example')[0]).toMatchObject({
			max_extensions: 77,
			website: 'https://new.example',
		});
	});

	test('is refused where several have the key, with their IDs', async () => {
		const twins = addRecords(net.simulator, 'tenants', 2, (index) => ({
			...tenants()[0],
			name: 'Same',
			domain: `same${index}.example`,
		}));
		const { error } = await run(
			[{ ...newTenant('Same'), domain: 'c.example' }],
			{},
			{ matchBy: 'name' },
		);
		expect(error?.message).toContain('More than one tenant has the Name "Same"');
		expect(error?.description).toContain(twins.join(', '));
		expect(writes()).toEqual([]);
	});
});

describe('an answer that is lost', () => {
	test.each([
		['before the PBX', resetBefore],
		['after it', lostAnswer],
	])('to the creation, %s: one record, and it is said so', async (_, fault) => {
		net.proxy.breakAt({ line: CREATE }, fault);
		const { out, error } = await run([newTenant('Lost')]);
		expect(error).toBeUndefined();
		expect(out[0]).toMatchObject({ operation: 'created', id: tenantAt('lost.example')[0].id });
		expect(tenantAt('lost.example')).toHaveLength(1);
	});

	test.each([
		['before the PBX', resetBefore],
		['after it', lostAnswer],
	])('to the change, %s: it is done once, and said so', async (_, fault) => {
		await run([newTenant('Late')]);
		net.proxy.breakAt({ line: UPDATE }, fault);
		const { out, error } = await run([{ ...newTenant('Late'), name: 'Later' }]);
		expect(error).toBeUndefined();
		expect(out[0]).toMatchObject({
			operation: 'updated',
			changed: [{ field: 'name', after: 'Later' }],
		});
		expect(tenantAt('late.example')[0].name).toBe('Later');
	});

	test('and the next run completes what was stopped in the middle', async () => {
		const items = Array.from({ length: 30 }, (_, index) => newTenant(`Half ${index}`));
		const stop = new AbortController();
		setTimeout(() => stop.abort(), 40);
		net.simulator.switches.latencyMs = 5;
		await net.run(upsert({}), { items, stop: stop.signal });
		net.simulator.switches.latencyMs = 0;
		const { out, error } = await run(items);
		expect(error).toBeUndefined();
		expect(out).toHaveLength(30);
		expect(tenants().filter(({ name }) => String(name).startsWith('Half'))).toHaveLength(30);
	});
});

describe('what cannot be changed', () => {
	test('fails with both values before anything is written', async () => {
		const { error } = await net.run(
			{
				resource: 'extension',
				operation: 'upsert',
				matchBy: 'name',
				extensionNumber: '9999',
				displayName: 'Ada',
				name: String([...net.simulator.state.users.values()][0].name),
				email: 'ada@customer.example',
				role: { __rl: true, mode: 'id', value: 'StandardUser' },
			},
			{ credential: 'tenant' },
		);
		const held = String([...net.simulator.state.users.values()][0].extension_number);
		expect(error?.message).toContain(`"Extension Number" is "${held}" on the PBX and "9999" here`);
		expect(writes()).toEqual([]);
	});

	test('nor a number that a call queue has', async () => {
		const number = '8765';
		const queue = { resource: 'callQueue', operation: 'create', name: 'Sales' };
		await net.run({ ...queue, extensionNumber: number }, { credential: 'tenant' });
		net.simulator.log.length = 0;
		const { error } = await net.run(
			{
				resource: 'extension',
				operation: 'upsert',
				extensionNumber: number,
				displayName: 'Ada',
				name: 'ada.new',
				email: 'ada@customer.example',
				generatePasswords: true,
				role: { __rl: true, mode: 'id', value: 'StandardUser' },
			},
			{ credential: 'tenant' },
		);
		expect(error?.message).toContain(`${number} is not free for the extension`);
		expect(writes()).toEqual([]);
	});
});

describe('passwords', () => {
	const admin = (password: string, options: IDataObject = {}) => ({
		resource: 'administrator',
		operation: 'upsert',
		name: 'night.admin',
		password,
		email: 'night@customer.example',
		displayName: 'Night',
		options,
	});
	const password = () =>
		[...net.simulator.state.administrators.values()].find(({ name }) => name === 'night.admin')
			?.password;

	test('that a new record lacks stop the item, unless they may be made up', async () => {
		const missing = await net.run(admin(''));
		expect(missing.error?.message).toContain(
			'"Password" is empty, and there is no such administrator',
		);
		expect(writes()).toEqual([]);
		const made = await net.run({ ...admin(''), generatePasswords: true, returnPasswords: true });
		expect(made.out[0]).toMatchObject({ operation: 'created', password: password() });
	});

	test('go along with a change only where that is asked for', async () => {
		await net.run(admin('Xk7!qTz9wLp'));
		const second = await net.run(admin('Rm4#vBn8sHc'));
		expect(second.out[0]).toMatchObject({ operation: 'unchanged', notCompared: ['password'] });
		expect(password()).toBe('Xk7!qTz9wLp');
		const third = await net.run(admin('Rm4#vBn8sHc', { sendPasswords: 'always' }));
		expect(third.out[0]).toMatchObject({
			operation: 'updated',
			changed: [{ field: 'password', before: '***', after: '***' }],
		});
		expect(password()).toBe('Rm4#vBn8sHc');
	});
});

describe('the dealer of a tenant', () => {
	test('is given when it is created, and changed later', async () => {
		const [first] = net.simulator.state.dealers.values();
		const [second] = addRecords(net.simulator, 'dealers', 1, () => ({
			...first,
			name: 'second.dealer',
		}));
		const dealer = (value: unknown) => ({
			dealerId: { __rl: true, mode: 'id', value: String(value) },
		});
		const created = await run([newTenant('Owned')], {}, dealer(first.id));
		expect(created.error).toBeUndefined();
		const [{ id }] = tenantAt('owned.example');
		const links = () =>
			[...net.simulator.state.tenantDealers.values()]
				.filter(({ tenant_id }) => tenant_id === id)
				.map(({ dealer_id }) => dealer_id);
		expect(links()).toEqual([first.id]);
		expect((await run([newTenant('Owned')], {}, dealer(first.id))).out[0].operation).toBe(
			'unchanged',
		);
		const moved = await run([newTenant('Owned')], {}, dealer(second));
		expect(moved.out[0]).toMatchObject({
			operation: 'updated',
			changed: [{ field: 'dealer_id', before: first.id, after: second }],
		});
		expect(links()).toEqual([second]);
	});
});

describe('a dry run', () => {
	test('says what would be created and changed, and writes nothing', async () => {
		await run([newTenant('Known')]);
		net.simulator.log.length = 0;
		const { out } = await run(
			[{ ...newTenant('Known'), name: 'Renamed' }, newTenant('New')],
			{},
			{ options: { dryRun: true } },
		);
		expect(out[0]).toMatchObject({
			dryRun: true,
			operation: 'updated',
			changed: [{ field: 'name', before: 'Known', after: 'Renamed' }],
		});
		expect(out[1]).toMatchObject({ dryRun: true, operation: 'created' });
		expect(out[1]).not.toHaveProperty('id');
		expect(writes()).toEqual([]);
	});
});

describe('requests', () => {
	test('are at most 1.1 for each of two hundred records that are as wanted', async () => {
		const items = Array.from({ length: 200 }, (_, index) => newTenant(`Many ${index}`));
		const first = await run(items);
		expect(first.error).toBeUndefined();
		net.simulator.log.length = 0;
		const { out } = await run(items);
		expect(out.every(({ operation }) => operation === 'unchanged')).toBe(true);
		expect(net.simulator.log.length).toBeLessThanOrEqual(220);
	});
});

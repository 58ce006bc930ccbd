import { findOutside, findOverlap, parsePool } from '../../simulator/did.mts';
import { detail, newTenant, newTrunk, refusal, setUp, type Client, type Setup } from './client.mts';

let pbx: Setup;
let admin: Client;
let trunk: string;
let tenant: string;
beforeAll(async () => {
	pbx = await setUp();
});
beforeEach(async () => {
	pbx.simulator.reset();
	admin = await pbx.admin();
	[trunk] = pbx.simulator.state.providers.keys();
	tenant = (await admin.post('/tenants', newTenant())).body.id;
});
afterAll(() => pbx.simulator.close());

const assign = (did_numbers: string, id = tenant) =>
	admin.post(`/providers/${trunk}/assignees/${id}`, { did_numbers, concurrency: 3 });

describe('a DID pool', () => {
	it.each([
		'',
		'1000',
		'1000;1002',
		' 1000 ; 2000 - 2999 ',
		'100-199;1000-1999',
		'100',
		'9'.repeat(20),
	])('may be "%s"', (text) => {
		expect(() => parsePool(text)).not.toThrow();
	});

	it.each([
		'+1000',
		'01000',
		'0049',
		'1000-02000',
		'1000;',
		';1000',
		'1000,1001',
		'2000-1000',
		'1000-20000',
		'10a0',
		'1000--2000',
		'1000-2000-3000',
		'1000;1000',
		'1000-2000;1500',
		'1000-2000;2000-3000',
		'12',
		'10-99',
		'9'.repeat(21),
	])('must not be "%s"', (text) => {
		expect(() => parsePool(text)).toThrow(/not valid/);
	});

	it('meets another one in a shared number of the same length', () => {
		const shared = (one: string, two: string) => findOverlap(parsePool(one), parsePool(two))?.text;
		expect(shared('500;1000-2000', '2000-3000')).toBe('1000-2000');
		expect(shared('1000-1999', '2000-3000')).toBeUndefined();
		expect(shared('1000-1999', '10000-19999')).toBeUndefined();
		// Equal as JavaScript numbers, but not the same.
		expect(shared('90071992547409920', '90071992547409921')).toBeUndefined();
	});

	it('lies inside another one only as a whole', () => {
		const outside = (one: string, two: string) => findOutside(parsePool(one), parsePool(two))?.text;
		expect(outside('1000;1500-1600', '1000-2000')).toBeUndefined();
		expect(outside('1000;1500-2001', '1000-2000')).toBe('1500-2001');
	});
});

describe('a trunk', () => {
	it('is created, listed in short, read, updated and destroyed', async () => {
		const created = await admin.post('/providers', newTrunk({ password: 'fake', auth_id: 'a' }));
		expect(created.status).toBe(201);
		const { id } = created.body;
		const { body } = await admin.get(`/providers/${id}`);
		expect(body).toMatchObject({ id, register_interval: 600, keep_alive: true, shared: true });
		expect(body).not.toHaveProperty('password');
		expect((await admin.get('/providers?skip=1')).body.items[0]).not.toHaveProperty('concurrency');
		expect((await admin.post(`/providers/${id}`, { port: 5070 })).status).toBe(200);
		expect((await admin.get(`/providers/${id}`)).body).toEqual({ ...body, port: 5070 });
		expect((await admin.get(`/providers/${id}/status`)).body).toEqual({ status: 'ONLINE' });
		expect((await admin.post(`/providers/${id}/destroy`)).status).toBe(204);
		expect((await admin.get(`/providers/${id}`)).status).toBe(404);
	});

	it('needs its transport, which then stays', async () => {
		const { state } = pbx.simulator;
		const byProtocol = Object.fromEntries(
			[...state.transports.values()].map(({ protocol, id }) => [protocol, id]),
		);
		expect((await admin.post(`/transports/${byProtocol.TLS}/destroy`)).status).toBe(204);
		const answer = await admin.post('/providers', newTrunk({ transport: 'TLS' }));
		expect([refusal(answer), detail(answer)]).toEqual([
			'400 VALIDATE_FAILED',
			expect.stringContaining('transport: '),
		]);
		expect(refusal(await admin.post(`/transports/${byProtocol.UDP}/destroy`))).toBe(
			'409 RESOURCE_IN_USE',
		);
	});

	it('that registers has host name and authentication id of its own', async () => {
		const registering = (changes: object) =>
			newTrunk({ auth_mode: 'REGISTER_AUTH', hostname: 'reg.example', auth_id: 'one', ...changes });
		expect((await admin.post('/providers', registering({}))).status).toBe(201);
		for (const same of [
			{ hostname: 'REG.example' },
			{ hostname: ' reg.example ' },
			{ auth_id: 'ONE' },
			{ auth_id: 'one ', hostname: 'Reg.Example' },
		]) {
			expect(refusal(await admin.post('/providers', registering(same)))).toBe(
				'409 RESOURCE_EXISTS',
			);
		}
		for (const changes of [
			{ auth_id: 'two' },
			{ hostname: 'b.example' },
			{ auth_mode: 'IP_AUTH' },
		]) {
			expect((await admin.post('/providers', registering(changes))).status).toBe(201);
		}
	});

	it('has a pool that can be read', async () => {
		const answer = await admin.post('/providers', newTrunk({ did_numbers: '+4420;1000' }));
		expect(detail(answer)).toMatch(/^did_numbers: /);
		expect((await admin.post(`/providers/${trunk}`, { did_numbers: '2000-1000' })).status).toBe(
			400,
		);
	});

	it('of a tenant is its own, and not IP-based', async () => {
		const office = await pbx.office();
		const ip = await office.post('/providers', newTrunk({ auth_mode: 'IP_AUTH' }));
		expect(refusal(ip)).toBe('403 FORBIDDEN');
		const { id } = (await office.post('/providers', newTrunk())).body;
		expect((await office.get(`/providers/${id}`)).body).toMatchObject({
			auth_mode: 'REGISTER_AUTH',
			shared: false,
		});
		expect((await office.post(`/providers/${id}`, { port: 5099 })).status).toBe(200);
		expect((await admin.get(`/providers/${id}`)).status).toBe(404);
		expect((await office.post(`/providers/${id}/destroy`)).status).toBe(204);
	});

	it('of the system shows a tenant its range, and cannot be changed by it', async () => {
		const office = await pbx.office();
		const { body } = await office.get('/providers');
		expect(body).toMatchObject({
			count: 1,
			items: [{ id: trunk, shared: true, did_numbers: '4420700000-4420700099' }],
		});
		expect((await office.post(`/providers/${trunk}`, { port: 1 })).status).toBe(403);
		expect((await office.post(`/providers/${trunk}/destroy`)).status).toBe(403);
	});

	it('is closed to tenants if the PBX has no trunks of tenants', async () => {
		await admin.post('/admin/settings', { enable_tenant_level_trunk: false });
		const office = await pbx.office();
		expect(refusal(await office.post('/providers', newTrunk()))).toBe('403 FORBIDDEN');
	});

	it('is exported', async () => {
		await admin.post('/providers', newTrunk({ name: 'With "quotes", and more' }));
		const { text, headers } = await admin.get('/providers/export');
		expect(headers.get('content-type')).toBe('application/octet-stream');
		expect(headers.get('content-disposition')).toBe('attachment; filename="providers.csv"');
		const lines = text.split('\r\n');
		expect(lines[0]).toBe('id,name,enabled,brand,hostname,port,did_numbers');
		expect(lines[2]).toContain('"With ""quotes"", and more"');
	});
});

describe('an assignment', () => {
	it('is made, read, changed and removed', async () => {
		const path = `/providers/${trunk}/assignees/${tenant}`;
		expect((await admin.get(path)).status).toBe(404);
		const made = await assign('5000-5099');
		expect([made.status, made.text]).toEqual([204, '']);
		expect((await admin.get(path)).body).toEqual({
			tenant_id: tenant,
			tenant_name: 'New Tenant',
			did_numbers: '5000-5099',
			concurrency: 3,
		});
		expect((await assign('5000-5199')).status).toBe(204);
		const { body } = await admin.get(`/providers/${trunk}/assignees`);
		expect(body.items.map((item: { did_numbers: string }) => item.did_numbers)).toEqual([
			'4420700000-4420700099',
			'5000-5199',
		]);
		expect((await admin.post(`${path}/destroy`)).status).toBe(204);
		expect((await admin.post(`${path}/destroy`)).status).toBe(404);
	});

	it('needs a trunk and a tenant', async () => {
		expect((await assign('1000', '1')).status).toBe(404);
		expect((await admin.post(`/providers/1/assignees/${tenant}`, {})).status).toBe(404);
	});

	it('must not share a number with another tenant on the same trunk', async () => {
		Object.assign(pbx.simulator.switches, { overlapCode: 'SHARED', overlapStatus: 422 });
		const answer = await assign('100;4420700099-4420700150');
		expect([refusal(answer), detail(answer)]).toEqual([
			'422 SHARED',
			expect.stringContaining('4420700099-4420700150'),
		]);
		expect((await assign('4420700100-4420700150')).status).toBe(204);
		const other = (await admin.post('/providers', newTrunk())).body.id;
		const same = { did_numbers: '4420700000' };
		expect((await admin.post(`/providers/${other}/assignees/${tenant}`, same)).status).toBe(204);
	});

	it.each([
		[false, 204, 200],
		[true, 400, 409],
	])('with checkPoolOfTrunk %s', async (checked, outside, shrunk) => {
		pbx.simulator.switches.checkPoolOfTrunk = checked;
		expect((await assign('4420700100-4420700150')).status).toBe(204);
		expect((await assign('4420700990-4420701000')).status).toBe(outside);
		const smaller = { did_numbers: '4420700000-4420700120' };
		expect((await admin.post(`/providers/${trunk}`, smaller)).status).toBe(shrunk);
	});

	it('keeps its trunk from being deleted', async () => {
		expect(refusal(await admin.post(`/providers/${trunk}/destroy`))).toBe('409 RESOURCE_IN_USE');
	});

	it('stays while the tenant presents its numbers', async () => {
		const office = await pbx.office();
		const { id } = (await office.get('/tenant')).body;
		const path = `/providers/${trunk}/assignees/${id}/destroy`;
		const entry = { provider_id: trunk, caller_id: '4420700001' };
		await office.post('/tenant', { outbound_caller_ids: [entry] });
		expect(refusal(await admin.post(path))).toBe('409 RESOURCE_IN_USE');
		await office.post('/tenant', { outbound_caller_ids: [] });
		expect((await admin.post(path)).status).toBe(204);
		expect((await office.get('/providers')).body.count).toBe(0);
	});
});

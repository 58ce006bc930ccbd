import {
	create,
	detail,
	newTenant,
	newTrunk,
	refusal,
	setUp,
	type Client,
	type Setup,
} from './client.mts';

let pbx: Setup;
let admin: Client;
beforeAll(async () => {
	pbx = await setUp();
});
beforeEach(async () => {
	pbx.simulator.reset();
	admin = await pbx.admin();
});
afterAll(() => pbx.simulator.close());

describe('a tenant', () => {
	it('is created with defaults, listed, read, updated in part and destroyed', async () => {
		pbx.simulator.switches.tenantDeletionMs = 0;
		const body = newTenant({ e164: { prefix: '9' } });
		const id = await create(admin, '/tenants', body);
		const listed = (await admin.get(`/tenants?filter=name%20eq%20'New%20Tenant'`)).body;
		expect(listed).toMatchObject({ count: 1, items: [{ id, domain: body.domain }] });
		expect(listed.items[0]).not.toHaveProperty('max_ring_groups');
		const read = (await admin.get(`/tenants/${id}`)).body;
		expect(read).toMatchObject({
			...body,
			id,
			enabled: true,
			max_ring_groups: 20,
			extension_im_disk_quota: '1GB',
			e164: { prefix: '9', remove_duplicate_countries: true },
			cdr_event: { enabled: false, auth: 'DISABLE' },
		});
		const updated = await admin.post(`/tenants/${id}`, { currency: 'USD', e164: { prefix: '8' } });
		expect([updated.status, updated.text]).toEqual([200, '']);
		const e164 = { ...read.e164, prefix: '8' };
		expect((await admin.get(`/tenants/${id}`)).body).toEqual({ ...read, currency: 'USD', e164 });
		const destroyed = await admin.post(`/tenants/${id}/destroy`);
		expect([destroyed.status, destroyed.text]).toEqual([204, '']);
		for (const [method, path] of [
			['GET', ''],
			['POST', ''],
			['POST', '/destroy'],
		]) {
			const answer = await admin.send(`/api/tenants/${id}${path}`, { method });
			expect(refusal(answer)).toBe('404 NOT_FOUND');
		}
	});

	it('has an id that does not survive as a number', async () => {
		const [one, two] = [
			await create(admin, '/tenants', newTenant()),
			await create(admin, '/tenants', newTenant()),
		];
		expect(BigInt(two)).toBeGreaterThan(BigInt(one));
		for (const id of [one, two]) expect(String(Number(id))).not.toBe(id);
	});

	it('stays in the list while it is being deleted', async () => {
		pbx.simulator.switches.tenantDeletionMs = 60_000;
		const { domain, ...rest } = newTenant();
		const id = await create(admin, '/tenants', { ...rest, domain });
		await admin.post(`/tenants/${id}/destroy`);
		expect((await admin.get('/tenants')).body.count).toBe(2);
		expect((await admin.get(`/tenants/${id}`)).status).toBe(200);
		expect((await admin.post(`/tenants/${id}/destroy`)).status).toBe(204);
		expect(refusal(await admin.post(`/tenants/${id}`, { name: 'x' }))).toBe('409 RESOURCE_IN_USE');
		expect((await admin.post(`/tenants/switch?id=${id}`)).status).toBe(404);
		expect(refusal(await admin.post('/tenants', { ...rest, domain }))).toBe('409 RESOURCE_EXISTS');
		pbx.simulator.switches.tenantDeletionMs = 0;
		expect((await admin.get('/tenants')).body.count).toBe(1);
		expect((await admin.get(`/tenants/${id}`)).status).toBe(404);
		await create(admin, '/tenants', { ...rest, domain });
	});

	it('takes its users and assignments along', async () => {
		pbx.simulator.switches.tenantDeletionMs = 0;
		const office = await pbx.office();
		const [id] = pbx.simulator.state.tenants.keys();
		await admin.post(`/tenants/${id}/destroy`);
		expect((await office.get('/tenant')).status).toBe(401);
		const [trunk] = pbx.simulator.state.providers.keys();
		expect((await admin.get(`/providers/${trunk}/assignees`)).body).toEqual({ items: [] });
		expect((await admin.post(`/providers/${trunk}/destroy`)).status).toBe(204);
	});

	it('has a domain of its own, whatever the case', async () => {
		pbx.simulator.switches.duplicateCode = 'TAKEN';
		pbx.simulator.switches.duplicateStatus = 422;
		const domain = 'SAMPLE.example';
		expect(refusal(await admin.post('/tenants', newTenant({ domain })))).toBe('422 TAKEN');
		const id = await create(admin, '/tenants', newTenant());
		expect(refusal(await admin.post(`/tenants/${id}`, { domain }))).toBe('422 TAKEN');
		const own = (await admin.get(`/tenants/${id}`)).body.domain.toUpperCase();
		expect((await admin.post(`/tenants/${id}`, { domain: own })).status).toBe(200);
	});

	it.each([
		['domain', 'PBX.example'],
		['domain', '192.0.2.10'],
		['domain', 'with space.example'],
		['timezone', 'Europe/Atlantis'],
		['timezone', '+02:00'],
		['currency', 'Euro'],
		['currency', 'eur'],
		['region', 'DE'],
		['region', 'XYZ'],
	])('is refused with the %s %s', async (field, value) => {
		const created = await admin.post('/tenants', newTenant({ [field]: value }));
		expect([refusal(created), detail(created)]).toEqual([
			'400 VALIDATE_FAILED',
			expect.stringContaining(`${field}: `),
		]);
		const [id] = pbx.simulator.state.tenants.keys();
		const before = (await admin.get(`/tenants/${id}`)).body;
		expect((await admin.post(`/tenants/${id}`, { [field]: value })).status).toBe(400);
		expect((await admin.get(`/tenants/${id}`)).body).toEqual(before);
	});

	it('is the same record for its own administrator', async () => {
		const office = await pbx.office();
		const { id } = (await office.get('/tenant')).body;
		expect((await office.post('/tenant', { name: 'Renamed' })).status).toBe(200);
		expect((await admin.get(`/tenants/${id}`)).body.name).toBe('Renamed');
		expect((await office.get('/tenant')).body).not.toHaveProperty('email_recipients');
	});

	it('presents numbers of its own pool only', async () => {
		const office = await pbx.office();
		const [provider_id] = pbx.simulator.state.providers.keys();
		const set = (entry: object) => office.post('/tenant', { outbound_caller_ids: [entry] });
		expect((await set({ provider_id, caller_id: '4420700099' })).status).toBe(200);
		expect(refusal(await set({ provider_id, caller_id: '4420700100' }))).toBe(
			'400 VALIDATE_FAILED',
		);
		expect(refusal(await set({ provider_id: '1', caller_id: '4420700099' }))).toBe(
			'400 VALIDATE_FAILED',
		);
	});

	it('keeps its password policy, whatever is sent for it', async () => {
		const office = await pbx.office();
		const before = (await office.get('/tenant/password_policy')).body;
		await office.post('/tenant', { password_policy: 'strong' });
		expect((await office.get('/tenant/password_policy')).body).toEqual(before);
		await office.post('/tenant', { password_policy: { min_length: 8 } });
		const after = (await office.get('/tenant/password_policy')).body;
		expect(after).toEqual({ ...before, min_length: 8 });
		const id = await create(admin, '/tenants', newTenant({ password_policy: 5 }));
		expect((await admin.get(`/tenants/${id}`)).status).toBe(200);
	});

	it('is summed up for the system and the dealer', async () => {
		const { body } = await admin.post('/tenants/summaries/query', {});
		expect(body.items).toMatchObject([{ domain: 'sample.example', current_extensions: 1 }]);
	});
});

describe('switched-off features', () => {
	it('close trunks and billing to the tenant', async () => {
		const office = await pbx.office();
		const [id] = pbx.simulator.state.tenants.keys();
		const off = { enable_feature_trunks: false, enable_feature_billing: false };
		expect((await office.get('/tenant/balance')).status).toBe(200);
		await admin.post(`/tenants/${id}`, off);
		expect(refusal(await office.post('/providers', newTrunk()))).toBe('403 FORBIDDEN');
		expect(refusal(await office.get('/tenant/balance'))).toBe('403 FORBIDDEN');
	});
});

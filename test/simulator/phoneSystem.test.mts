import { create, newTenant, newUser, refusal, setUp, type Client, type Setup } from './client.mts';

let pbx: Setup;
let office: Client;
let admin: Client;
let tenantId: string;
beforeAll(async () => {
	pbx = await setUp();
});
beforeEach(async () => {
	pbx.simulator.reset();
	[office, admin] = [await pbx.office(), await pbx.admin()];
	[tenantId] = pbx.simulator.state.tenants.keys();
});
afterAll(() => pbx.simulator.close());

let serial = 5000;
const bodies: Record<string, () => object> = {
	'/ring_groups': () => ({ name: 'Group', extension_number: String(++serial) }),
	'/call_queues': () => ({
		name: 'Queue',
		extension_number: String(++serial),
		polling_strategy: 'CYCLIC_HUNT',
	}),
	'/ivrs': () => ({ name: 'Menu', extension_number: String(++serial), pin: '482915' }),
	'/conference_rooms': () => ({
		subject: 'Room',
		mode: 'AUDIO',
		capacity: 5,
		extension_number: String(++serial),
	}),
};
const statuses: Record<string, number> = { '/ring_groups': 200, '/call_queues': 200 };

describe('the limits of a tenant', () => {
	it.each([
		['/ring_groups', 'max_ring_groups'],
		['/call_queues', 'max_call_queues'],
		['/ivrs', 'max_virtual_receptionists'],
		['/conference_rooms', 'max_conference_rooms'],
	])('stop %s at %s', async (path, limit) => {
		await admin.post(`/tenants/${tenantId}`, { [limit]: 1 });
		const status = statuses[path] ?? 201;
		const id = await create(office, path, bodies[path](), status);
		const refused = await office.post(path, bodies[path]());
		expect([refusal(refused), refused.body.errors[0].detail]).toEqual([
			'400 LIMIT_EXCEEDED',
			limit,
		]);
		expect((await office.post(`${path}/${id}`, {})).status).toBe(200);
		await office.post(`${path}/${id}/destroy`);
		await create(office, path, bodies[path](), status);
	});
});

describe('agents', () => {
	it.each(['/ring_groups', '/call_queues'])('of %s are replaced as a whole', async (path) => {
		const id = await create(office, path, bodies[path](), 200);
		const [one, two] = [newUser(), newUser()];
		for (const user of [one, two]) await create(office, '/users', user);
		const set = (...users: Array<Record<string, unknown>>) =>
			office.post(`${path}/${id}/agents`, {
				items: users.map(({ extension_number }) => ({ extension_number, skill_level: 7 })),
			});
		const numbers = async () =>
			(await office.get(`${path}/${id}/agents`)).body.items.map(
				(agent: { extension_number: string }) => agent.extension_number,
			);
		expect((await set(two, one)).status).toBe(200);
		expect(await numbers()).toEqual([two.extension_number, one.extension_number]);
		await set(one);
		expect(await numbers()).toEqual([one.extension_number]);
		expect(refusal(await set({ extension_number: '9999' }))).toBe('400 VALIDATE_FAILED');
		expect(await numbers()).toEqual([one.extension_number]);
	});

	it('have a state in each queue, and go with their user', async () => {
		const id = await create(office, '/call_queues', bodies['/call_queues'](), 200);
		const body = newUser();
		const user = await create(office, '/users', body);
		const number = String(body.extension_number);
		await office.post(`/call_queues/${id}/agents`, { items: [{ extension_number: number }] });
		expect((await office.get(`/users/${user}/call_queues`)).body.items).toMatchObject([{ id }]);
		await office.post(`/users/${user}/call_queues/${id}/agent`, { status: 'READY' });
		expect((await office.get(`/call_queues/${id}/agents/${number}`)).body).toEqual({
			extension_number: number,
			display_name: 'Person',
			skill_level: 1,
			status: 'READY',
		});
		await office.post(`/users/${user}/destroy`);
		expect((await office.get(`/call_queues/${id}/agents`)).body).toEqual({ items: [] });
	});
});

describe('groups', () => {
	it('take members by their number', async () => {
		const id = await create(office, '/groups', { name: 'Sales' });
		expect((await office.post(`/groups/${id}/members/1001`)).status).toBe(200);
		expect((await office.post(`/groups/${id}/members/1001`)).status).toBe(200);
		expect((await office.get(`/groups/${id}/members`)).body.items).toMatchObject([
			{ extension_number: '1001', name: 'office' },
		]);
		expect((await office.post(`/groups/${id}/members/4711`)).status).toBe(404);
		expect((await office.post(`/groups/${id}/members/1001/destroy`)).status).toBe(204);
		expect((await office.post(`/groups/${id}/members/1001/destroy`)).status).toBe(404);
	});
});

describe('roles', () => {
	it('include the built-in ones, which are reserved and read-only', async () => {
		const { body } = await office.get('/roles');
		expect(body.items.map(({ name }: { name: string }) => name)).toEqual([
			'Admin',
			'StandardUser',
			'StandardInternationalUser',
			'QueueManager',
		]);
		expect((await office.get('/roles/role-Admin')).body).toMatchObject({ protected: true });
		expect((await office.post('/roles/role-Admin', { description: 'x' })).status).toBe(403);
		expect((await office.post('/roles/Admin/destroy')).status).toBe(403);
		const reserved = await office.post('/roles', { name: 'siteadmin', permissions: {} });
		expect(refusal(reserved)).toBe('400 VALIDATE_FAILED');
	});

	it('can be made, given to users, renamed, and removed when nobody has them', async () => {
		const made = await office.post('/roles', { name: 'Desk', permissions: {} });
		expect([made.status, made.body]).toEqual([201, { name: 'Desk' }]);
		expect(refusal(await office.post('/roles', { name: 'DESK', permissions: {} }))).toBe(
			'409 RESOURCE_EXISTS',
		);
		const user = await create(office, '/users', newUser({ role: 'Desk' }));
		const { role_id } = (await office.get(`/users/${user}`)).body;
		expect((await office.get(`/roles/${role_id}`)).body).toMatchObject({ name: 'Desk' });
		await office.post(`/roles/${role_id}`, { name: 'Front Desk' });
		expect((await office.get(`/users/${user}`)).body.role).toBe('Front Desk');
		expect(refusal(await office.post(`/roles/${role_id}/destroy`))).toBe('409 RESOURCE_IN_USE');
		await office.post(`/users/${user}/role`, { role: 'StandardUser' });
		expect((await office.post(`/roles/${role_id}/destroy`)).status).toBe(204);
	});
});

describe('switched-off features', () => {
	it.each([
		['enable_feature_billing', '/call_rates'],
		['enable_feature_microsoft_teams', '/ms365'],
		['enable_feature_message_channels', '/sms'],
		['enable_feature_whats_app', '/whatsapp'],
		['enable_feature_contact_center', '/vip_numbers'],
		['enable_feature_call_statistics', '/call_reports'],
	])('%s close %s', async (feature, path) => {
		expect((await office.get(path)).status).toBe(200);
		await admin.post(`/tenants/${tenantId}`, { [feature]: false });
		expect(refusal(await office.get(path))).toBe('403 FORBIDDEN');
	});
});

describe('lists nobody can write into', () => {
	it('hold samples and page even where the contract declares no paging', async () => {
		expect((await office.get('/cdrs')).body.count).toBe(2);
		const page = (await office.get('/cdrs?skip=1&top=1')).body;
		expect([page.count, page.items.length]).toEqual([2, 1]);
		const [{ id }] = page.items;
		expect((await office.get(`/cdrs/${id}`)).body).toEqual({ items: [expect.any(Object)] });
		expect((await office.get('/cdrs/1')).status).toBe(404);
	});

	it('belong to one tenant', async () => {
		const [{ id }] = (await office.get('/cdrs')).body.items;
		const other = await create(admin, '/tenants', newTenant());
		await admin.post(`/tenants/switch?id=${other}`);
		expect((await admin.get(`/cdrs/${id}`)).status).toBe(404);
	});
});

describe('sync tokens', () => {
	it('are refused with 403 if they are unknown', async () => {
		const { body } = await office.post('/user/contacts/sync_tokens');
		const diff = (token: string) => office.post(`/user/contacts/sync_tokens/${token}/diff`);
		expect((await diff(body.token)).body).toEqual({ token: body.token, items: [] });
		expect((await diff('unknown')).status).toBe(403);
	});
});

describe('settings and actions', () => {
	it('keep what they are given', async () => {
		await office.post('/call_park', { extension_number: '7500' });
		expect((await office.get('/call_park')).body).toMatchObject({ extension_number: '7500' });
		await office.post('/allowed_country_codes', { items: ['44', '49'] });
		expect((await office.get('/allowed_country_codes')).body).toEqual({ items: ['44', '49'] });
		const room = await create(office, '/conference_rooms', bodies['/conference_rooms']());
		await office.post(`/conference_rooms/${room}/lock`);
		expect((await office.get(`/conference_rooms/${room}/status`)).body.locked).toBe(true);
		const [{ id }] = (await office.get('/voicemails')).body.items;
		await office.post(`/voicemails/${id}/set_unread`);
		expect((await office.get(`/voicemails/${id}`)).body.status).toBe('UNREAD');
	});

	it('export what the list shows', async () => {
		await create(office, '/contacts', { name: 'A, "B"' });
		const { text, headers } = await office.get('/contacts/export');
		expect(headers.get('content-disposition')).toBe('attachment; filename="contacts.csv"');
		expect(text).toContain('"A, ""B"""');
	});
});

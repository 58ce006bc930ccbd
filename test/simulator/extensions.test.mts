import {
	create,
	detail,
	newPhone,
	newTenant,
	newUser,
	refusal,
	setUp,
	type Client,
	type Setup,
} from './client.mts';

let pbx: Setup;
let office: Client;
let admin: Client;
let tenantId: string;
beforeAll(async () => {
	pbx = await setUp({ signInAttempts: 0 });
});
beforeEach(async () => {
	pbx.simulator.reset();
	[office, admin] = [await pbx.office(), await pbx.admin()];
	[tenantId] = pbx.simulator.state.tenants.keys();
});
afterAll(() => pbx.simulator.close());

describe('an extension', () => {
	it('is created, listed, read, updated, and destroyed with everything below it', async () => {
		const rule = { action: 'FORWARD_TO_VOICEMAIL', number: '' };
		const body = newUser({ busy_office_hours_forward_rule: rule });
		const id = await create(office, '/users', body);
		const number = body.extension_number;
		const listed = await office.get(`/users?filter=extension_number%20eq%20'${number}'`);
		expect(listed.body).toMatchObject({ count: 1, items: [{ id, name: body.name }] });
		const read = (await office.get(`/users/${id}`)).body;
		expect(read).toMatchObject({
			id,
			busy_office_hours_forward_rule: rule,
			role_id: 'role-StandardUser',
			role_name: 'StandardUser',
			sms: 'DISABLE',
		});
		expect(read).not.toHaveProperty('password');
		expect((await office.post(`/users/${id}`, { display_name: 'Renamed' })).status).toBe(200);
		expect((await office.get(`/users/${id}`)).body.display_name).toBe('Renamed');
		await create(office, `/users/${id}/phones`, newPhone());
		expect((await office.get('/phones')).body.items).toHaveLength(1);
		expect((await office.post(`/users/${id}/destroy`)).status).toBe(204);
		expect((await office.get(`/users/${id}`)).status).toBe(404);
		expect((await office.get('/phones')).body.items).toEqual([]);
	});

	it('signs in with the domain of its tenant and may do what its role says', async () => {
		const [plain, boss] = [newUser(), newUser({ role: 'Admin' })];
		for (const body of [plain, boss]) await create(office, '/users', body);
		const domain = 'sample.example';
		const [user, second] = [pbx.nobody(), pbx.nobody()];
		const login = { password: 'Quite-Fake-9', domain };
		expect((await user.signIn({ ...login, username: plain.name })).status).toBe(200);
		expect((await second.signIn({ ...login, username: boss.name })).status).toBe(200);
		expect((await user.get('/user')).body).toMatchObject({ name: plain.name });
		expect((await user.get('/users')).status).toBe(403);
		expect((await second.get('/users')).body.count).toBe(3);
		expect((await user.get('/auth/user')).body).toMatchObject({ role: 'StandardUser', domain });
	});

	it.each<[object, string]>([
		[{ extension_number: '12' }, 'extension_number'],
		[{ extension_number: '12a4' }, 'extension_number'],
		[{ name: 'Root' }, 'name'],
		[{ name: '.dot' }, 'name'],
		[{ role: 'User' }, 'role'],
		[{ role: 'SystemAdmin' }, 'role'],
		[{ voicemail_pin: '1234' }, 'voicemail_pin'],
		[{ voicemail_pin: '12345678901' }, 'voicemail_pin'],
		[{ voicemail_pin: '483337' }, 'voicemail_pin'],
		[{ voicemail_pin: '482345' }, 'voicemail_pin'],
		[{ voicemail_pin: '48291x' }, 'voicemail_pin'],
		[{ password: 'abc' }, 'password'],
		[{ password: 'onlyletters' }, 'password'],
		[{ password: 'Somebody-59' }, 'password'],
		[{ extension_password: 'Person-5927' }, 'extension_password'],
		[{ outbound_caller_ids: [{ caller_id: '4420700100' }] }, 'outbound_caller_ids'],
		[
			{ outbound_caller_ids: [{ caller_id: '4420700001-4420700009' }] },
			'outbound_caller_ids.caller_id',
		],
		[
			{ outbound_caller_ids: [{ caller_id: '4420700001;4420700002' }] },
			'outbound_caller_ids.caller_id',
		],
		[{ outbound_caller_ids: [{ caller_id: '44207 00001' }] }, 'outbound_caller_ids.caller_id'],
		[{ outbound_caller_ids: [{ caller_id: ' 4420700001' }] }, 'outbound_caller_ids.caller_id'],
		[{ outbound_caller_ids: [{ caller_id: '+4420700001' }] }, 'outbound_caller_ids.caller_id'],
	])('is refused with %j', async (changes, field) => {
		const answer = await office.post('/users', newUser(changes));
		expect([refusal(answer), detail(answer)]).toEqual([
			'400 VALIDATE_FAILED',
			expect.stringContaining(`${field}: `),
		]);
		expect((await office.get('/users')).body.count).toBe(1);
	});

	it('needs a PIN as long as the policy of the tenant says', async () => {
		await office.post('/tenant/password_policy', { min_length: 8 });
		const answer = await office.post('/users', newUser({ password: 'Quite-Fake-9' }));
		expect(detail(answer)).toBe('voicemail_pin: must have 8 to 10 digits');
	});

	it('has a name and a number nothing else in the tenant has', async () => {
		const queue = { name: 'Queue', extension_number: '7001', polling_strategy: 'CYCLIC_HUNT' };
		await create(office, '/call_queues', queue, 200);
		for (const changes of [
			{ extension_number: '7001' },
			{ extension_number: '1001' },
			{ name: 'OFFICE' },
		]) {
			expect(refusal(await office.post('/users', newUser(changes)))).toBe('409 RESOURCE_EXISTS');
		}
		expect((await office.get('/extension_numbers/7001')).body).toMatchObject({
			type: 'CALL_QUEUE',
		});
		expect((await office.get('/extension_numbers/7002')).status).toBe(404);
	});

	it('exists at most as often as the tenant may have extensions', async () => {
		await admin.post(`/tenants/${tenantId}`, { max_extensions: 2 });
		await create(office, '/users', newUser());
		expect(refusal(await office.post('/users', newUser()))).toBe('400 LIMIT_EXCEEDED');
		await admin.post(`/tenants/${tenantId}`, { max_extensions: 3 });
		await create(office, '/users', newUser());
	});

	it('shows its passwords only if the tenant allows it', async () => {
		const id = await create(office, '/users', newUser());
		await admin.post(`/tenants/${tenantId}`, { allow_password_retrieval: true });
		expect((await office.get(`/users/${id}`)).body).toMatchObject({
			password: 'Quite-Fake-9',
			extension_password: 'Third-Fake-5',
		});
	});

	it('changes its own passwords only with the old ones', async () => {
		const body = newUser();
		await create(office, '/users', body);
		const user = pbx.nobody();
		const login = { username: body.name, password: 'Quite-Fake-9', domain: 'sample.example' };
		await user.signIn(login);
		for (const [path, old_password] of [
			['/user/password', 'Quite-Fake-9'],
			['/user/extension_password', 'Third-Fake-5'],
		]) {
			const change = { old_password: 'wrong', new_password: 'Other-Fake-7' };
			expect((await user.post(path, change)).status).toBe(400);
			expect((await user.post(path, { ...change, old_password })).status).toBe(200);
		}
		expect((await pbx.nobody().signIn({ ...login, password: 'Other-Fake-7' })).status).toBe(200);
	});

	it('with role Admin is deleted by the system only', async () => {
		const id = await create(office, '/users', newUser({ role: 'Admin' }));
		expect((await office.post(`/users/${id}/destroy`)).status).toBe(403);
		await admin.post(`/tenants/switch?id=${tenantId}`);
		expect((await admin.post(`/users/${id}/destroy`)).status).toBe(204);
	});

	it('is not seen by another tenant', async () => {
		const id = await create(office, '/users', newUser());
		const other = await create(admin, '/tenants', newTenant());
		await admin.post(`/tenants/switch?id=${other}`);
		expect((await admin.get('/users')).body.count).toBe(0);
		for (const path of [`/users/${id}`, `/users/${id}/phones`]) {
			expect((await admin.get(path)).status).toBe(404);
		}
	});

	it('resets one profile, or all of them without an id', async () => {
		const id = await create(office, '/users', newUser());
		const profiles = () => [...pbx.simulator.state.users.values()].map(({ profile }) => profile);
		const [first, second] = profiles();
		await office.post(`/users/profile?id=${id}`);
		expect([profiles()[0] === first, profiles()[1] === second]).toEqual([true, false]);
		await office.post('/users/profile');
		expect(profiles()[0]).not.toBe(first);
	});
});

describe('many extensions', () => {
	it('are created in one call', async () => {
		const items = [newUser(), newUser()];
		const { status, body } = await office.post('/users/create_many', { items });
		expect([status, body.items.length]).toEqual([200, 2]);
		expect((await office.get('/users')).body.count).toBe(3);
	});

	it('are not created at all if one is refused', async () => {
		const items = [newUser(), newUser({ voicemail_pin: '111111' })];
		const answer = await office.post('/users/create_many', { items });
		expect([answer.status, detail(answer)]).toEqual([400, 'items.1.voicemail_pin: is too simple']);
		expect((await office.get('/users')).body.count).toBe(1);
	});
});

describe('a session switched into a tenant', () => {
	it('provisions it from scratch', async () => {
		const id = await create(admin, '/tenants', newTenant({ domain: 'fresh.example' }));
		expect((await admin.get('/users')).status).toBe(403);
		await admin.post(`/tenants/switch?id=${id}`);
		const body = newUser({ name: 'first', role: 'Admin', extension_number: '1001' });
		await create(admin, '/users', body);
		await create(admin, '/ring_groups', { name: 'All', extension_number: '6000' }, 200);
		const user = pbx.nobody();
		await user.signIn({ username: 'first', password: 'Quite-Fake-9', domain: 'fresh.example' });
		expect((await user.get('/ring_groups')).body.count).toBe(1);
		expect((await office.get('/ring_groups')).body.count).toBe(0);
		expect((await user.get('/tenant/status')).body).toMatchObject({
			current_users: 1,
			current_ring_groups: 1,
		});
	});

	it('leaves nothing behind when the tenant is destroyed', async () => {
		pbx.simulator.switches.tenantDeletionMs = 0;
		await create(office, '/ring_groups', { name: 'All', extension_number: '6000' }, 200);
		await admin.post(`/tenants/${tenantId}/destroy`);
		await admin.get('/tenants');
		expect(pbx.simulator.state.resources.size).toBe(0);
	});
});

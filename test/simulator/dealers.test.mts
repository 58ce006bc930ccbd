import {
	Client,
	create,
	detail,
	newDealer,
	newTenant,
	refusal,
	setUp,
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

/** Creates a dealer and signs it in. */
async function sign(creator: Client, changes: object = {}) {
	const body = newDealer(changes);
	const id = await create(creator, '/dealers', body);
	const client = new Client(pbx.simulator.url);
	await client.signIn({ username: body.name, password: body.password });
	return { id, client };
}

describe('dealers', () => {
	it('are created, updated and destroyed, and keep their passwords', async () => {
		const { id } = await sign(admin, { level: 'DISTRIBUTOR', max_tenants: 7 });
		const { body } = await admin.get(`/dealers/${id}`);
		expect(body).toMatchObject({ enabled: true, tenant_full_access: true, max_tenants: 7 });
		expect(body).not.toHaveProperty('password');
		expect((await admin.post(`/dealers/${id}`, { phone: '5' })).status).toBe(200);
		expect((await admin.get(`/dealers/${id}`)).body).toEqual({ ...body, phone: '5' });
		expect((await admin.post(`/dealers/${id}/destroy`)).status).toBe(204);
		expect((await admin.get(`/dealers/${id}`)).status).toBe(404);
	});

	it('create only dealers below their own level', async () => {
		const top = await sign(admin, { level: 'DISTRIBUTOR' });
		const middle = await sign(top.client, { level: 'SUB_DISTRIBUTOR' });
		const low = await sign(middle.client, { level: 'RESELLER' });
		const refused: Array<[Client, string]> = [
			[top.client, 'DISTRIBUTOR'],
			[middle.client, 'DISTRIBUTOR'],
			[middle.client, 'SUB_DISTRIBUTOR'],
			[low.client, 'RESELLER'],
		];
		for (const [client, level] of refused) {
			expect(refusal(await client.post('/dealers', newDealer({ level })))).toBe('403 FORBIDDEN');
		}
	});

	it('see what is under them, and nothing else', async () => {
		const top = await sign(admin, { level: 'DISTRIBUTOR' });
		const low = await sign(top.client);
		const other = await sign(admin);
		const tenant = await create(low.client, '/tenants', newTenant());
		const ids = async (client: Client, path: string) =>
			(await client.get(path)).body.items.map(({ id }: { id: string }) => id);
		expect(await ids(top.client, '/dealers')).toEqual([low.id]);
		expect(await ids(top.client, '/tenants')).toEqual([tenant]);
		expect(await ids(low.client, '/dealers')).toEqual([]);
		expect(await ids(other.client, '/tenants')).toEqual([]);
		expect(await ids(admin, `/tenants/${tenant}/dealers`)).toEqual([low.id]);
		for (const path of [`/dealers/${low.id}`, `/tenants/${tenant}`]) {
			expect((await other.client.get(path)).status).toBe(404);
			expect((await other.client.post(path, {})).status).toBe(404);
			expect((await other.client.post(`${path}/destroy`)).status).toBe(404);
		}
	});

	it('with dealers under them cannot be deleted, with tenants they can', async () => {
		const top = await sign(admin, { level: 'DISTRIBUTOR' });
		const low = await sign(top.client);
		const tenant = await create(low.client, '/tenants', newTenant());
		expect(refusal(await admin.post(`/dealers/${top.id}/destroy`))).toBe('409 RESOURCE_IN_USE');
		expect((await admin.post(`/dealers/${low.id}/destroy`)).status).toBe(204);
		expect((await admin.post(`/dealers/${top.id}/destroy`)).status).toBe(204);
		expect((await admin.get(`/tenants/${tenant}/dealers`)).body).toEqual({ items: [] });
		expect((await low.client.get('/dealer')).status).toBe(401);
	});

	it('have no more tenants and extensions than they may, nor have those above them', async () => {
		pbx.simulator.switches.limitCode = 'FULL';
		const top = await sign(admin, { level: 'DISTRIBUTOR', max_tenants: 2, max_extensions: 100 });
		const low = await sign(top.client, { max_tenants: 5, max_extensions: 60 });
		const post = (max_extensions: number) =>
			low.client.post('/tenants', newTenant({ max_extensions }));
		expect((await post(50)).status).toBe(201);
		const tooMany = await post(11);
		expect([refusal(tooMany), detail(tooMany)]).toEqual(['400 FULL', 'max_extensions']);
		const second = await post(10);
		expect(second.status).toBe(201);
		expect(detail(await post(0))).toBe('max_tenants');
		const { id } = second.body;
		expect(detail(await admin.post(`/tenants/${id}`, { max_extensions: 11 }))).toBe(
			'max_extensions',
		);
		expect((await admin.post(`/tenants/${id}`, { max_extensions: 9 })).status).toBe(200);
		expect(refusal(await admin.post(`/dealers/${low.id}`, { max_tenants: 1 }))).toBe('400 FULL');
	});

	it('get and lose tenants by assignment, within their limits', async () => {
		const { id, client } = await sign(admin, { max_tenants: 1 });
		const [one, two] = [
			await create(admin, '/tenants', newTenant()),
			await create(admin, '/tenants', newTenant()),
		];
		expect((await admin.post(`/tenants/${one}/dealers/${id}`)).status).toBe(200);
		expect((await admin.post(`/tenants/${one}/dealers/${id}`)).status).toBe(200);
		expect(refusal(await admin.post(`/tenants/${two}/dealers/${id}`))).toBe('400 LIMIT_EXCEEDED');
		expect((await client.get(`/tenants/${one}`)).body).toMatchObject({ dealer_id: id });
		expect((await admin.post(`/tenants/${one}/dealers/${id}/destroy`)).status).toBe(204);
		expect((await admin.post(`/tenants/${one}/dealers/${id}/destroy`)).status).toBe(404);
		expect((await admin.post(`/tenants/${one}/dealers/1`)).status).toBe(404);
		expect((await client.get('/tenants')).body.count).toBe(0);
	});

	it('look after their own record', async () => {
		const dealer = await pbx.dealer();
		const { logins } = pbx.simulator;
		expect((await dealer.post('/dealer', { phone: '42' })).status).toBe(200);
		expect((await dealer.get('/dealer')).body).toMatchObject({
			phone: '42',
			name: 'sample-dealer',
		});
		expect((await dealer.get('/dealer/status')).body).toMatchObject({ current_tenants: 1 });
		expect((await dealer.post('/dealer/username', { name: 'renamed' })).status).toBe(200);
		const change = (old_password: string) =>
			dealer.post('/dealer/password', { old_password, new_password: 'Renewed-Fake-9' });
		expect(detail(await change('wrong'))).toContain('old_password: ');
		expect((await change(logins.dealer.password)).status).toBe(200);
		const login = { username: 'renamed', password: 'Renewed-Fake-9' };
		expect((await pbx.nobody().signIn(login)).status).toBe(200);
	});

	it('get a new password from above', async () => {
		const [id] = pbx.simulator.state.dealers.keys();
		const path = `/dealers/${id}/password`;
		expect((await admin.post(path, { password: 'short' })).status).toBe(400);
		expect((await admin.post(path, { password: 'Renewed-Fake-9' })).status).toBe(200);
		const login = { ...pbx.simulator.logins.dealer, password: 'Renewed-Fake-9' };
		expect((await pbx.nobody().signIn(login)).status).toBe(200);
	});
});

import { detail, refusal, setUp, type Client, type Setup } from './client.mts';

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

describe('settings', () => {
	it.each([
		['/admin/settings', { flow_timer: 7 }],
		['/admin/notification', { type: 'GMAIL', username: 'x', port: 26 }],
		['/admin/ai_engine', { provider: 'azure', opts: { a: 1 } }],
		['/admin/password_policy', { max_length: 20 }],
		['/network', { private_ipv6: '2001:db8::1' }],
		['/sbc', { http_port: 80, transports: [{ protocol: 'UDP', port: 1 }] }],
		['/im', { public_ipv4: '198.51.100.1' }],
		['/key', { crt: 'new', key: 'new' }],
		['/license', { license_key: 'NEW' }],
		['/dataflow', { public_ipv4: '198.51.100.2' }],
	])('%s are updated in part', async (path, change) => {
		const before = (await admin.get(path)).body;
		const { status, text } = await admin.post(path, change);
		expect([status, text]).toEqual([path === '/key' ? 204 : 200, '']);
		expect((await admin.get(path)).body).toEqual({ ...before, ...change });
	});

	it.each([
		['/voicemail', { retain_days: 5 }],
		['/tenant/custom_headers', { add: [{ name: 'X-A', value: '1' }] }],
		['/tenant/password_policy', { min_length: 9 }],
	])('%s belong to one tenant', async (path, change) => {
		const office = await pbx.office();
		const before = (await office.get(path)).body;
		expect((await office.post(path, change)).status).toBe(200);
		expect((await office.get(path)).body).toEqual({ ...before, ...change });
		const { id } = (
			await admin.post('/tenants', {
				name: 'Other',
				domain: 'other.example',
				website: 'x',
				timezone: 'UTC',
				currency: 'EUR',
				region: 'DEU',
			})
		).body;
		await admin.post(`/tenants/switch?id=${id}`);
		expect((await admin.get(path)).body).toEqual(before);
	});

	it('of the brand and the test mail are taken', async () => {
		expect((await admin.post('/brand', { title: 'x' })).status).toBe(200);
		const mail = { recipient: 'a@example.com', subject: 's', content: 'c' };
		expect((await admin.post('/admin/notification/test_email', mail)).status).toBe(200);
	});

	it('hide the password of the mail server and use the newest names', async () => {
		await admin.post('/admin/notification', { type: 'SMTP', username: 'x', password: 'fake' });
		const { body } = await admin.get('/admin/notification');
		expect(body).not.toHaveProperty('password');
		// Renamed in 22.6.
		expect(body).toHaveProperty('notify_service_status_changed', false);
		expect(body).not.toHaveProperty('notify_service_disconnected');
	});

	it('of the balance add up', async () => {
		const office = await pbx.office();
		await office.post('/tenant/balance', { balance: 2.5 });
		await office.post('/tenant/balance', { balance: 1 });
		expect((await office.get('/tenant/balance')).body).toEqual({ balance: 3.5 });
	});

	it.each(['/sbc/token', '/im/token'])('renew and remove %s', async (path) => {
		const { token } = (await admin.get(path)).body;
		const renewed = (await admin.post(path)).body.token;
		expect(renewed).not.toBe(token);
		expect((await admin.get(path)).body).toEqual({ token: renewed });
		expect((await admin.post(`${path}/destroy`)).status).toBe(204);
		expect((await admin.get(path)).status).toBe(404);
	});
});

describe('transports, filters and holidays', () => {
	it('are created, changed and destroyed', async () => {
		const office = await pbx.office();
		const holiday = { name: 'May', region: 'DEU', consecutive: false, every_year: true };
		const cases: Array<[Client, string, object, object, number]> = [
			[admin, '/transports', { protocol: 'TCP', port: 5070 }, { port: 5071 }, 201],
			[admin, '/ip_filters', { cidr: '192.0.2.0/24', target: 'DENY' }, { target: 'ACCEPT' }, 200],
			[office, '/holidays', holiday, { month_start: 5 }, 201],
		];
		for (const [client, path, body, change, status] of cases) {
			const created = await client.post(path, body);
			expect(created.status).toBe(status);
			const own = `${path}/${created.body.id}`;
			expect((await client.post(own, change)).status).toBe(200);
			expect((await client.get(own)).body).toMatchObject({ ...body, ...change });
			expect((await client.get(path)).body.items).toContainEqual((await client.get(own)).body);
			expect((await client.post(`${own}/destroy`)).status).toBe(204);
			expect((await client.get(own)).status).toBe(404);
		}
	});

	it('share no port, but UDP has ports of its own', async () => {
		const post = (protocol: string, port: number) => admin.post('/transports', { protocol, port });
		expect(refusal(await post('TLS', 5063))).toBe('409 RESOURCE_EXISTS');
		expect(refusal(await post('UDP', 5060))).toBe('409 RESOURCE_EXISTS');
		expect((await post('UDP', 5063)).status).toBe(201);
	});

	it('tell the status of a transport by its protocol', async () => {
		const [id] = pbx.simulator.state.transports.keys();
		expect((await admin.get('/transports/TLS/status')).body).toEqual({ status: 'ACTIVATED' });
		expect((await admin.get(`/transports/${id}/status`)).status).toBe(404);
	});

	it.each(['192.0.2.0/33', '192.0.2/24', 'example.com', '192.0.2.0/24/1', '192.0.2.0/x'])(
		'refuse the network %s',
		async (cidr) => {
			expect(detail(await admin.post('/ip_filters', { cidr, target: 'DENY' }))).toMatch(/^cidr: /);
		},
	);

	it('export the filters', async () => {
		await admin.post('/ip_filters', { cidr: '2001:db8::/32', target: 'DENY' });
		const { text } = await admin.get('/ip_filters/export');
		expect(text).toMatch(
			/^id,cidr,target,expire_at,description\r\n\d{18},2001:db8::\/32,DENY,,\r\n$/,
		);
	});

	it('hide the holidays of another tenant', async () => {
		pbx.simulator.state.holidays.set('7', { id: '7', tenant_id: 'another', name: 'x' });
		const office = await pbx.office();
		expect((await office.get('/holidays')).body.count).toBe(0);
		expect((await office.get('/holidays/7')).status).toBe(404);
	});
});

it('tells what everybody may know', async () => {
	const { body } = await pbx.nobody().get('/info?domain=SAMPLE.example');
	expect(body).toMatchObject({ web_domain: 'pbx.example', name: 'Sample Tenant' });
	expect((await pbx.nobody().get('/info')).body).not.toHaveProperty('name');
});

import { sampleCode } from '../../simulator/handlers/auth.mts';
import { expireTokens } from '../../simulator/sessions.mts';
import { refusal, setUp, type Setup } from './client.mts';

const clientId = '9d806019-75b2-4b3d-bb8b-f5a3a412cc0a';

let pbx: Setup;
beforeAll(async () => {
	pbx = await setUp();
});
beforeEach(() => pbx.simulator.reset());
afterAll(() => pbx.simulator.close());

describe('sign-in', () => {
	it('answers tokens and their lifetime', async () => {
		pbx.simulator.switches.tokenLifetimeSeconds = 77;
		const { status, body } = await pbx.nobody().signIn(pbx.simulator.logins.systemAdmin);
		expect(status).toBe(200);
		expect(body).toEqual({
			token_type: 'Bearer',
			access_token: expect.any(String),
			refresh_token: expect.any(String),
			expires_in: 77,
		});
	});

	it.each([
		['admin', { role: 'SystemAdmin' }],
		['dealer', { role: 'Dealer' }],
		['office', { role: 'Admin', domain: 'sample.example' }],
	] as const)('tells %s who it is', async (who, expected) => {
		const { body } = await (await pbx[who]()).get('/auth/user');
		expect(body).toMatchObject({ ...expected, password_force_reset: false });
	});

	it('refuses wrong passwords, missing and wrong domains with 400', async () => {
		const { systemAdmin, tenantUser } = pbx.simulator.logins;
		const refused = [
			{ ...systemAdmin, password: 'wrong' },
			{ ...systemAdmin, domain: tenantUser.domain },
			{ username: tenantUser.username, password: tenantUser.password },
			{ ...tenantUser, domain: 'other.example' },
		];
		for (const login of refused) {
			expect(refusal(await pbx.nobody().signIn(login))).toBe('400 UNAUTHORIZED');
		}
		expect(pbx.simulator.counters).toMatchObject({ logins: 0, refusedLogins: 4 });
	});

	it('blocks the address after the refused logins of the switch', async () => {
		Object.assign(pbx.simulator.switches, { signInAttempts: 3, signInBlockSeconds: 0.15 });
		const { systemAdmin } = pbx.simulator.logins;
		for (let attempt = 0; attempt < 3; attempt++) {
			await pbx.nobody().signIn({ ...systemAdmin, password: 'wrong' });
		}
		expect(refusal(await pbx.nobody().signIn(systemAdmin))).toBe('400 UNAUTHORIZED');
		expect(pbx.simulator.counters.blockedLogins).toBe(1);
		await new Promise((resolve) => setTimeout(resolve, 200));
		expect((await pbx.nobody().signIn(systemAdmin)).status).toBe(200);
	});

	it('begins to count anew after a good login', async () => {
		pbx.simulator.switches.signInAttempts = 2;
		const { systemAdmin } = pbx.simulator.logins;
		for (let round = 0; round < 3; round++) {
			await pbx.nobody().signIn({ ...systemAdmin, password: 'wrong' });
			expect((await pbx.nobody().signIn(systemAdmin)).status).toBe(200);
		}
	});

	it('asks for a second factor', async () => {
		pbx.simulator.switches.twoFactor = true;
		const client = pbx.nobody();
		const { status, body } = await client.signIn(pbx.simulator.logins.systemAdmin);
		expect([status, body]).toEqual([200, { two_factor_enabled: true, token: expect.any(String) }]);
		const { token } = body;
		expect((await client.post('/auth/send_otp', { token })).status).toBe(200);
		expect(refusal(await client.post('/auth/verify_otp', { token, code: '0' }))).toBe(
			'400 UNAUTHORIZED',
		);
		const verified = await client.post('/auth/verify_otp', { token, code: sampleCode });
		expect([verified.status, verified.text]).toEqual([200, '']);
		client.token = token;
		expect((await client.get('/tenants')).status).toBe(401);
	});

	it('reports a forced password reset', async () => {
		const client = await pbx.admin();
		pbx.simulator.switches.forcePasswordReset = true;
		expect((await client.get('/auth/user')).body.password_force_reset).toBe(true);
	});

	it('refuses disabled tenants and dealers, and ends their sessions', async () => {
		const [dealer, office] = [await pbx.dealer(), await pbx.office()];
		const { state, logins } = pbx.simulator;
		for (const record of [...state.tenants.values(), ...state.dealers.values()]) {
			record.enabled = false;
		}
		expect(refusal(await pbx.nobody().signIn(logins.dealer))).toBe('400 UNAUTHORIZED');
		expect(refusal(await pbx.nobody().signIn(logins.tenantUser))).toBe('400 UNAUTHORIZED');
		expect((await dealer.get('/dealer')).status).toBe(401);
		expect((await office.get('/tenant')).status).toBe(401);
	});

	it('lets a forgotten password be set anew', async () => {
		const client = pbx.nobody();
		const { username } = pbx.simulator.logins.dealer;
		await client.post('/auth/forget_password', { username, callback_url: 'https://a.example' });
		const [token] = pbx.simulator.state.pending.keys();
		const body = { token, new_password: 'Another-Fake-9' };
		expect((await client.post('/auth/reset_password', body)).status).toBe(200);
		expect((await client.signIn({ username, password: 'Another-Fake-9' })).status).toBe(200);
		expect((await client.post('/auth/reset_password', body)).status).toBe(400);
	});
});

describe('a session', () => {
	it('expires with the status of the switch, and is refreshed once', async () => {
		const client = await pbx.admin();
		expireTokens(pbx.simulator.state);
		expect(refusal(await client.get('/tenants'))).toBe('401 UNAUTHORIZED');
		pbx.simulator.switches.expiredTokenStatus = 403;
		expect((await client.get('/tenants')).status).toBe(403);

		const used = { refresh_token: client.refreshToken };
		const refreshed = await client.post('/auth/refresh_token', used);
		expect(refreshed.status).toBe(200);
		client.token = refreshed.body.access_token;
		expect((await client.get('/tenants')).status).toBe(200);
		expect(refusal(await client.post('/auth/refresh_token', used))).toBe('400 UNAUTHORIZED');
	});

	it('expires by its own lifetime', async () => {
		pbx.simulator.switches.tokenLifetimeSeconds = 0;
		expect((await (await pbx.admin()).get('/tenants')).status).toBe(401);
	});

	it('ends with sign-out', async () => {
		const client = await pbx.admin();
		expect((await client.post('/auth/sign_out')).status).toBe(200);
		expect((await client.get('/tenants')).status).toBe(401);
	});

	it.each([
		[true, 401],
		[false, 200],
	])('with secondLoginEndsFirst %s answers %d after a second login', async (ends, status) => {
		pbx.simulator.switches.secondLoginEndsFirst = ends;
		const first = await pbx.admin();
		await pbx.admin();
		expect((await first.get('/tenants')).status).toBe(status);
	});

	it('needs a token', async () => {
		const client = pbx.nobody();
		expect(refusal(await client.get('/tenants'))).toBe('401 UNAUTHORIZED');
		client.token = 'made-up';
		expect(refusal(await client.get('/tenants'))).toBe('401 UNAUTHORIZED');
		expect((await client.get('/info')).status).toBe(200);
	});

	it.each([
		['office', '/tenants'],
		['office', '/dealers'],
		['admin', '/tenant'],
		['admin', '/dealer'],
		['dealer', '/providers'],
		['dealer', '/admin/settings'],
	] as const)('keeps %s away from %s', async (who, path) => {
		expect(refusal(await (await pbx[who]()).get(path))).toBe('403 FORBIDDEN');
	});
});

describe('the older form login', () => {
	const path = '/login/oauth/token';
	const form = () => ({
		...pbx.simulator.logins.systemAdmin,
		grant_type: 'password',
		scope: 'all',
		client_id: clientId,
	});

	it('gives, refreshes and revokes tokens', async () => {
		const client = pbx.nobody();
		const first = (await client.form(path, form())).body;
		const second = await client.form(path, {
			grant_type: 'refresh_token',
			client_id: clientId,
			refresh_token: first.refresh_token,
		});
		client.token = second.body.access_token;
		expect((await client.get('/tenants')).status).toBe(200);
		expect((await client.post('/login/oauth/revoke')).status).toBe(200);
		expect((await client.get('/tenants')).status).toBe(401);
	});

	it('refuses JSON, a missing client and wrong passwords', async () => {
		const client = pbx.nobody();
		expect((await client.post(path, form())).status).toBe(415);
		const { client_id: _, ...anonymous } = form();
		expect(refusal(await client.form(path, anonymous))).toBe('400 VALIDATE_FAILED');
		expect(refusal(await client.form(path, { grant_type: 'password', client_id: 'x' }))).toBe(
			'400 VALIDATE_FAILED',
		);
		expect(refusal(await client.form(path, { ...form(), password: 'x' }))).toBe('400 UNAUTHORIZED');
	});

	it('is the only login of an old PBX', async () => {
		pbx.simulator.switches.legacyLoginOnly = true;
		const client = pbx.nobody();
		expect((await client.signIn(pbx.simulator.logins.systemAdmin)).status).toBe(404);
		expect((await client.post('/auth/refresh_token', { refresh_token: 'x' })).status).toBe(404);
		client.token = (await client.form(path, form())).body.access_token;
		expect((await client.get('/auth/user')).status).toBe(200);
	});
});

describe('the oldest login', () => {
	it('gives its token out in a call of its own', async () => {
		const client = pbx.nobody();
		const login = await client.post('/login', pbx.simulator.logins.tenantUser);
		expect([login.status, login.text]).toEqual([200, '']);
		const cookie = String(login.headers.get('set-cookie')).split(';')[0];
		const send = (method: string, path: string) =>
			client.send(`/api${path}`, { method, headers: { cookie } });
		const { body } = await send('GET', '/login');
		expect(body).toMatchObject({ access_token: expect.any(String), role: 'Admin' });
		client.token = body.access_token;
		expect((await client.get('/tenant')).status).toBe(200);
		expect((await send('POST', '/logout')).status).toBe(204);
		expect((await client.get('/tenant')).status).toBe(401);
	});

	it('is refused with a wrong password or a second factor', async () => {
		const { tenantUser } = pbx.simulator.logins;
		const wrong = await pbx.nobody().post('/login', { ...tenantUser, password: 'wrong' });
		expect(refusal(wrong)).toBe('400 UNAUTHORIZED');
		pbx.simulator.switches.twoFactor = true;
		expect(refusal(await pbx.nobody().post('/login', tenantUser))).toBe('400 UNAUTHORIZED');
		expect((await pbx.nobody().get('/login')).status).toBe(401);
	});
});

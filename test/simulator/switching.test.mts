import { refusal, setUp, type Setup } from './client.mts';

let pbx: Setup;
beforeAll(async () => {
	pbx = await setUp();
});
beforeEach(() => pbx.simulator.reset());
afterAll(() => pbx.simulator.close());

const sampleTenantId = () => [...pbx.simulator.state.tenants.keys()][0];

describe('switching to a tenant', () => {
	it('moves the session behind the token, and no other', async () => {
		const [moved, other] = [await pbx.admin(), await pbx.admin()];
		const answer = await moved.post(`/tenants/switch?id=${sampleTenantId()}`);
		expect([answer.status, answer.text]).toEqual([200, '']);
		expect((await moved.get('/tenant')).body.domain).toBe('sample.example');
		expect((await moved.get('/auth/user')).body.domain).toBe('sample.example');
		expect((await moved.get('/tenants')).status).toBe(403);
		expect((await other.get('/tenants')).status).toBe(200);
		expect((await other.get('/tenant')).status).toBe(403);
	});

	it('needs a tenant that exists and belongs to the dealer', async () => {
		const [admin, dealer] = [await pbx.admin(), await pbx.dealer()];
		expect(refusal(await admin.post('/tenants/switch'))).toBe('400 VALIDATE_FAILED');
		expect((await admin.post('/tenants/switch?id=1')).status).toBe(404);
		pbx.simulator.state.tenantDealers.clear();
		expect((await dealer.post(`/tenants/switch?id=${sampleTenantId()}`)).status).toBe(404);
	});

	it('is closed to a dealer without full access', async () => {
		const dealer = await pbx.dealer();
		[...pbx.simulator.state.dealers.values()][0].tenant_full_access = false;
		expect((await dealer.post(`/tenants/switch?id=${sampleTenantId()}`)).status).toBe(403);
	});

	it.each([
		[true, 200],
		[false, 403],
	])('with switchSurvivesRefresh %s answers %d after a refresh', async (survives, status) => {
		pbx.simulator.switches.switchSurvivesRefresh = survives;
		const client = await pbx.admin();
		await client.post(`/tenants/switch?id=${sampleTenantId()}`);
		const { body } = await client.post('/auth/refresh_token', {
			refresh_token: client.refreshToken,
		});
		client.token = body.access_token;
		expect((await client.get('/tenant')).status).toBe(status);
	});
});

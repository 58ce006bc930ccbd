import { create, detail, newTenant, refusal, setUp, type Client, type Setup } from './client.mts';

let pbx: Setup;
let office: Client;
let admin: Client;
let provider_id: string;
let tenantId: string;
beforeAll(async () => {
	pbx = await setUp();
});
beforeEach(async () => {
	pbx.simulator.reset();
	[office, admin] = [await pbx.office(), await pbx.admin()];
	[provider_id] = pbx.simulator.state.providers.keys();
	[tenantId] = pbx.simulator.state.tenants.keys();
});
afterAll(() => pbx.simulator.close());

const inbound = (changes: object = {}) => ({
	name: 'Main number',
	provider_id,
	did_numbers: '4420700010',
	...changes,
});

describe('an inbound rule', () => {
	it('lies inside the pool the tenant has of its trunk', async () => {
		await create(office, '/inbound_rules', inbound());
		await create(office, '/inbound_rules', inbound({ did_numbers: '4420700020-4420700029' }));
		for (const did_numbers of [
			'4420700100',
			'4420700095-4420700105',
			'4420700',
			'12',
			'+4420700011',
		]) {
			const answer = await office.post('/inbound_rules', inbound({ did_numbers }));
			expect([answer.status, detail(answer)]).toEqual([400, expect.stringMatching(/^did_numbers/)]);
		}
	});

	it('is one number or one range', async () => {
		const answer = await office.post(
			'/inbound_rules',
			inbound({ did_numbers: '4420700010;4420700012' }),
		);
		expect(refusal(answer)).toBe('400 VALIDATE_FAILED');
	});

	it('needs a trunk of the tenant', async () => {
		const answer = await office.post('/inbound_rules', inbound({ provider_id: '1' }));
		expect(detail(answer)).toMatch(/^provider_id/);
		const other = await create(admin, '/tenants', newTenant());
		await admin.post(`/tenants/switch?id=${other}`);
		expect((await admin.post('/inbound_rules', inbound())).status).toBe(400);
	});

	it('shares a number with another rule only under another caller mask', async () => {
		await create(office, '/inbound_rules', inbound());
		const range = inbound({ did_numbers: '4420700005-4420700015' });
		for (const body of [inbound(), range]) {
			expect(refusal(await office.post('/inbound_rules', body))).toBe('409 RESOURCE_EXISTS');
		}
		const masked = inbound({ cid_number_mask: '0044*' });
		const id = await create(office, '/inbound_rules', masked);
		expect(refusal(await office.post('/inbound_rules', masked))).toBe('409 RESOURCE_EXISTS');
		expect((await office.post(`/inbound_rules/${id}`, { name: 'Other' })).status).toBe(200);
		const same = await office.post(`/inbound_rules/${id}`, { cid_number_mask: '' });
		expect(refusal(same)).toBe('409 RESOURCE_EXISTS');
		expect((await office.get(`/inbound_rules/${id}`)).body).toMatchObject({
			...masked,
			name: 'Other',
		});
	});

	it('maps a range to a range of the same size', async () => {
		const to = (number: string) =>
			inbound({
				did_numbers: '4420700020-4420700029',
				office_hours_forward_rule: { action: 'FORWARD_TO_NUMBER', number },
			});
		expect(detail(await office.post('/inbound_rules', to('1000-1010')))).toMatch(/same size/);
		await create(office, '/inbound_rules', to('1000-1009'));
	});

	it('keeps its trunk and its assignment in use', async () => {
		const id = await create(office, '/inbound_rules', inbound());
		const assignment = `/providers/${provider_id}/assignees/${tenantId}/destroy`;
		expect(refusal(await admin.post(assignment))).toBe('409 RESOURCE_IN_USE');
		await office.post(`/inbound_rules/${id}/destroy`);
		expect((await admin.post(assignment)).status).toBe(204);
	});
});

describe('an outbound rule', () => {
	const outbound = (route: object) => ({ name: 'Out', routes: [{ enabled: true, ...route }] });

	it('uses trunks and numbers of the tenant only', async () => {
		const body = outbound({ provider_id, outbound_caller_id: '4420700001' });
		const id = await create(office, '/outbound_rules', body);
		expect((await office.get(`/outbound_rules/${id}`)).body).toMatchObject({ priority: 1000 });
		for (const route of [
			{ provider_id: '1' },
			{ provider_id, outbound_caller_id: '4420700100' },
			{ provider_id, outbound_caller_id: '4420700001-4420700009' },
		]) {
			const answer = await office.post('/outbound_rules', outbound(route));
			expect(refusal(answer)).toBe('400 VALIDATE_FAILED');
		}
		const assignment = `/providers/${provider_id}/assignees/${tenantId}/destroy`;
		expect(refusal(await admin.post(assignment))).toBe('409 RESOURCE_IN_USE');
	});

	it('is applied to groups that exist, and forgets those that go', async () => {
		const rule = await create(office, '/outbound_rules', outbound({ provider_id }));
		const group = await create(office, '/groups', { name: 'Sales' });
		const applied = `/outbound_rules/${rule}/applied_groups`;
		expect((await office.post(`${applied}/1`)).status).toBe(404);
		expect((await office.post(`${applied}/${group}`)).status).toBe(200);
		expect((await office.get(applied)).body.items).toMatchObject([{ id: group, name: 'Sales' }]);
		await office.post(`/groups/${group}/destroy`);
		expect((await office.get(applied)).body.items).toEqual([]);
	});
});

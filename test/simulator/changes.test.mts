import { create, newTenant, newTrunk, setUp, type Client, type Setup } from './client.mts';

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
	trunk = await create(admin, '/providers', newTrunk());
	tenant = await create(admin, '/tenants', newTenant());
});
afterAll(() => pbx.simulator.close());

const control = (method: string, body?: unknown) =>
	pbx.nobody().send('/_control/changes', {
		method,
		...(body === undefined ? {} : { body: JSON.stringify(body) }),
	});

const pathOf = (id: string) => `/providers/${trunk}/assignees/${id}`;

describe('a second administrator', () => {
	it('changes a record between a read and a write, once', async () => {
		const set = await control('POST', {
			method: 'post',
			path: '^/providers/\\d+/assignees/',
			request: { path: pathOf(tenant), body: { did_numbers: '1000-1999', concurrency: 7 } },
		});
		expect([set.status, set.body]).toEqual([200, (await control('GET')).body]);
		expect((await admin.get(pathOf(tenant))).status).toBe(404);
		const other = await create(admin, '/tenants', newTenant());
		expect((await admin.post(pathOf(other), { did_numbers: '1500' })).status).toBe(400);
		expect((await admin.get(pathOf(tenant))).body).toMatchObject({ concurrency: 7 });
		expect((await control('GET')).body).toMatchObject([{ answer: { status: 204 } }]);

		expect((await admin.post(`${pathOf(tenant)}/destroy`)).status).toBe(204);
		expect((await admin.post(pathOf(other), { did_numbers: '1500' })).status).toBe(204);
	});

	it('lets requests pass first', async () => {
		pbx.simulator.changes.push({
			path: '^/tenants/',
			skip: 1,
			request: { path: `/tenants/${tenant}`, body: { name: 'Theirs' } },
		});
		const name = async () => (await admin.get(`/tenants/${tenant}`)).body.name;
		expect([await name(), await name(), await name()]).toEqual(['New Tenant', 'Theirs', 'Theirs']);
	});

	it('creates and destroys, in a tenant where that is said', async () => {
		const [sample] = pbx.simulator.state.tenants.keys();
		const office = await pbx.office();
		const path = '^/ring_groups$';
		const group = { name: 'G', extension_number: '7000', ring_strategy: 'RING_SIMULTANEOUSLY' };
		pbx.simulator.changes.push({
			path,
			method: 'POST',
			request: { path: '/ring_groups', body: group, tenant: sample },
		});
		expect((await office.post('/ring_groups', group)).status).toBe(409);
		const [{ answer }] = pbx.simulator.changes;
		expect(answer).toEqual({ status: 200, body: { id: expect.any(String) } });
		const { id } = answer?.body as { id: string };
		const request = { path: `/ring_groups/${id}/destroy`, tenant: sample };
		pbx.simulator.changes.push({ path, method: 'GET', request });
		expect((await office.get('/ring_groups')).body.count).toBe(0);
	});

	it('may be refused, and leaves neither log nor counters', async () => {
		const before = structuredClone(pbx.simulator.counters);
		const requests = [
			{ path: `/tenants/${tenant}`, body: { colour: 'red' } },
			{ path: '/ring_groups', body: {} },
			{ path: '/nothing' },
			{ path: '/tenants/switch?colour=red' },
			{ path: '/ring_groups', tenant: '1' },
		];
		for (const request of requests) pbx.simulator.changes.push({ path: '^/info$', request });
		pbx.simulator.log.length = 0;
		await admin.get('/info');
		expect(pbx.simulator.changes.map(({ answer }) => answer?.status)).toEqual([
			400, 403, 404, 400, 404,
		]);
		expect(pbx.simulator.log.map(({ path }) => path)).toEqual(['/api/info']);
		expect(pbx.simulator.counters).toEqual({ ...before, requests: before.requests + 1 });
		pbx.simulator.reset();
		expect(pbx.simulator.changes).toEqual([]);
	});

	it.each([
		[{}, 'a change needs "path"'],
		[{ path: 'a' }, 'a change needs "request"'],
		[{ path: '(', request: { path: '/a' } }, '"path" of a change must be a regular expression'],
		[{ path: 'a', request: {} }, 'a request needs "path"'],
		[{ path: 'a', request: 'b' }, '"request" of a change must be: object'],
		[{ path: 'a', request: { path: '/a', method: 'GET' } }, 'a request has no "method"'],
		[{ path: 'a', request: { path: '/a' }, answer: {} }, 'a change has no "answer"'],
		[{ path: 'a', request: { path: '/a' }, skip: '1' }, '"skip" of a change must be: number'],
		[[], 'The body must be an object of one change'],
	])('is not to be asked for %j', async (body, message) => {
		const answer = await control('POST', body);
		expect([answer.status, answer.body.errors[0].message]).toEqual([400, message]);
		expect((await control('GET')).body).toEqual([]);
	});
});

import { create, newTenant, newTrunk, newUser, setUp, type Client, type Setup } from './client.mts';
import { upload } from './world.mts';

let pbx: Setup;
let admin: Client;
let office: Client;
beforeAll(async () => {
	pbx = await setUp();
});
beforeEach(async () => {
	pbx.simulator.reset();
	admin = await pbx.admin();
	office = await pbx.office();
});
afterAll(() => pbx.simulator.close());

type Mode = 'merge' | 'reset';

function switchTo(updateTop: Mode, updateNested: Mode): void {
	Object.assign(pbx.simulator.switches, { updateTop, updateNested });
}

const first = {
	max_ring_groups: 5,
	custom_options: '{"a":1}',
	e164: { prefix: '9', enabled: true, remove_duplicate_countries: false },
};

/** A tenant with `first` in which the prefix is changed, as it is read then. */
async function changed(): Promise<Record<string, any>> {
	const id = await create(admin, '/tenants', newTenant({ name: 'Ash', ...first }));
	const answer = await admin.post(`/tenants/${id}`, { e164: { prefix: '8' } });
	expect([answer.status, answer.text]).toEqual([200, '']);
	return (await admin.get(`/tenants/${id}`)).body;
}

describe('an update of a tenant', () => {
	const kept = { max_ring_groups: 5, custom_options: '{"a":1}' };
	const gone = { max_ring_groups: 20 };
	const whole = { prefix: '8', enabled: true, remove_duplicate_countries: false };
	const part = { prefix: '8', enabled: false, remove_duplicate_countries: true };

	it.each<[Mode, Mode, object, object]>([
		['merge', 'merge', kept, whole],
		['merge', 'reset', kept, part],
		['reset', 'merge', gone, whole],
		['reset', 'reset', gone, part],
	])('with updateTop %s and updateNested %s', async (top, nested, beside, e164) => {
		switchTo(top, nested);
		const tenant = await changed();
		// What a tenant cannot be made without stays in any case.
		expect(tenant).toMatchObject({ name: 'Ash', region: 'DEU', ...beside, e164 });
		expect('custom_options' in tenant).toBe('custom_options' in beside);
	});

	it('resets whole objects that are left out', async () => {
		switchTo('reset', 'merge');
		const id = await create(admin, '/tenants', newTenant(first));
		const fresh = await create(admin, '/tenants', newTenant());
		await admin.post(`/tenants/${id}`, { max_ring_groups: 7 });
		const { e164, password_policy } = (await admin.get(`/tenants/${fresh}`)).body;
		expect((await admin.get(`/tenants/${id}`)).body).toMatchObject({ e164, max_ring_groups: 7 });
		expect((await admin.get(`/tenants/${id}`)).body.password_policy).toEqual(password_policy);
	});

	it('makes nothing of objects that were never there', async () => {
		switchTo('reset', 'reset');
		const id = await create(office, '/users', newUser());
		const before = (await office.get(`/users/${id}`)).body;
		const { display_name, email } = before;
		await office.post(`/users/${id}`, { display_name, email });
		expect((await office.get(`/users/${id}`)).body).toEqual(before);
	});
});

describe('an update that resets', () => {
	beforeEach(() => switchTo('reset', 'reset'));

	it('leaves what no answer shows, and what cannot be sent', async () => {
		const body = newTrunk({ password: 'fake', auth_id: 'a', did_numbers: '1000-1999' });
		const id = await create(admin, '/providers', body);
		await admin.post(`/providers/${id}`, { port: 5070 });
		const stored = pbx.simulator.state.providers.get(id);
		expect(stored).toMatchObject({ id, password: 'fake', hostname: body.hostname, port: 5070 });
		expect(stored?.did_numbers).toBeUndefined();
	});

	it('holds for assignments', async () => {
		const [trunk] = pbx.simulator.state.providers.keys();
		const [tenant] = pbx.simulator.state.tenants.keys();
		const path = `/providers/${trunk}/assignees/${tenant}`;
		await admin.post(path, { concurrency: 5 });
		const { did_numbers = '', concurrency } = (await admin.get(path)).body;
		expect([did_numbers, concurrency]).toEqual(['', 5]);
	});

	it('holds for records of one’s own, settings and records without code of their own', async () => {
		await admin.post('/dealer', {});
		const before = (await office.get('/user')).body;
		await office.post('/user', { mobile_phone: '1', display_name: before.display_name });
		await office.post('/user', { work_phone: '2', display_name: before.display_name });
		expect((await office.get('/user')).body).toMatchObject({
			email: before.email,
			work_phone: '2',
		});
		expect((await office.get('/user')).body).not.toHaveProperty('mobile_phone');

		const policy = (await office.get('/tenant/password_policy')).body;
		await office.post('/tenant/password_policy', { min_length: 9 });
		await office.post('/tenant/password_policy', { max_length: 20 });
		expect((await office.get('/tenant/password_policy')).body).toEqual({
			...policy,
			max_length: 20,
		});

		const group = { name: 'Group', extension_number: '7000', ring_strategy: 'RING_SIMULTANEOUSLY' };
		const made = await office.post('/ring_groups', { ...group, ring_time: 55 });
		await office.post(`/ring_groups/${made.body.id}`, { name: 'Other' });
		const read = (await office.get(`/ring_groups/${made.body.id}`)).body;
		expect(read).toMatchObject({ name: 'Other', extension_number: '7000' });
		expect(read.ring_time).not.toBe(55);
	});

	it('leaves files, whose ids no answer shows', async () => {
		const queue = {
			name: 'Queue',
			extension_number: '7001',
			polling_strategy: 'CYCLIC_HUNT',
			intro_prompt_file_id: await upload(office),
		};
		const path = `/call_queues/${await create(office, '/call_queues', queue, 200)}`;
		const { intro_prompt_file_url } = (await office.get(path)).body;
		expect(intro_prompt_file_url).toMatch(/^\/api\/blobs/);
		await office.post(path, { name: 'Other' });
		expect((await office.get(path)).body).toMatchObject({ name: 'Other', intro_prompt_file_url });
	});
});

import { create, newPhone, newUser, refusal, setUp, type Client, type Setup } from './client.mts';

let pbx: Setup;
let office: Client;
beforeAll(async () => {
	pbx = await setUp();
});
beforeEach(async () => {
	pbx.simulator.reset();
	office = await pbx.office();
});
afterAll(() => pbx.simulator.close());

describe('a phone', () => {
	it('comes with a new user and is found by its address', async () => {
		const id = await create(office, '/users', newUser({ phones: [newPhone()] }));
		expect((await office.get(`/users/${id}/phones`)).body.items).toMatchObject([
			{ mac: '000413000001' },
		]);
		expect((await office.get('/phones/000413000001/assignee')).body).toMatchObject({ model: 'S1' });
		expect((await office.post('/phones/000413000002/reboot')).status).toBe(404);
	});

	it('is not given to a user while hot desking has it', async () => {
		const desk = {
			...newPhone(),
			extension_number: '7100',
			extension_password: 'Third-Fake-5',
			display_name: 'Desk',
		};
		await create(office, '/hotdesking', desk);
		const id = await create(office, '/users', newUser());
		const mac = '00:04:13:00:00:01';
		const added = await office.post(`/users/${id}/phones`, newPhone(mac));
		expect(refusal(added)).toBe('409 RESOURCE_IN_USE');
		const body = newUser({ phones: [newPhone('000413000002'), newPhone(mac)] });
		expect(refusal(await office.post('/users', body))).toBe('409 RESOURCE_IN_USE');
		const many = await office.post('/users/create_many', { items: [newUser(), body] });
		expect(refusal(many)).toBe('409 RESOURCE_IN_USE');
		expect((await office.get('/users')).body.count).toBe(2);
	});

	it.each(['000413abcdef', '00:04:13:AB:CD:EF', '00-04-13-ab-cd-ef', '000413ABCDEF'])(
		'is one phone of one user as %s',
		async (mac) => {
			await create(office, '/users', newUser({ phones: [newPhone('000413ABCDEF')] }));
			const id = await create(office, '/users', newUser());
			const added = await office.post(`/users/${id}/phones`, newPhone(mac));
			expect(refusal(added)).toBe('409 RESOURCE_EXISTS');
			const twice = newUser({ phones: [newPhone('000413000001'), newPhone('00-04-13-00-00-01')] });
			expect(refusal(await office.post('/users', twice))).toBe('409 RESOURCE_EXISTS');
			expect((await office.get(`/phones/${mac}/assignee`)).status).toBe(200);
		},
	);

	it('can be changed where it is', async () => {
		const id = await create(office, '/users', newUser({ phones: [newPhone()] }));
		const [{ id: phone }] = (await office.get(`/users/${id}/phones`)).body.items;
		expect((await office.post(`/users/${id}/phones/${phone}`, { language: 'GERMAN' })).status).toBe(
			200,
		);
	});
});

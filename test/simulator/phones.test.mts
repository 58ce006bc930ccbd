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
		const answer = await office.post(`/users/${id}/phones`, newPhone());
		expect(refusal(answer)).toBe('409 RESOURCE_IN_USE');
	});
});

import { checkPassword } from '../../simulator/rules.mts';
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

const newUser = (changes: object = {}) => ({
	name: 'keeper',
	password: 'Quite-Fake-9',
	email: 'somebody@example.com',
	display_name: 'Somebody',
	...changes,
});

describe('an administrator', () => {
	it('is created, changed and destroyed', async () => {
		const created = await admin.post('/admin/users', newUser({ role: 'SiteAdmin' }));
		expect(created.status).toBe(201);
		const path = `/admin/users/${created.body.id}`;
		const { body } = await admin.get(path);
		expect(body).toMatchObject({ name: 'keeper', role: 'SiteAdmin', enabled: true });
		expect(body).not.toHaveProperty('password');
		for (const [end, change] of [
			['', { department: 'x' }],
			['/role', { role: 'OperationsAdmin' }],
			['/username', { name: 'renamed' }],
			['/password', { new_password: 'Other-Fake-9' }],
			['/password', { password: 'Third-Fake-9' }],
		] as const) {
			expect((await admin.post(path + end, change)).status).toBe(200);
		}
		const changed = { ...body, department: 'x', role: 'OperationsAdmin', name: 'renamed' };
		expect((await admin.get(path)).body).toEqual(changed);
		const login = { username: 'renamed', password: 'Third-Fake-9' };
		expect((await pbx.nobody().signIn(login)).status).toBe(200);
		expect((await admin.post(`${path}/destroy`)).status).toBe(204);
		expect((await admin.get(path)).status).toBe(404);
	});

	it.each([
		'.dot',
		'dot.',
		'with space',
		'ümlaut',
		'a@b',
		'ADMIN',
		'Root',
		'system',
		'administrator',
	])('cannot be called %s', async (name) => {
		const answer = await admin.post('/admin/users', newUser({ name }));
		expect([refusal(answer), detail(answer)]).toEqual([
			'400 VALIDATE_FAILED',
			expect.stringContaining('name: '),
		]);
	});

	it.each(["o'neil", 'a.b', 'under_score', 'da-sh', '7'])('can be called %s', async (name) => {
		expect((await admin.post('/admin/users', newUser({ name }))).status).toBe(201);
	});

	it.each(['sample-dealer', 'Sample-Dealer'])('shares the names with dealers: %s', async (name) => {
		expect(refusal(await admin.post('/admin/users', newUser({ name })))).toBe(
			'409 RESOURCE_EXISTS',
		);
	});

	it.each(['Admin', 'StandardUser', 'Dealer', 'Anything'])('has not the role %s', async (role) => {
		expect(detail(await admin.post('/admin/users', newUser({ role })))).toMatch(/^role: /);
	});

	it('cannot delete itself nor the built-in one', async () => {
		const [builtIn] = pbx.simulator.state.administrators.keys();
		const { id } = (await admin.post('/admin/users', newUser())).body;
		const keeper = pbx.nobody();
		await keeper.signIn({ username: 'keeper', password: 'Quite-Fake-9' });
		for (const target of [builtIn, id]) {
			expect((await keeper.post(`/admin/users/${target}/destroy`)).status).toBe(403);
		}
	});

	it('looks after its own record', async () => {
		expect((await admin.post('/admin/user', { address: 'Here' })).status).toBe(200);
		expect((await admin.get('/admin/user')).body).toMatchObject({ name: 'admin', address: 'Here' });
		const body = { old_password: 'wrong', new_password: 'Other-Fake-9' };
		expect((await admin.post('/admin/user/password', body)).status).toBe(400);
		body.old_password = pbx.simulator.logins.systemAdmin.password;
		expect((await admin.post('/admin/user/password', body)).status).toBe(200);
		expect((await admin.post('/admin/user/username', { name: 'chief' })).status).toBe(200);
		const login = { username: 'chief', password: 'Other-Fake-9' };
		expect((await pbx.nobody().signIn(login)).status).toBe(200);
	});
});

describe('a password', () => {
	const policy = {
		min_length: 6,
		max_length: 12,
		contains_letters: true,
		contains_numbers: true,
		contains_special_letters: true,
		disable_sequential_characters: true,
		disable_repeating_characters: true,
		disable_account_information: true,
	};
	const account = { name: 'keeper', email: 'someone@example.com', display_name: 'Chief' };

	it.each(['Fake-9', 'fakeP9x', 'f4ke!w0rd', 'aab12x-B'])('may be %s', (password) => {
		expect(() => checkPassword(policy, password, account)).not.toThrow();
	});

	it.each([
		['Fak-9', 'min_length'],
		['Fake-9-Fake-9', 'max_length'],
		['1357-924', 'contains_letters'],
		['Fake-Word', 'contains_numbers'],
		['fakeword9', 'contains_special_letters'],
		['Fake-123', 'disable_sequential_characters'],
		['Cba-word9', 'disable_sequential_characters'],
		['Faaake-9', 'disable_repeating_characters'],
		['Keeper-9', 'disable_account_information'],
		['Someone-9', 'disable_account_information'],
		['Chief-9-x', 'disable_account_information'],
	])('must not be %s because of %s', (password, rule) => {
		expect(() => checkPassword(policy, password, account)).toThrow(/not valid/);
		const off = { min_length: 5, max_length: 32 }[rule] ?? false;
		expect(() => checkPassword({ ...policy, [rule]: off }, password, account)).not.toThrow();
	});

	it('follows the policy as it is set', async () => {
		await admin.post('/admin/password_policy', { min_length: 20 });
		expect(detail(await admin.post('/admin/users', newUser()))).toMatch(/^password: .*20/);
		const { body } = await (await pbx.dealer()).get('/dealer/password_policy');
		expect(body.min_length).toBe(20);
	});
});

describe('a role of the system', () => {
	it('can be made and given to administrators', async () => {
		const admin = await pbx.admin();
		expect((await admin.get('/roles')).body.items).toHaveLength(4);
		expect((await admin.post('/roles', { name: 'Auditor', permissions: {} })).status).toBe(201);
		const [id] = pbx.simulator.state.administrators.keys();
		for (const [role, status] of [
			['Auditor', 200],
			['StandardUser', 400],
		]) {
			expect((await admin.post(`/admin/users/${id}/role`, { role })).status).toBe(status);
		}
		const office = await pbx.office();
		expect((await office.get('/roles/Auditor')).status).toBe(404);
	});
});

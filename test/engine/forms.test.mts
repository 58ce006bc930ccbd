import { addressAt } from '../../simulator/generic/tables.mts';
import { setUp, type Bench } from '../support/node.mts';
import { addTenants, linesOf } from '../support/pbx.mts';

/** What a form may leave out, and what it may hold instead of an id. */
let bench: Bench;
beforeAll(async () => (bench = await setUp()));
beforeEach(() => {
	bench.simulator.reset();
	bench.signIn(bench.simulator.logins.tenantUser);
});
afterAll(async () => await bench.close());

const user = () => [...bench.simulator.state.users.values()][0];

describe('an update sends again what the PBX wants in every change', () => {
	const update = (fields: object) =>
		bench.run({ resource: 'extension', operation: 'update', extensionId: user().id, ...fields });

	test('so that one switch can be changed alone', async () => {
		const { display_name: before } = user();
		const { error } = await update({ additionalFields: { enableDnd: true } });
		expect(error).toBeUndefined();
		expect(user()).toMatchObject({ enable_dnd: true, display_name: before });
		const path = `/api/users/${user().id}`;
		expect(linesOf(bench.simulator)).toEqual([`GET ${path}`, `POST ${path}`]);
	});

	test('but does not ask for what is given', async () => {
		const { error } = await update({ displayName: 'Grace Hopper' });
		expect(error).toBeUndefined();
		expect(user().display_name).toBe('Grace Hopper');
		expect(linesOf(bench.simulator)).toEqual([`POST /api/users/${user().id}`]);
	});

	test('and changes of many items keep their order', async () => {
		const { error } = await bench.run(
			{
				resource: 'extension',
				operation: 'update',
				extensionId: user().id,
				displayName: '={{ $json.name }}',
				additionalFields: { department: '={{ $json.department }}' },
			},
			{ items: [{ name: 'Grace' }, { department: 'Sales' }, { department: 'Support' }] },
		);
		expect(error).toBeUndefined();
		expect(user()).toMatchObject({ display_name: 'Grace', department: 'Support' });
	});

	test('and says so where the record does not show it', async () => {
		user().display_name = undefined;
		const { error } = await update({ additionalFields: { enableDnd: true } });
		expect(error?.message).toMatch(/"Display Name" is wanted by the PBX in every change/);
	});
});

describe('a locator takes whatever people know the record by', () => {
	const tenantOf = (tenantId: unknown, more: object = {}) =>
		bench.run({ resource: 'tenant', operation: 'get', tenantId, simple: false, ...more });
	const first = () => [...bench.simulator.state.tenants.values()][0];

	beforeEach(() => bench.signIn(bench.simulator.logins.systemAdmin));

	test.each([
		['the id', () => first().id],
		['the domain', () => first().domain],
		['the domain in capitals', () => String(first().domain).toUpperCase()],
		['the name', () => first().name],
	])('%s, dropped on it', async (_, value) => {
		for (const mode of ['id', 'list']) {
			const { out, error } = await bench.run(
				{
					resource: 'tenant',
					operation: 'get',
					tenantId: { __rl: true, mode, value: '={{ $json.which }}' },
				},
				{ items: [{ which: String(value()) }] },
			);
			expect(error).toBeUndefined();
			expect(out).toMatchObject([{ id: first().id }]);
		}
	});

	test('and asks for a plain id without looking it up', async () => {
		const { id } = first();
		await tenantOf({ __rl: true, mode: 'id', value: id });
		expect(linesOf(bench.simulator)).toEqual([`GET /api/tenants/${id}`]);
	});

	test('what was picked from the list is taken as the list has it', async () => {
		const picked = { __rl: true, mode: 'list', value: 'odd-id', cachedResultName: 'Acme' };
		const { error } = await tenantOf(picked);
		expect(error?.message).toContain('404');
		expect(linesOf(bench.simulator)).toEqual(['GET /api/tenants/odd-id']);
	});

	test('an id of an unusual form is found to be one', async () => {
		bench.signIn(bench.simulator.logins.tenantUser);
		const { out, error } = await bench.run({
			resource: 'role',
			operation: 'get',
			roleId: { __rl: true, mode: 'id', value: 'role-StandardUser' },
		});
		expect(error).toBeUndefined();
		expect(out).toMatchObject([{ name: 'StandardUser' }]);
	});

	test('a miss says what was looked for, and names the other forms', async () => {
		const any = await tenantOf({ __rl: true, mode: 'id', value: 'nobody.example' });
		expect(any.error?.message).toContain('No tenant has the ID, domain or name "nobody.example"');
		const byName = await tenantOf({ __rl: true, mode: 'name', value: 'Nobody' });
		expect(byName.error?.message).toContain('No tenant has the name "Nobody"');
		expect(byName.error?.description).toContain('also be given by its ID or domain');
	});

	test('a name that several have is refused with their ids', async () => {
		const [one, two] = addTenants(bench.simulator, 2);
		for (const id of [one, two]) bench.simulator.state.tenants.get(id)!.name = 'Twin';
		const { error } = await tenantOf({ __rl: true, mode: 'id', value: 'Twin' });
		expect(error?.message).toContain('More than one tenant has the ID, domain or name "Twin"');
		expect(error?.description).toContain(`${one}, ${two}`);
	});

	test('extensions by number or username, also where their number is sent', async () => {
		bench.signIn(bench.simulator.logins.tenantUser);
		const { id, name, extension_number: number } = user();
		for (const value of [name, number, id]) {
			const { out, error } = await bench.run({
				resource: 'extension',
				operation: 'getStatus',
				extensionId: { __rl: true, mode: 'id', value },
			});
			expect([error, out.length]).toEqual([undefined, 1]);
		}
		const rule = { key: 'no_answer_forward_rule', action: 'FORWARD_TO_NUMBER' };
		const created = await bench.run({
			resource: 'ringGroup',
			operation: 'create',
			name: 'Door',
			extensionNumber: '8123',
			ringStrategy: 'CYCLIC_HUNT',
			additionalFields: {
				forwardRules: {
					entries: [{ ...rule, number: { __rl: true, mode: 'id', value: name } }],
				},
			},
		});
		expect(created.error).toBeUndefined();
		const { out } = await bench.run({
			resource: 'ringGroup',
			operation: 'get',
			ringGroupId: { __rl: true, mode: 'id', value: '8123' },
			simple: false,
		});
		expect(out).toMatchObject([{ no_answer_forward_rule: { number } }]);
	});
});

describe('holidays', () => {
	const holiday = async (name: string) => {
		const { out, error } = await bench.run({
			resource: 'holiday',
			operation: 'create',
			...{ name, region: 'DEU', consecutive: false, everyYear: true },
			...{ yearStart: 2030, yearEnd: 2030, monthStart: 1, monthEnd: 1, dayStart: 1, dayEnd: 1 },
			...{ hourStart: 0, hourEnd: 23, minuteStart: 0, minuteEnd: 59 },
		});
		expect(error).toBeUndefined();
		return String(out[0].id);
	};
	const update = async (holidays: unknown) =>
		await bench.run({
			resource: 'extensionHoliday',
			operation: 'updateGlobalHolidays',
			extensionId: { __rl: true, mode: 'id', value: String(user().id) },
			holidays,
		});
	const sent = () =>
		bench.simulator.log.filter(({ method, path }) => method === 'POST' && /holidays$/.test(path));

	beforeEach(() => bench.signIn(bench.simulator.logins.tenantUser));

	test('of an extension are given by name, by id, and mixed', async () => {
		const [one, two] = [await holiday('New Year, Old Style'), await holiday('Founders Day')];
		for (const given of [
			['New Year, Old Style', 'Founders Day'],
			[one, 'Founders Day'],
			[{ id: one }, { id: two }],
			`${one}; Founders Day`,
		]) {
			const { error } = await update(given);
			expect([given, error]).toEqual([given, undefined]);
			const { out } = await bench.run({
				resource: 'extensionHoliday',
				operation: 'getGlobalHolidays',
				extensionId: { __rl: true, mode: 'id', value: String(user().id) },
				returnAll: true,
			});
			expect(out.map(({ id }) => id).sort()).toEqual([one, two].sort());
		}
	});

	test('that nobody knows are refused before anything is sent', async () => {
		await holiday('Founders Day');
		const before = sent().length;
		const { error } = await update(['Founders Day', 'Pancake Day']);
		expect(error?.message).toContain('No holiday has the ID or name "Pancake Day"');
		expect(sent()).toHaveLength(before);
	});
});

describe('calls of a span of time', () => {
	const day = 24 * 60 * 60 * 1000;
	const at = (ago: number) => new Date(Date.now() - ago).toISOString();

	/** Puts records of calls of the sample tenant on the PBX. */
	const putCalls = (calls: object[]) => {
		const address = addressAt('/cdrs', String(user().tenant_id));
		const rows = calls.map(
			(each, index) => [String(index), { id: String(index), ...each }] as const,
		);
		bench.simulator.state.resources.set(address, new Map(rows));
	};

	test('are asked for by their time and the extension on either side', async () => {
		putCalls([
			{ caller: '101', callee: '200', started_at: at(0) },
			{ caller: '300', callee: '101', started_at: at(0) },
			{ caller: '300', callee: '200', started_at: at(0) },
			{ caller: '101', callee: '200', started_at: at(40 * day) },
		]);
		const { out, error } = await bench.run({
			resource: 'cdr',
			operation: 'getMany',
			returnAll: true,
			period: 'custom',
			from: '={{ $now.minus({ days: 2 }) }}',
			filters: { extension: '101' },
		});
		expect(error).toBeUndefined();
		expect(out.map(({ caller_number, callee_number }) => [caller_number, callee_number])).toEqual([
			['101', '200'],
			['300', '101'],
		]);
	});
});

describe('passwords that a creation demands', () => {
	const create = {
		resource: 'extension',
		operation: 'create',
		extensionNumber: '={{ $json.number }}',
		displayName: 'Grace Hopper',
		name: '={{ "grace" + $json.number }}',
		email: 'grace@customer.example',
		role: { __rl: true, mode: 'id', value: 'StandardUser' },
	};
	const items = [{ number: '4101' }, { number: '4102' }];
	const secrets = ['password', 'extension_password', 'voicemail_pin'];
	const created = () =>
		[...bench.simulator.state.users.values()].filter(({ extension_number: number }) =>
			/^410/.test(String(number)),
		);

	test('are made up within the rules of the tenant, and kept to themselves', async () => {
		const [tenant] = bench.simulator.state.tenants.values();
		tenant.password_policy = { ...(tenant.password_policy as object), min_length: 9 };
		const { out, error } = await bench.run({ ...create, generatePasswords: true }, { items });
		expect(error).toBeUndefined();
		const told = out.flatMap((item) => Object.keys(item));
		expect(told.filter((name) => secrets.includes(name))).toEqual([]);
		const made = created().flatMap((each) => secrets.map((name) => each[name]));
		expect(new Set(made).size).toBe(6);
		const asked = linesOf(bench.simulator).filter((line) => line.includes('password_policy'));
		expect(asked).toEqual(['GET /api/tenant/password_policy']);
	});

	test('come back once where that is asked for, and only those that were made up', async () => {
		const { out } = await bench.run(
			{ ...create, generatePasswords: true, returnPasswords: true, voicemailPin: '680413' },
			{ items },
		);
		expect(out).toEqual(
			created().map((user) => ({
				id: user.id,
				password: user.password,
				extension_password: user.extension_password,
				extension_number: user.extension_number,
				display_name: user.display_name,
				name: user.name,
				email: user.email,
				role: 'StandardUser',
			})),
		);
	});

	test('are made up by the strictest rules where those of the PBX cannot be read', async () => {
		bench.simulator.state.dealers.forEach((each) => (each.level = 'DISTRIBUTOR'));
		bench.signIn(bench.simulator.logins.dealer);
		const { out, error } = await bench.run({
			resource: 'dealer',
			operation: 'create',
			level: 'RESELLER',
			name: 'south.wind',
			email: 'south@wind.example',
			displayName: 'South Wind',
			maxTenants: 1,
			maxExtensions: 10,
			generatePasswords: true,
			returnPasswords: true,
		});
		expect(error).toBeUndefined();
		expect(out).toMatchObject([{ password: expect.stringMatching(/^[\w-]{16}$/) }]);
	});

	test('are demanded where nobody said to make them up', async () => {
		const { error } = await bench.run(create, { items });
		expect(error?.message).toContain('"Password" is empty');
		expect(error?.description).toContain('turn on Generate Passwords');
		expect(linesOf(bench.simulator)).toEqual([]);
	});
});

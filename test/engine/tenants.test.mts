import type { IDataObject } from 'n8n-workflow';
import { request } from 'undici';
import { expireTokens } from '../../simulator/sessions.mts';
import { newTenant, setUp, type Bench } from '../support/node.mts';

let bench: Bench;
afterEach(async () => await bench.close());

const newTenantFields = ['name', 'domain', 'website', 'timezone', 'currency', 'region'];
const createTenant = {
	resource: 'tenant',
	operation: 'create',
	...Object.fromEntries(newTenantFields.map((name) => [name, `={{ $json.${name} }}`])),
};
const extensionFields: Record<string, string> = {
	displayName: 'Person',
	name: '=person{{ $json.number }}',
	email: '=person{{ $json.number }}@customer.example',
	password: 'Fake-Word-9',
	extensionPassword: 'Fake-Word-8',
	voicemailPin: '294726',
};
const createExtension = {
	resource: 'extension',
	operation: 'create',
	actInTenant: { __rl: true, mode: 'domain', value: '={{ $json.tenant }}' },
	extensionNumber: '={{ $json.number }}',
	role: { __rl: true, mode: 'id', value: 'StandardUser' },
	...extensionFields,
};

/** Creates tenants named so, and gives their ids. */
async function tenants(...names: string[]): Promise<string[]> {
	const { out, error } = await bench.run(createTenant, { items: names.map(newTenant) });
	expect(error).toBeUndefined();
	return out.map(({ id }) => String(id));
}

const domain = (name: string) => String(newTenant(name).domain);

/** Extension numbers by tenant as the PBX holds them, those of the sample tenant left out. */
function held(): Record<string, string[]> {
	const { users, tenants: all } = bench.simulator.state;
	const result: Record<string, string[]> = {};
	for (const { tenant_id: id, extension_number: number } of users.values()) {
		const name = String(all.get(String(id))?.name);
		if (name !== 'Sample Tenant') (result[name] ??= []).push(String(number));
	}
	return result;
}

const numbers = (from: number, count: number): string[] =>
	Array.from({ length: count }, (_, index) => String(from + index));

const logOf = (path: RegExp) => bench.simulator.log.filter((entry) => path.test(entry.path));

describe('Act in Tenant', () => {
	test('leads each item into its own tenant, with one session for each tenant', async () => {
		bench = await setUp();
		await tenants('Alpha', 'Beta');
		bench.simulator.log.length = 0;
		const items = numbers(100, 12).map((number, index) => ({
			number,
			tenant: domain(index % 2 ? 'Beta' : 'Alpha'),
		}));
		const before = bench.simulator.counters.logins;
		const { items: output, error } = await bench.run(createExtension, { items });
		expect(error).toBeUndefined();
		expect(output('PortSIP').map(({ pairedItem }) => pairedItem)).toEqual(
			items.map((_, item) => ({ item })),
		);
		const even = items.filter((_, index) => index % 2 === 0).map(({ number }) => number);
		const odd = items.filter((_, index) => index % 2 === 1).map(({ number }) => number);
		expect(held()).toEqual({ Alpha: even, Beta: odd });
		expect(bench.simulator.counters.logins - before).toBe(2);
		expect(logOf(/tenants\/switch$/)).toHaveLength(2);
		// Each was looked at before anything was written, and was left at the end.
		const paths = bench.simulator.log.map(({ path }) => path);
		expect(paths.indexOf('/api/tenant')).toBeLessThan(paths.indexOf('/api/users'));
		expect(logOf(/auth\/sign_out$/)).toHaveLength(2);
	});

	test('never moves the session that all workflows share', async () => {
		bench = await setUp();
		const [alpha] = await tenants('Alpha');
		const shared = bench.engine.credentials.read('portsip').accessToken;
		const list = { resource: 'extension', operation: 'getMany' };
		const inside = { ...list, actInTenant: { __rl: true, mode: 'id', value: alpha } };
		expect((await bench.run(inside)).error).toBeUndefined();
		expect(bench.engine.credentials.read('portsip').accessToken).toBe(shared);
		const many = { resource: 'tenant', operation: 'getMany', returnAll: true };
		expect((await bench.run(many)).out.length).toBe(2);
	});

	test('works for dealers with their tenants, and says why it does not with others', async () => {
		bench = await setUp();
		const [alpha] = await tenants('Alpha');
		bench.signIn(bench.simulator.logins.dealer);
		const read = (id: unknown) => ({
			resource: 'myTenant',
			operation: 'get',
			actInTenant: { __rl: true, mode: 'id', value: id },
		});
		const [{ tenant_id: own }] = [...bench.simulator.state.tenantDealers.values()];
		const inside = await bench.run(read(own));
		expect(inside.error).toBeUndefined();
		expect(inside.out[0].id).toBe(own);
		const { error } = await bench.run(read(alpha));
		expect(error?.message).toBe(
			`Get own tenant: the tenant ${alpha} could not be entered: the PBX answered 404 NOT_FOUND: The tenant does not exist`,
		);
		expect(error?.description).toMatch(/whether it belongs to this dealer/);
	});

	test('is refused for a user of a tenant before anything is sent', async () => {
		bench = await setUp();
		bench.signIn(bench.simulator.logins.tenantUser);
		const { error } = await bench.run(createExtension, {
			items: [{ number: '500', tenant: domain('Alpha') }],
		});
		expect(error?.message).toMatch(
			/^Create extension: The account in the credential is a user of a tenant, and works in that/,
		);
		expect(bench.simulator.log).toEqual([]);
	});

	test.each(['systemAdmin', 'dealer'] as const)(
		'is asked for before anything is sent, where a %s does what belongs to a tenant',
		async (role) => {
			bench = await setUp();
			bench.signIn(bench.simulator.logins[role]);
			const items = [{ number: '500' }];
			const nowhere = { ...createExtension, actInTenant: { __rl: true, mode: 'list', value: '' } };
			const { error } = await bench.run(nowhere, { items });
			expect(error?.message).toBe(
				'Create extension: "Act in Tenant" is empty, and the account in the credential belongs to no tenant',
			);
			expect(error?.description).toMatch(/^Choose the tenant in Act in Tenant, or pick/);
			expect(bench.simulator.log).toEqual([]);
		},
	);

	test('is not asked for by what is there outside of tenants, too', async () => {
		bench = await setUp();
		const lists = ['trunk', 'role', 'file', 'auditLog', 'eventLog'];
		for (const resource of lists) {
			const { error } = await bench.run({ resource, operation: 'getMany' });
			expect([resource, error?.message]).toEqual([resource, undefined]);
		}
	});

	test('writes nothing where the PBX leads into another tenant', async () => {
		bench = await setUp();
		const [alpha] = await tenants('Alpha');
		const { state, log } = bench.simulator;
		// As soon as the session has moved, something moves it on.
		const push = log.push.bind(log);
		log.push = (entry) => {
			if (entry.path === '/api/tenant') {
				for (const session of state.sessions.values()) {
					if (session.switchedTo === alpha) session.switchedTo = [...state.tenants.keys()][0];
				}
			}
			return push(entry);
		};
		const { error } = await bench.run(createExtension, {
			items: [{ number: '500', tenant: domain('Alpha') }],
		});
		expect(error?.message).toContain('led the session into another tenant');
		expect(logOf(/\/users$/)).toEqual([]);
		expect(logOf(/auth\/sign_out$/)).toHaveLength(1);
	});

	test('goes on in the same tenant when its session ends in the middle', async () => {
		bench = await setUp();
		await tenants('Alpha');
		const { log, state, counters } = bench.simulator;
		const before = counters.logins;
		let writes = 0;
		const push = log.push.bind(log);
		log.push = (entry) => {
			if (entry.path === '/api/users' && ++writes === 20) expireTokens(state);
			return push(entry);
		};
		const items = numbers(100, 40).map((number) => ({ number, tenant: domain('Alpha') }));
		const { error } = await bench.run(createExtension, { items });
		expect(error).toBeUndefined();
		expect(held().Alpha?.sort()).toEqual(numbers(100, 40));
		// One sign-in at the start, and one for all that found the session ended.
		expect(counters.logins - before).toBe(2);
	});

	test('replaces a session in time where its lifetime is known', async () => {
		bench = await setUp();
		await tenants('Alpha');
		bench.simulator.switches.tokenLifetimeSeconds = 1;
		const items = numbers(100, 8).map((number) => ({ number, tenant: domain('Alpha') }));
		const requestOptions = { batchSize: 1, batchInterval: 200 };
		bench.simulator.log.length = 0;
		const { error } = await bench.run({ ...createExtension, requestOptions }, { items });
		expect(error).toBeUndefined();
		expect(held().Alpha).toHaveLength(8);
		const refused = bench.simulator.log.filter(({ status }) => status === 401);
		expect(refused.filter(({ path }) => !path.endsWith('/sign_out'))).toEqual([]);
	});

	test('signs out also when an item fails', async () => {
		bench = await setUp();
		await tenants('Alpha');
		bench.simulator.log.length = 0;
		const items = ['500', '500'].map((number) => ({ number, tenant: domain('Alpha') }));
		const { error } = await bench.run(createExtension, { items });
		expect(error?.message).toMatch(/409/);
		expect(logOf(/auth\/sign_out$/)).toHaveLength(1);
	});

	test('stops at once when the sign-in is refused, and does not repeat it', async () => {
		bench = await setUp();
		const ids = await tenants('Alpha', 'Beta', 'Gamma');
		const { accessToken } = bench.engine.credentials.read('portsip');
		// The password was changed on the PBX; the shared session is still good.
		const [admin] = bench.simulator.state.administrators.values();
		const known = admin.password;
		admin.password = 'Changed-Word-1';
		bench.signIn({ ...bench.simulator.logins.systemAdmin, accessToken: accessToken as string });
		const { items } = await bench.run(
			{
				resource: 'myTenant',
				operation: 'get',
				actInTenant: { __rl: true, mode: 'id', value: '={{ $json.id }}' },
				requestOptions: { batchSize: 1 },
			},
			{ items: ids.map((id) => ({ id })), onError: 'continueErrorOutput' },
		);
		expect(items('PortSIP', 1)).toHaveLength(3);
		expect(bench.simulator.counters.refusedLogins).toBe(1);
		admin.password = known;
	});
});

describe('two workflows in two tenants and one at system level, at the same time', () => {
	const COUNT = 200;

	/** What ended up where it does not belong, whichever way the session was moved. */
	const misplaced = (): string[] => {
		const found = held();
		return [
			...(found.Alpha ?? []).filter((number) => Number(number) >= 2000),
			...(found.Beta ?? []).filter((number) => Number(number) < 2000),
		];
	};

	test('every record is where it belongs', async () => {
		bench = await setUp({ latencyMs: 2 });
		await tenants('Alpha', 'Beta');
		const itemsOf = (name: string, from: number): IDataObject[] =>
			numbers(from, COUNT).map((number) => ({ number, tenant: domain(name) }));
		const customers = numbers(1, 50).map((number) => newTenant(`Customer ${number}`));
		const [alpha, beta, system] = await Promise.all([
			bench.run(createExtension, { items: itemsOf('Alpha', 1000) }),
			bench.run(createExtension, { items: itemsOf('Beta', 2000) }),
			bench.run(createTenant, { items: customers }),
		]);
		expect([alpha.error, beta.error, system.error]).toEqual([undefined, undefined, undefined]);
		const found = held();
		expect(found.Alpha?.sort()).toEqual(numbers(1000, COUNT));
		expect(found.Beta?.sort()).toEqual(numbers(2000, COUNT));
		expect(Object.keys(found).sort()).toEqual(['Alpha', 'Beta']);
		expect(bench.simulator.state.tenants.size).toBe(3 + customers.length);
		expect(misplaced()).toEqual([]);
	}, 60_000);

	test('the naive way, which switches the shared session, is caught by the simulator', async () => {
		bench = await setUp({ latencyMs: 2 });
		const [alpha, beta] = await tenants('Alpha', 'Beta');
		const saved = String(bench.engine.credentials.read('portsip').accessToken);
		const token = saved.slice(saved.indexOf('.', saved.indexOf('.') + 1) + 1);
		const post = async (path: string, body?: object) => {
			const { statusCode, body: answer } = await request(`${bench.simulator.url}/api${path}`, {
				method: 'POST',
				headers: { authorization: `Bearer ${token}`, 'content-type': 'application/json' },
				body: JSON.stringify(body ?? {}),
			});
			await answer.dump();
			return statusCode;
		};
		const extension = (number: string) => ({
			extension_number: number,
			display_name: 'Person',
			name: `person${number}`,
			email: `person${number}@customer.example`,
			password: 'Fake-Word-9',
			extension_password: 'Fake-Word-8',
			voicemail_pin: '294726',
			role: 'StandardUser',
		});
		const fill = async (id: string, from: number) => {
			const statuses = [await post(`/tenants/switch?id=${id}`)];
			for (const number of numbers(from, 20)) {
				statuses.push(await post('/users', extension(number)));
			}
			return statuses;
		};
		const statuses = await Promise.all([fill(alpha, 1000), fill(beta, 2000)]);
		// Extensions of one customer are in the other one's phone system, or the switch was refused.
		expect([misplaced().length > 0, statuses.flat().includes(403)]).toContain(true);
		expect(held()).not.toEqual({ Alpha: numbers(1000, 20), Beta: numbers(2000, 20) });
	});
});

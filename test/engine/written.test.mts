import type { IDataObject } from 'n8n-workflow';
import { resources } from '../../nodes/shared/api/index.ts';
import { startProxy, type Fault, type Proxy } from '../faults/proxy.mts';
import { EveryOperation, roleOf } from '../support/everyOperation.mts';
import { fileItem } from '../support/fileItem.mts';
import { newTenant, setUp, type Bench } from '../support/node.mts';
import { allFields, withSecrets } from '../support/secretFields.mts';

/** What a write gives to the next node. */
let bench: Bench;
beforeAll(async () => (bench = await setUp()));
beforeEach(() => {
	bench.simulator.reset();
	bench.signIn(bench.simulator.logins.systemAdmin);
});
afterAll(async () => await bench.close());

const locator = (value: unknown) => ({ __rl: true, mode: 'id', value });
const createTenant = { resource: 'tenant', operation: 'create', ...newTenant('New') };
const sampleTenant = () => String([...bench.simulator.state.tenants.keys()][0]);
const sampleExtension = () =>
	String(
		[...bench.simulator.state.users.values()].find(({ tenant_id: id }) => id === sampleTenant())
			?.id,
	);
const fail = (failure: object) => bench.simulator.switches.failures.push(failure as never);

describe('a write names its record and what it belongs to', () => {
	const inTenant = () => ({ actInTenant: locator(sampleTenant()) });

	test('create', async () => {
		const { out } = await bench.run(createTenant);
		const [id] = [...bench.simulator.state.tenants.keys()].slice(-1);
		expect(out).toEqual([{ id, ...newTenant('New') }]);
		expect(Object.keys(out[0])[0]).toBe('id');
	});

	test('create, update and delete below another record in a tenant', async () => {
		const belongs = { tenant_id: sampleTenant(), extension_id: sampleExtension() };
		const dial = { resource: 'extensionSpeedDial8', extensionId: locator(sampleExtension()) };
		const { out } = await bench.run({
			...inTenant(),
			...dial,
			operation: 'create',
			code: '2',
			phoneNumber: '101',
		});
		const [{ id }] = out;
		expect(out).toEqual([expect.objectContaining({ id: expect.any(String), ...belongs })]);
		expect(id).not.toBe(belongs.extension_id);

		const change = { speedDialId: id, phoneNumber: '102' };
		const named = { id, ...belongs, speed_dial_id: id };
		const update = { ...inTenant(), ...dial, ...change, operation: 'update' };
		expect((await bench.run(update)).out).toEqual([
			expect.objectContaining({ ...named, phone_number: '102', updated: true }),
		]);
		const remove = { ...inTenant(), ...dial, speedDialId: id, operation: 'delete' };
		expect((await bench.run(remove)).out).toEqual([{ ...named, deleted: true }]);
	});

	test('an assignment names both sides', async () => {
		const [trunk] = bench.simulator.state.providers.keys();
		const [{ id }] = (await bench.run(createTenant)).out;
		const { out } = await bench.run({
			resource: 'trunk',
			operation: 'assignToTenant',
			trunkId: locator(trunk),
			tenantId: locator(id),
			didNumbers: '442079000000-442079000099',
		});
		expect(out).toEqual([
			{
				id: trunk,
				trunk_id: trunk,
				tenant_id: id,
				did_numbers: '442079000000-442079000099',
				operation: 'created',
				added: '442079000000-442079000099',
				removed: '',
				assigned: true,
			},
		]);
	});

	test('a record that an action adds does not take the id of the one it is added to', async () => {
		bench.signIn(bench.simulator.logins.tenantUser);
		const upload = { resource: 'file', operation: 'upload' };
		const [file] = (await bench.run(upload, { input: [fileItem('RIFF', 'hello.wav')] })).out;
		const voicemail = { resource: 'sharedVoicemail' };
		const created = await bench.run({
			...voicemail,
			operation: 'create',
			name: 'Sales',
			extensionNumber: '8800',
			pin: '294726',
		});
		const [{ id }] = created.out;
		expect(created.out).toEqual([{ id, name: 'Sales', extension_number: '8800' }]);
		const { out } = await bench.run({
			...voicemail,
			operation: 'addGreeting',
			sharedVoicemailId: locator(id),
			fileId: locator(file.id),
		});
		expect(out).toEqual([{ id, file_id: file.id, greeting_id: expect.any(String) as string }]);
		expect(out[0].greeting_id).not.toBe(id);
	});
});

describe('Output: Full Record', () => {
	test('gives the record as the PBX holds it, for a create and for an update', async () => {
		const { out } = await bench.run({ ...createTenant, output: 'record' });
		const { id } = out[0];
		const whole = await bench.run({
			resource: 'tenant',
			operation: 'get',
			tenantId: locator(id),
			simple: false,
		});
		expect(out).toEqual(whole.out);
		const update = { resource: 'tenant', operation: 'update', tenantId: locator(id) };
		const changed = await bench.run({
			...update,
			additionalFields: { maxExtensions: 7 },
			output: 'record',
		});
		expect(changed.out).toEqual([{ ...whole.out[0], max_extensions: 7 }]);
	});

	test('names what the record belongs to', async () => {
		const belongs = { tenant_id: sampleTenant(), extension_id: sampleExtension() };
		const { out } = await bench.run({
			resource: 'extensionSpeedDial8',
			operation: 'create',
			actInTenant: locator(sampleTenant()),
			extensionId: locator(sampleExtension()),
			code: '3',
			phoneNumber: '101',
			output: 'record',
		});
		expect(out).toEqual([expect.objectContaining({ ...belongs, phone_number: '101' })]);
		expect(out[0].id).not.toBe(belongs.extension_id);
	});

	test('is no reason to fail where the record is written but cannot be read', async () => {
		fail({ path: '^/tenants/\\d+$', method: 'GET', status: 403, times: 1, code: 'FORBIDDEN' });
		const { out, error, run } = await bench.run({ ...createTenant, output: 'record' });
		expect(error).toBeUndefined();
		expect(out).toEqual([
			{ id: expect.any(String) as string, ...newTenant('New'), full_record: false },
		]);
		const [{ hints = [] }] = run.data.resultData.runData.PortSIP;
		expect(hints.map(({ message }) => message)).toEqual([
			expect.stringMatching(
				/^Create tenant: done, but the record could not be read.*403 FORBIDDEN/,
			),
		]);
	});
});

describe('Tenant > Delete with Wait Until Gone', () => {
	const remove = (minutes: unknown) => ({
		resource: 'tenant',
		operation: 'delete',
		tenantId: locator(sampleTenant()),
		...(minutes === undefined ? {} : { options: { waitUntilGone: minutes } }),
	});
	const looks = () =>
		bench.simulator.log.filter(
			({ method, path }) => method === 'GET' && /tenants\/\d+$/.test(path),
		);

	test('goes on at once unless it is asked for', async () => {
		const id = sampleTenant();
		expect((await bench.run(remove(undefined))).out).toEqual([{ id, deleted: true }]);
		expect(looks()).toEqual([]);
	});

	test('goes on when the tenant is gone', async () => {
		const id = sampleTenant();
		bench.simulator.switches.tenantDeletionMs = 1200;
		const { out, error } = await bench.run(remove(1));
		expect(error).toBeUndefined();
		expect(out).toEqual([{ id, deleted: true, gone: true }]);
		expect(looks().length).toBeGreaterThan(1);
		expect(bench.simulator.state.tenants.has(id)).toBe(false);
	});

	test('says so when it is stopped before, without a failure', async () => {
		bench.simulator.switches.tenantDeletionMs = 60_000;
		const stop = new AbortController();
		setTimeout(() => stop.abort(), 900);
		const began = Date.now();
		await bench.run(remove(1), { stop: stop.signal });
		expect(Date.now() - began).toBeLessThan(3000);
	});

	test('does not wait on where the PBX does not let it look', async () => {
		fail({ path: '^/tenants/\\d+$', method: 'GET', status: 403, times: 1, code: 'FORBIDDEN' });
		const { error } = await bench.run(remove(1));
		expect(error?.message).toMatch(
			/^Delete tenant: the PBX has taken the deletion, but whether the record is gone cannot be seen: the PBX answered 403/,
		);
	});

	test.each([0, 1.5, 'soon'])('refuses %s minutes before anything is sent', async (minutes) => {
		const { error } = await bench.run(remove(minutes));
		expect(error?.message).toMatch(
			/"Wait Until Gone \(Minutes\)" is .*: it takes a whole number from 1/,
		);
		expect(bench.simulator.log).toEqual([]);
	});
});

const all = resources.flatMap((resource) =>
	resource.operations
		// What is made of several calls looks first, which this PBX cannot answer.
		.filter(({ kind, reads, composed }) => !reads && kind !== 'upload' && !composed)
		.map((operation) => [`${resource.value}:${operation.value}`, resource, operation] as const),
);
const secretive = all.filter(([, , operation]) =>
	allFields(operation).some(({ secret }) => secret),
);

describe('what was sent comes without its secrets', () => {
	let every: EveryOperation;
	let proxy: Proxy;
	beforeAll(async () => {
		every = new EveryOperation(bench);
		await every.build();
		proxy = await startProxy(bench.simulator.url);
		for (const [role, login] of Object.entries(bench.simulator.logins)) {
			bench.signIn({ ...login, baseUrl: proxy.url }, role);
		}
	}, 60_000);
	afterAll(async () => await proxy.close());

	let received: unknown;
	/** The PBX takes everything. */
	const taken: Fault = async ({ body, reply }) => {
		received = JSON.parse((await body()).toString() || '{}');
		reply({
			status: 200,
			headers: { 'content-type': 'application/json' },
			body: Buffer.from('{}'),
		});
	};
	const textsIn = (value: unknown): string[] =>
		typeof value === 'object' && value !== null
			? Object.values(value).flatMap(textsIn)
			: [String(value)];

	/** Runs an operation whose answer is empty. */
	async function itemOf(parameters: IDataObject, credential: string): Promise<IDataObject> {
		await proxy.mend();
		proxy.breakAt({ line: /^(?!.*\/api\/auth\/)/, times: Infinity }, taken);
		const { items, error } = await bench.run(parameters, { credential });
		expect(error).toBeUndefined();
		const [{ json }] = items('PortSIP');
		return json;
	}

	test.each(secretive)('%s', async (_, resource, operation) => {
		const plain = every.caseOf(resource, operation).parameters;
		const { parameters, secrets } = withSecrets(resource, operation, plain);
		const item = await itemOf(parameters, roleOf(operation));
		const sent = textsIn(received);
		expect(secrets.filter((secret) => !sent.includes(secret))).toEqual([]);
		expect(secrets.filter((secret) => textsIn(item).includes(secret))).toEqual([]);
		expect(item).toMatchObject({ [operation.done]: true });
	});

	test('nor are those of Other Fields in it, in whatever form', async () => {
		const others = {
			apiToken: 'hush-1',
			deep: [{ private_key: 'hush-2', kept: 'yes' }],
			headers: [
				{ name: 'Authorization', value: 'hush-3' },
				{ name: 'X-Color', value: 'blue' },
			],
			custom_options: '{"door_password": "hush-4"}',
			note: 'open',
		};
		const item = await itemOf(
			{
				resource: 'ipRule',
				operation: 'create',
				cidr: '192.0.2.0/24',
				target: 'DENY',
				additionalFields: { otherFields: JSON.stringify(others) },
			},
			'systemAdmin',
		);
		expect(received).toMatchObject(others);
		expect(item).toEqual({
			cidr: '192.0.2.0/24',
			target: 'DENY',
			deep: [{ kept: 'yes' }],
			headers: [{ name: 'Authorization' }, { name: 'X-Color', value: 'blue' }],
			note: 'open',
			created: true,
		});
	});
});

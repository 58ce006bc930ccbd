import type { IDataObject } from 'n8n-workflow';
import { addressAt } from '../../simulator/generic/tables.mts';
import type { Rec } from '../../simulator/types.mts';
import { addTenants } from '../support/pbx.mts';
import { setUpTriggers, type TriggerBench } from '../support/triggers.mts';
import { inbound, sampleTenant } from './scene.mts';

/** Records that appear on the PBX start the workflow once each, whatever the list heeds. */
let bench: TriggerBench;
beforeEach(async () => {
	bench = await setUpTriggers();
	// Without these the simulated PBX makes up a record for each list.
	for (const list of ['/cdrs', '/external_messages', '/audit_logs']) {
		const place = addressAt(list, String(sampleTenant(bench.simulator).id));
		bench.simulator.state.resources.set(place, new Map());
	}
});
afterEach(async () => await bench.close());

const START = Date.parse('2026-11-26T08:00:00Z');
const at = (seconds: number): string => new Date(START + seconds * 1000).toISOString();

/** Puts a record into a list of the sample tenant, as if the PBX had written it. */
function write(list: string, id: string, fields: Rec): void {
	const { state } = bench.simulator;
	const place = addressAt(list, String(sampleTenant(bench.simulator).id));
	const table = state.resources.get(place) ?? new Map<string, Rec>();
	state.resources.set(place, table);
	table.set(id, { id, ...fields });
}
const call = (id: string, endedAt: string | null, more: Rec = {}): void =>
	write('/cdrs', id, {
		...{ caller: '33123456', callee: '1001', direction: 'INBOUND_CALL' },
		...{ started_at: at(-600), ended_at: endedAt, duration: 5, ...more },
	});

async function publish(parameters: IDataObject = {}): Promise<void> {
	bench.server.save('flow', [{ type: 'portSipRecordTrigger', parameters }]);
	const first = await bench.server.poll('flow', { activation: 'init' });
	expect(first).toBeUndefined();
}
const poll = async (): Promise<string[]> =>
	((await bench.server.poll('flow')) ?? []).map(({ id }) => String(id));
const requests = () =>
	bench.simulator.log.filter(({ path }) => path.startsWith('/api/cdrs')).length;

describe.each([
	['a list that heeds filter and order', {}],
	['a list that ignores filters', { filterIgnoredBy: '.' }],
	['a list that ignores filters and orders', { filterIgnoredBy: '.', orderIgnoredBy: '.' }],
	['a list that ignores orders', { orderIgnoredBy: '.' }],
])('%s', (_, switches) => {
	beforeEach(() => Object.assign(bench.simulator.switches, switches));

	test('gives what was there before to nobody, and each new record once, the oldest first', async () => {
		for (let index = 0; index < 150; index++) call(`old${index}`, at(index));
		await publish({ simple: false });
		expect(await poll()).toEqual([]);
		call('b', at(202));
		call('a', at(201));
		expect(await poll()).toEqual(['a', 'b']);
		expect(await poll()).toEqual([]);
		call('same', at(202));
		expect(await poll()).toEqual(['same']);
	});

	test('a record that is written late, and a call that lasts long, are not lost', async () => {
		for (let index = 0; index < 120; index++) call(`old${index}`, at(index));
		call('long', null);
		await publish();
		call('quick', at(400));
		expect(await poll()).toEqual(['quick']);
		call('late', at(100.5));
		call('long', at(401), { started_at: at(-7200) });
		expect(await poll()).toEqual(['late', 'long']);
		expect(await poll()).toEqual([]);
	});

	test('a list that was empty starts with its first record', async () => {
		await publish();
		expect(await poll()).toEqual([]);
		call('first', at(1));
		expect(await poll()).toEqual(['first']);
	});

	test('more than can start it at a time follow with the next polls', async () => {
		call('old', at(0));
		await publish({ options: { most: 40 } });
		for (let index = 0; index < 250; index++) call(`new${index}`, at(10 + Math.floor(index / 7)));
		const given: string[] = [];
		for (let step = 0; step < 8; step++) given.push(...(await poll()));
		expect(new Set(given).size).toBe(250);
		expect(given).toHaveLength(250);
	});

	test('records that vanish while the list is polled hide no others', async () => {
		for (let index = 0; index < 130; index++) call(`old${index}`, at(index));
		await publish();
		const place = addressAt('/cdrs', String(sampleTenant(bench.simulator).id));
		const table = bench.simulator.state.resources.get(place) as Map<string, Rec>;
		for (let index = 0; index < 60; index++) table.delete(`old${index}`);
		table.delete('old129');
		call('new', at(300));
		expect(await poll()).toEqual(['new']);
	});
});

test('a restart of n8n after empty polls gives nothing twice', async () => {
	call('old', at(0));
	await publish();
	call('new', at(10));
	expect(await poll()).toEqual(['new']);
	await poll();
	await bench.restart();
	expect(await poll()).toEqual([]);
	call('newer', at(20));
	expect(await poll()).toEqual(['newer']);
});

test('two polls at once give a record once', async () => {
	await publish();
	call('new', at(10));
	const both = await Promise.all([poll(), poll()]);
	expect(both.flat()).toEqual(['new']);
});

test('a list that can be read in no way is refused when the workflow is published', async () => {
	Object.assign(bench.simulator.switches, { filterIgnoredBy: '.', orderIgnoredBy: '.' });
	for (let index = 0; index < 2100; index++) call(`old${index}`, at(index));
	bench.server.save('flow', [{ type: 'portSipRecordTrigger', parameters: {} }]);
	await expect(bench.server.poll('flow', { activation: 'init' })).rejects.toThrow(
		/neither filtered by time nor newest first/,
	);
});

test('an outage is told once, and nothing is lost or doubled over it', async () => {
	call('old', at(0));
	await publish();
	const { url } = bench.simulator;
	bench.engine.signInWith({
		...{ baseUrl: 'http://127.0.0.1:9', signInAs: 'tenantUser' },
		...bench.simulator.logins.tenantUser,
	});
	await expect(poll()).rejects.toThrow();
	expect(await poll()).toEqual([]);
	expect(await poll()).toEqual([]);
	call('meanwhile', at(10));
	bench.engine.signInWith({
		...{ baseUrl: url, signInAs: 'tenantUser' },
		...bench.simulator.logins.tenantUser,
	});
	expect(await poll()).toEqual(['meanwhile']);
	expect(await poll()).toEqual([]);
}, 120_000);

describe('a manual run', () => {
	const manual = async (parameters: IDataObject = {}) => {
		bench.server.save('flow', [{ type: 'portSipRecordTrigger', parameters }]);
		return await bench.server.poll('flow', { mode: 'manual' });
	};

	test('shows the newest record, and moves nothing', async () => {
		call('old', at(0));
		await publish();
		call('new', at(10));
		expect(await bench.server.poll('flow', { mode: 'manual' })).toEqual([
			expect.objectContaining({ id: 'new' }),
		]);
		expect(await poll()).toEqual(['new']);
	});

	test('says so where there is none', async () => {
		await expect(manual()).rejects.toThrow(/no call record on the PBX that fits/);
	});
});

test('a played call starts it with its record, and a recording with its file', async () => {
	await publish();
	bench.server.save('files', [
		{
			type: 'portSipRecordTrigger',
			parameters: { event: 'recording', options: { download: true } },
		},
	]);
	await bench.server.poll('files', { activation: 'init' });
	bench.simulator.stage.playCall(inbound({ answeredBy: '1001', recorded: true }));
	expect(await poll()).toHaveLength(1);
	const [recording] = (await bench.server.poll('files')) ?? [];
	expect(recording).toMatchObject({ file_url: expect.any(String) as string });
});

describe('what is left out', () => {
	const message = (id: string, direction: string) =>
		write('/external_messages', id, { direction, created_at: at(10), content: 'Hello' });
	const change = (id: string, user: string, action: string) =>
		write('/audit_logs', id, {
			...{ user_name: user, action, object_type: 'USER' },
			created_at: at(10),
		});

	test('sent messages, unless they are wanted', async () => {
		await publish({ event: 'message' });
		message('in', 'IN');
		message('out', 'OUT');
		expect(await poll()).toEqual(['in']);
	});

	test('changes by the account itself, and other actions', async () => {
		await publish({
			event: 'adminChange',
			options: { leaveOutOwn: true, actions: 'create, DELETE' },
		});
		const { username } = bench.simulator.logins.tenantUser;
		change('own', String(username), 'CREATE');
		change('made', 'somebody', 'CREATE');
		change('seen', 'somebody', 'LOGIN');
		expect(await poll()).toEqual(['made']);
	});
});

test('new tenants are told to the system administrator, and those of a tenant in the tenant', async () => {
	bench.engine.signInWith({
		...{ baseUrl: bench.simulator.url, signInAs: 'system' },
		...bench.simulator.logins.systemAdmin,
	});
	await publish({ event: 'tenant' });
	const [tenant] = addTenants(bench.simulator, 1);
	Object.assign(bench.simulator.state.tenants.get(tenant) as Rec, {
		created_at: '2031-01-01T00:00:00.000Z',
	});
	expect(await poll()).toEqual([tenant]);
	const { id } = sampleTenant(bench.simulator);
	bench.server.save('inside', [
		{
			type: 'portSipRecordTrigger',
			parameters: { tenant: { __rl: true, mode: 'id', value: id } },
		},
	]);
	await bench.server.poll('inside', { activation: 'init' });
	call('new', at(10));
	const items = (await bench.server.poll('inside')) ?? [];
	expect(items.map((item) => item.id)).toEqual(['new']);
	bench.server.save('none', [{ type: 'portSipRecordTrigger', parameters: {} }]);
	await expect(bench.server.poll('none', { activation: 'init' })).rejects.toThrow(
		/"Tenant" is empty/,
	);
});

test('changes of extensions come behind a token, and begin anew where it is forgotten', async () => {
	await publish({ event: 'extensionChanged' });
	const sent = () =>
		bench.simulator.log.filter(({ path }) => path.includes('sync_tokens')).map(({ path }) => path);
	expect(sent()).toHaveLength(1);
	await poll();
	expect(sent().at(-1)).toMatch(/diff$/);
	await expect(bench.server.poll('flow', { mode: 'manual' })).rejects.toThrow(
		/since the last poll only/,
	);
});

/** `RECORDS=50000` tries it with as many; the simulated PBX then takes minutes for it. */
const MANY = Number(process.env.RECORDS ?? 6000);

test('what came while nobody polled is all given, once, a bounded number at a time', async () => {
	const most = MANY / 10;
	call('old', at(0));
	await publish({ options: { most } });
	for (let index = 0; index < MANY; index++) call(`n${index}`, at(10 + index * 2));
	const given = new Set<string>();
	let doubled = 0;
	for (let step = 0; step < 11; step++) {
		const before = requests();
		for (const id of await poll()) {
			doubled += Number(given.has(id));
			given.add(id);
		}
		// A page holds a hundred and shares a row with the one before; what is known comes again.
		expect(requests() - before).toBeLessThan((most + 400) / 90 + 12);
	}
	expect([given.size, doubled]).toEqual([MANY, 0]);
}, 1_500_000);

import type { IDataObject } from 'n8n-workflow';
import type { CallFailed } from '../../pbx/failures.ts';
import { documentOf } from '../../nodes/shared/setup/document.ts';
import { startSimulator, type Simulator } from '../../simulator/server.mts';
import { connect } from '../support/connected.mts';
import { fullSetup, sampleSetup } from '../support/setupSample.mts';
import { apply, counts, exportOf, recordsOf } from './world.mts';

let simulator: Simulator;
beforeAll(async () => {
	simulator = await startSimulator({ port: 0 });
});
afterAll(async () => await simulator.close());
beforeEach(() => simulator.reset());

type Parts = Record<string, IDataObject[]>;
const sample = () => sampleSetup() as Parts;
const all = async (document: unknown) => {
	const connection = await connect(simulator);
	try {
		return await apply(connection, document as IDataObject);
	} finally {
		await connection.tenants.close();
	}
};

test('a PBX that takes what an update leaves out for the value of a new record ends right', async () => {
	await all(sample());
	simulator.switches.updateTop = 'reset';
	simulator.switches.updateNested = 'reset';
	const changed = sample();
	changed.extensions[2].display_name = 'Changed';
	changed.ring_groups[0].ring_time = 44;
	changed.outbound_rules[0].priority = 7;
	expect(counts(await all(changed))).toMatchObject({ update: 3 });
	expect(counts(await all(changed))).toEqual({ unchanged: 30 });
	expect(counts(await all({ ...sample(), extensions: changed.extensions }))).toMatchObject({});
});

test('a PBX whose lists take no notice of a filter leads to no other record', async () => {
	simulator.switches.filterIgnoredBy = '.';
	expect(counts(await all(sample()))).toEqual({ create: 30 });
	expect(counts(await all(sample()))).toEqual({ unchanged: 30 });
	const [other] = [...simulator.state.tenants.values()];
	expect(other.name).toBe('Sample Tenant');
});

test('names with quotes, slashes, blanks and other scripts come back as they are', async () => {
	const document = sample();
	const names = [
		"O'Neil & Sons",
		'a / b',
		'50 % "off"',
		'Büro Zürich',
		'日本',
		'constructor',
		'toString',
	];
	document.user_groups = names.map((name) => ({ name, members: ['101'] }));
	document.call_pickup_groups = names.map((name) => ({ name, members: ['102'] }));
	document.contacts = names.map((name) => ({ name, company: name }));
	document.outbound_rules[0].groups = names as never;
	await all(document);
	expect(Object.keys(counts(await all(document)))).toEqual(['unchanged']);
	const connection = await connect(simulator);
	const id = [...simulator.state.tenants.values()].find(
		({ domain }) => domain === 'acme.example',
	)?.id;
	const { document: out } = await exportOf(connection, String(id));
	expect((out.user_groups as IDataObject[]).map(({ name }) => name)).toEqual(names);
	expect((out.outbound_rules as IDataObject[])[0].groups).toEqual(names);
	await connection.tenants.close();
});

test.each<[string, unknown]>([
	['no JSON', '{'],
	['a list', []],
	['null', null],
	['no tenant', { version: 1 }],
	['a tenant without a domain', { version: 1, tenant: {} }],
	['a part that is an object', { ...sampleSetup(), ring_groups: {} }],
	['an entry that is a text', { ...sampleSetup(), ring_groups: ['8001'] }],
	['a part with the name of what every object has', { ...sampleSetup(), constructor: [] }],
	['phones outside of an extension', { ...sampleSetup(), phones: [] }],
	[
		'__proto__ as a part',
		JSON.parse('{"version":1,"tenant":{"domain":"a.example"},"__proto__":[]}'),
	],
])('%s is refused', (_, document) => {
	expect(() => documentOf(document)).toThrow(/document|Document|"ring_groups"/);
});

test('twenty runs with the same document at the same time make each record once', async () => {
	// Whatever way the domain is written: it is one tenant.
	const written = ['acme.example', ' ACME.example', 'Acme.Example '];
	const runs = await Promise.all(
		Array.from({ length: 20 }, async (_, index) => {
			const document = fullSetup();
			(document.tenant as IDataObject).domain = written[index % 3];
			return await all(document);
		}),
	);
	expect(runs.map(counts)).toEqual([
		{ create: 45 },
		...Array.from({ length: 19 }, () => ({ unchanged: 45 })),
	]);
}, 60_000);

test('a record that somebody else made meanwhile is not deleted by an undo', async () => {
	// Another administrator makes the group after it was planned, and a later step does not succeed.
	let made = '';
	const connection = await connect(simulator, {
		spoil: (line) => {
			if (line === 'POST /ring_groups' && !made) {
				const tenant = [...simulator.state.tenants.values()].find(
					({ domain }) => domain === 'acme.example',
				);
				made = '812345678999999999';
				const at = `/ring_groups@${String(tenant?.id)}`;
				const table = simulator.state.resources.get(at) ?? new Map();
				simulator.state.resources.set(at, table);
				for (const extension_number of ['8001', '8002']) {
					const id = `${made}${extension_number}`;
					table.set(id, { id, name: 'Somebody else’s', extension_number });
				}
			}
			return line === 'POST /inbound_rules' ? 400 : undefined;
		},
	});
	const document = sample();
	await all({ version: 1, tenant: document.tenant, extensions: document.extensions.slice(0, 1) });
	const failed = await apply(connection, document as never, { onFailure: 'undo' }).catch(
		(error: CallFailed) => error,
	);
	expect((failed as CallFailed).failure.advice).toContain(
		'ring group "8001" (somebody else made it meanwhile',
	);
	const [, table] =
		[...simulator.state.resources].find(([at]) => at.startsWith('/ring_groups@')) ?? [];
	expect([...(table ?? new Map()).keys()]).toEqual([`${made}8001`, `${made}8002`]);
	await connection.tenants.close();
});

test('two records of the PBX that nothing tells apart are left out of an export, and told', async () => {
	await all(sample());
	const [at, table] = [...simulator.state.resources].find(([key]) =>
		key.startsWith('/contacts@'),
	) ?? ['', new Map()];
	expect(at).not.toBe('');
	const [twin] = [...table.values()];
	table.set('812345678999999999', { ...twin, id: '812345678999999999' });
	const connection = await connect(simulator);
	const id = at.split('@')[1];
	const { document, notExpressed } = await exportOf(connection, id);
	expect((document.contacts as IDataObject[]).map(({ name }) => name)).toEqual(['Courier']);
	expect(notExpressed).toHaveLength(2);
	await connection.tenants.close();
});

test('a number that something else of the tenant has stops everything before the first write', async () => {
	await all(sample());
	const document = sample();
	document.ring_groups = [{ extension_number: '8200', name: 'Takes the number of a voicemail' }];
	delete (document as Partial<Parts>).shared_voicemails;
	const before = recordsOf(simulator.state);
	await expect(all(document)).rejects.toThrow(/8200 is not free for the ring group/);
	expect(recordsOf(simulator.state)).toEqual(before);
});

test('what the document does not know of is passed on', async () => {
	const document = sample();
	document.ring_groups[0].brand_new_field = 'kept';
	// Only the PBX itself can know what it takes.
	await expect(all(document)).rejects.toThrow(/brand_new_field: is not known/);
});

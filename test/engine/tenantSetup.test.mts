import { readFileSync } from 'node:fs';
import type { IDataObject } from 'n8n-workflow';
import { descriptionOf } from '../../scripts/nodes.mts';
import { newTenant, setUp, type Bench } from '../support/node.mts';
import { sampleSetup } from '../support/setupSample.mts';
import { recordsOf } from '../setup/world.mts';

let bench: Bench;
beforeAll(async () => {
	bench = await setUp();
}, 60_000);
beforeEach(() => {
	bench.simulator.reset();
	bench.signIn(bench.simulator.logins.systemAdmin);
});
afterAll(async () => await bench.close());

const resource = 'tenantSetup';
const document = (from: IDataObject = sampleSetup()) => JSON.stringify(from);

async function run(operation: string, parameters: object): Promise<IDataObject[]> {
	const { out, error } = await bench.run({ resource, operation, ...parameters });
	expect([error?.message, error?.description]).toEqual([undefined, undefined]);
	return out;
}

/** The fields that n8n shows of an item before the node has run. */
const previewOf = (operation: string): string[] => {
	const file = `nodes/PortSipProvisioning/__schema__/v1.0.0/tenantSetup/${operation}.json`;
	return Object.keys((JSON.parse(readFileSync(file, 'utf8')) as { properties: object }).properties);
};

const operationsIn = (items: IDataObject[]) => [...new Set(items.map((each) => each.operation))];
const tenantId = () =>
	String(
		[...bench.simulator.state.tenants.values()].find(({ domain }) => domain === 'acme.example')?.id,
	);
const writes = () =>
	bench.simulator.log.filter(
		({ method, path }) => method === 'POST' && !/\/auth\/|\/tenants\/switch/.test(path),
	);

describe('Tenant Setup', () => {
	test('applies a document, finds nothing to do the second time, and exports it', async () => {
		const planned = await run('compare', { document: document() });
		expect(planned).toHaveLength(30);
		expect(operationsIn(planned)).toEqual(['create']);
		expect(writes()).toEqual([]);
		const first = await run('apply', { document: document() });
		expect(first).toHaveLength(30);
		expect(operationsIn(first)).toEqual(['created']);
		expect(first.every(({ id, tenant_id: tenant }) => id && tenant === tenantId())).toBe(true);
		const second = await run('apply', { document: document() });
		expect(operationsIn(second)).toEqual(['unchanged']);
		const [exported] = await run('export', {
			tenantId: { __rl: true, mode: 'id', value: tenantId() },
		});
		expect(exported.records).toMatchObject({ extensions: 8, inbound_rules: 4, trunks: 1 });
		expect(exported.notExpressed).toEqual([]);
		expect(Object.keys(exported)).toEqual(previewOf('export'));
		expect(Object.keys(first[0]).sort()).toEqual(previewOf('apply').sort());
		expect(exported.secretsLeftOut).toContainEqual({
			part: 'extensions',
			fields: ['password', 'extension_password', 'voicemail_pin'],
			records: 8,
		});
		expect(JSON.stringify(exported)).not.toMatch(/"(password|pin|extension_password)":/);
		const again = await run('compare', { document: exported.document as IDataObject });
		expect(operationsIn(again)).toEqual(['unchanged']);
	}, 60_000);

	test('exports the parts that are wanted', async () => {
		await run('apply', { document: document() });
		const [exported] = await run('export', {
			tenantId: { __rl: true, mode: 'id', value: tenantId() },
			options: { include: 'Ring Groups, inbound_rules' },
		});
		expect(Object.keys(exported.document as IDataObject)).toEqual([
			'version',
			'tenant',
			'ring_groups',
			'inbound_rules',
		]);
		const { error } = await bench.run({
			resource,
			operation: 'export',
			tenantId: { __rl: true, mode: 'id', value: tenantId() },
			options: { include: 'phones' },
		});
		expect(error?.message).toContain('"Include" names "phones"');
	}, 60_000);

	test('writes nothing in a dry run and with Check Only, and says the same as the run itself', async () => {
		await run('apply', { document: document() });
		const changed = sampleSetup() as Record<string, IDataObject[]>;
		changed.ring_groups[0].ring_time = 33;
		changed.call_queues[0].agents = ['101'];
		changed.blocked_numbers.push({ number: '442078888888' });
		bench.simulator.log.length = 0;
		const dry = await run('apply', { document: document(changed as never), dryRun: true });
		const checked = await run('apply', {
			document: document(changed as never),
			requestOptions: { checkOnly: true },
		});
		expect(writes()).toEqual([]);
		expect(checked).toEqual(dry);
		expect(dry.every((each) => each.dryRun === true)).toBe(true);
		const done = await run('apply', { document: document(changed as never) });
		const told = (items: IDataObject[]) =>
			items
				.map(({ part, record, operation, changed: fields }) => [
					part,
					record,
					String(operation).replace(/d$/, ''),
					fields,
				])
				.filter(([, , operation]) => operation !== 'unchange');
		expect(told(done)).toEqual(told(dry));
		expect(told(done).map(([part, record, operation]) => [part, record, operation])).toEqual([
			['blocked_numbers', '442078888888', 'create'],
			['ring_groups', '8001', 'update'],
			['call_queues', '8000', 'update'],
		]);
	}, 60_000);

	test('gives one item with a text, short enough for a chat or an agent', async () => {
		const [item, ...more] = await run('compare', {
			document: document(),
			options: { report: 'summary' },
		});
		expect(more).toEqual([]);
		expect(item.counts).toEqual({ create: 30 });
		expect(item.differs).toBe(true);
		expect(String(item.text)).toContain('+ ring group "8001"');
		expect(JSON.stringify(item).length).toBeLessThan(3000);
	});

	test('removes what the document does not have only if it is told to, and not more than allowed', async () => {
		await run('apply', { document: document() });
		const less = sampleSetup() as Record<string, IDataObject[]>;
		less.inbound_rules = less.inbound_rules.slice(0, 1);
		less.ring_groups = less.ring_groups.slice(0, 1);
		const kept = await run('apply', { document: document(less as never) });
		expect(operationsIn(kept)).toEqual(['unchanged']);
		const before = recordsOf(bench.simulator.state);
		const { error } = await bench.run({
			resource,
			operation: 'apply',
			document: document(less as never),
			additionalFields: {},
			options: { removeOthers: true, removeAtMost: 3 },
		});
		expect(error?.message).toContain('4 records are not in the document');
		expect(error?.description).toContain('Nothing was written');
		expect(recordsOf(bench.simulator.state)).toEqual(before);
		const gone = await run('apply', {
			document: document(less as never),
			options: { removeOthers: true },
		});
		expect(
			gone.filter(({ operation }) => operation === 'removed').map(({ record }) => record),
		).toEqual([
			'Sample SIP Trunk / 4420700201',
			'Sample SIP Trunk / 4420700202',
			'Sample SIP Trunk / 4420700203',
			'8002',
		]);
		expect(
			operationsIn(
				await run('apply', { document: document(less as never), options: { removeOthers: true } }),
			),
		).toEqual(['unchanged']);
	}, 60_000);

	test('refuses a document with mistakes before anything is sent, naming the place', async () => {
		const cases: Array<[change: (all: Record<string, IDataObject[]>) => void, says: string]> = [
			[(all) => Object.assign(all, { version: 2 }), 'has the version 2'],
			[(all) => Object.assign(all, { ringgroups: [] }), 'a part "ringgroups"'],
			[(all) => all.extensions.push({ ...all.extensions[0] }), 'has the extension "101" twice'],
			[(all) => (all.ring_groups[0].extension_number = '101'), '101 stands twice'],
			[(all) => delete all.extensions[1].extension_number, 'entry 2, lacks "extension_number"'],
			[(all) => (all.ring_groups[0].ring_time = 'long'), 'ring group "8001": "Ring Time"'],
			[(all) => (all.user_groups[0].members = 'all'), '"members" of the user group "Sales"'],
		];
		for (const [change, says] of cases) {
			const wrong = sampleSetup() as Record<string, IDataObject[]>;
			change(wrong);
			bench.simulator.log.length = 0;
			const { error } = await bench.run({
				resource,
				operation: 'apply',
				document: document(wrong as never),
			});
			expect(error?.message).toContain(says);
			expect(bench.simulator.log).toEqual([]);
		}
	});

	test.each([
		['apply', 'document'],
		['compare', 'document'],
		['onboard', 'template'],
		['onboard', 'extensions'],
		['onboard', 'administrator'],
	])('%s refuses a prototype and an object without an end in %s', async (operation, name) => {
		const fits = name === 'extensions' ? (text: string) => `[${text}]` : (text: string) => text;
		const proto = fits('{"version":1,"tenant":{"domain":"a.example"},"own":{"__proto__":{"a":1}}}');
		const deep = fits(`${'{"a":'.repeat(20_000)}1${'}'.repeat(20_000)}`);
		const cases: Array<[given: unknown, says: string]> = [
			[proto, '__proto__'],
			[deep, 'objects within objects'],
		];
		for (const [given, says] of cases) {
			bench.simulator.log.length = 0;
			const { name: customer, ...tenant } = newTenant('Evil');
			const more = name === 'template' ? { options: { [name]: given } } : { [name]: given };
			const { error } = await bench.run({
				...{ resource, operation, customer, ...tenant, ...more },
			});
			expect([operation, name, error?.message]).toEqual([
				operation,
				name,
				expect.stringContaining(says),
			]);
			expect(bench.simulator.log).toEqual([]);
		}
	});

	test('refuses what cannot be before anything is written, and names all of it', async () => {
		const wrong = sampleSetup() as Record<string, IDataObject[]>;
		wrong.trunks[0].did_numbers = '4420700050-4420700060';
		wrong.call_park_groups[0].ring_group = '9999';
		wrong.inbound_rules[0].trunk = 'No Such Trunk';
		const before = recordsOf(bench.simulator.state);
		const { error } = await bench.run({
			resource,
			operation: 'apply',
			document: document(wrong as never),
		});
		expect(error?.message).toContain('belongs to the tenant "Sample Tenant"');
		expect(error?.description).toContain('call park group "Floor 1"');
		expect(error?.description).toContain('inbound rule "No Such Trunk / 4420700200"');
		expect(recordsOf(bench.simulator.state)).toEqual(before);
		const plan = await run('compare', { document: document(wrong as never) });
		expect(plan.filter(({ operation }) => operation === 'cannot')).toHaveLength(3);
	});

	test('says what it did where a step does not succeed, and goes on where the tenant is there', async () => {
		await run('apply', {
			document: document({ version: 1, tenant: sampleSetup().tenant } as never),
		});
		bench.simulator.switches.failures.push({
			path: '/call_queues',
			method: 'POST',
			status: 422,
			times: 1,
		} as never);
		const { error } = await bench.run({ resource, operation: 'apply', document: document() });
		expect(error?.message).toContain('call queue "8000"');
		expect(error?.description).toContain('Stays:');
		expect(error?.description).toContain('Applying the document again does the rest');
		const rest = await run('apply', { document: document() });
		expect(rest.filter(({ operation }) => operation === 'created').length).toBeGreaterThan(5);
		expect(operationsIn(await run('apply', { document: document() }))).toEqual(['unchanged']);
	}, 60_000);

	test('makes up passwords, and tells them only where that is asked for', async () => {
		const silent = await run('apply', { document: document() });
		expect(JSON.stringify(silent)).not.toContain('password"');
		const other = document(sampleSetup('other.example', 4420700300));
		const telling = await run('apply', {
			document: other,
			options: { returnGeneratedPasswords: true },
		});
		const [person] = telling.filter(({ part }) => part === 'extensions');
		expect(String(person.password).length).toBeGreaterThan(8);
		expect(String(person.voicemail_pin)).toMatch(/^\d{6,10}$/);
	}, 60_000);

	test('repeats no secret of the document, in no item and no message', async () => {
		const secret = 'Kestrel-Orbit-9';
		const mine = sampleSetup() as Record<string, IDataObject[]>;
		mine.extensions[0].password = secret;
		mine.extensions[0].extension_password = secret;
		// A name of which the PBX says that it does not fit stands in the message.
		mine.extensions[1].name = `${secret} ${secret}`;
		const text = JSON.stringify(mine);
		const options = { report: 'summary', sendPasswords: 'always' };
		for (const operation of ['compare', 'apply']) {
			const { out, error } = await bench.run({ resource, operation, document: text, options });
			const said = JSON.stringify([out, error?.message, error?.description]);
			expect(said).not.toContain(secret);
		}
		mine.extensions[1].name = 'person.1';
		const fine = JSON.stringify(mine);
		for (let turn = 0; turn < 2; turn++) {
			const done = await run('apply', { document: fine, options: { sendPasswords: 'always' } });
			expect(JSON.stringify(done)).not.toContain(secret);
		}
	}, 60_000);

	test('runs two items for one tenant one after the other', async () => {
		const { out, error } = await bench.run(
			{ resource, operation: 'apply', document: '={{ $json.document }}' },
			{ items: [{ document: document() }, { document: document() }] },
		);
		expect(error).toBeUndefined();
		expect(out).toHaveLength(60);
		expect(operationsIn(out.slice(30))).toEqual(['unchanged']);
	}, 60_000);

	test('works for a dealer, in the tenants of that dealer', async () => {
		const mine = sampleSetup() as Record<string, IDataObject[]>;
		// Trunks of the PBX are the system administrator's to assign.
		for (const part of ['trunks', 'inbound_rules', 'outbound_rules']) delete mine[part];
		delete mine.extensions[2].outbound_caller_ids;
		delete (mine.tenant as unknown as IDataObject).dealer;
		bench.signIn(bench.simulator.logins.dealer, 'dealer');
		const asDealer = async (operation: string, parameters: object) => {
			const outcome = await bench.run(
				{ resource, operation, ...parameters },
				{ credential: 'dealer' },
			);
			expect([outcome.error?.message, outcome.error?.description]).toEqual([undefined, undefined]);
			return outcome.out;
		};
		const text = JSON.stringify(mine);
		expect(operationsIn(await asDealer('apply', { document: text }))).toEqual(['created']);
		expect(operationsIn(await asDealer('compare', { document: text }))).toEqual(['unchanged']);
		const [{ records }] = await asDealer('export', {
			tenantId: { __rl: true, mode: 'id', value: tenantId() },
		});
		expect(records).toMatchObject({ extensions: 8, ring_groups: 2 });
	}, 60_000);

	test('is for those who see the tenants: the account of a tenant user is told so', async () => {
		bench.signIn(bench.simulator.logins.tenantUser, 'inside');
		const { error } = await bench.run(
			{ resource, operation: 'compare', document: document() },
			{ credential: 'inside' },
		);
		expect(error?.message).toContain('is a user of a tenant');
		expect(error?.description).toContain('system administrator or dealer');
	});
});

describe('Onboard', () => {
	const fields = (more: object = {}) => {
		const { name, ...tenant } = newTenant('North Wind');
		const trunk = [...bench.simulator.state.providers.values()][0];
		const dealer = [...bench.simulator.state.dealers.values()][0];
		return {
			customer: name,
			...tenant,
			trunkId: { __rl: true, mode: 'id', value: String(trunk.id) },
			didNumbers: '4420700400-4420700409',
			administrator: { extension_number: '100', name: 'ada', email: 'ada@north-wind.example' },
			extensions: [
				{ extension_number: '101', name: 'bob', email: 'bob@north-wind.example' },
				{ number: 102, display_name: 'Cleo', name: 'cleo', email: 'cleo@north-wind.example' },
			],
			options: {
				dealerId: { __rl: true, mode: 'id', value: String(dealer.id) },
				channels: 6,
				...more,
			},
		};
	};

	test('creates a customer from fields, with one item for the welcome mail', async () => {
		const [item, ...more] = await run('onboard', fields({ returnGeneratedPasswords: true }));
		expect(more).toEqual([]);
		expect(item).toMatchObject({
			customer: 'North Wind',
			domain: 'north-wind.example',
			trunk: 'Sample SIP Trunk',
			did_numbers: '4420700400-4420700409',
			counts: { created: 5 },
			extensions: [
				{ extension_number: '100', name: 'ada', role: 'Admin' },
				{ extension_number: '101', name: 'bob', role: 'StandardUser', display_name: 'bob' },
				{ extension_number: '102', name: 'cleo', display_name: 'Cleo' },
			],
		});
		const people = item.extensions as IDataObject[];
		expect(people.every(({ password, id }) => password && id)).toBe(true);
		expect(String(item.text)).not.toContain(String(people[0].password));
		expect(Object.keys(item).sort()).toEqual(previewOf('onboard').sort());
		const again = await run('onboard', fields());
		expect(again[0].counts).toEqual({ unchanged: 5 });
	});

	test('fills in what all customers share from a template, with numbers of the customer', async () => {
		await run('apply', { document: document() });
		const [{ document: template }] = await run('export', {
			tenantId: { __rl: true, mode: 'id', value: tenantId() },
		});
		const made = template as Record<string, IDataObject[]>;
		// A device of the template stays with the customer who has it.
		Object.assign(made.extensions[0], { phones: [{ mac: '000413000001' }] });
		made.hot_desks = [{ extension_number: '8400', mac: '000413000002' }];
		const dry = await run('onboard', { ...fields({ template }), dryRun: true });
		expect(dry[0]).toMatchObject({ dryRun: true, counts: { create: expect.any(Number) } });
		const [item] = await run('onboard', fields({ template }));
		expect(item.rulesLeftOut).toBeUndefined();
		expect(item.devicesLeftOut).toEqual(['000413000001', '000413000002']);
		const { state } = bench.simulator;
		const own = [...state.resources]
			.filter(([at]) => at === `/inbound_rules@${String(item.tenant_id)}`)
			.flatMap(([, table]) => [...table.values()]);
		expect(own.map(({ did_numbers: did }) => did)).toEqual([
			'4420700400',
			'4420700401',
			'4420700402',
			'4420700403',
		]);
	}, 60_000);

	test('takes the next free numbers, no two customers the same, and none more the second time', async () => {
		const trunk = [...bench.simulator.state.providers.values()][0];
		const customer = (name: string) => {
			const { name: called, ...tenant } = newTenant(name);
			return { customer: called, ...tenant };
		};
		const names = ['One', 'Two', 'Three', 'Four', 'Five'];
		const parameters = {
			...Object.fromEntries(
				['customer', 'domain', 'website', 'timezone', 'currency', 'region'].map((each) => [
					each,
					`={{ $json.${each} }}`,
				]),
			),
			trunkId: { __rl: true, mode: 'id', value: String(trunk.id) },
			howMany: 5,
		};
		for (const operation of ['created', 'unchanged']) {
			const { out, error } = await bench.run(
				{ resource, operation: 'onboard', ...parameters },
				{ items: names.map(customer) as IDataObject[] },
			);
			expect(error?.message).toBeUndefined();
			expect(out.map(({ counts }) => counts)).toEqual(names.map(() => ({ [operation]: 2 })));
		}
		const pools = [...bench.simulator.state.assignments.values()].map(
			({ did_numbers: did }) => did,
		);
		expect(new Set(pools).size).toBe(6);
		const { document: given } = { document: document() };
		const next = JSON.parse(given) as Record<string, IDataObject[]>;
		next.trunks = [{ trunk: 'Sample SIP Trunk', next_numbers: 7 }];
		next.inbound_rules = [];
		delete next.extensions[2].outbound_caller_ids;
		await run('apply', { document: JSON.stringify(next) });
		expect(operationsIn(await run('apply', { document: JSON.stringify(next) }))).toEqual([
			'unchanged',
		]);
	}, 60_000);

	test('makes no one customer of two whose domains are the same by a slip of the pen', async () => {
		await run('onboard', fields());
		const before = recordsOf(bench.simulator.state);
		bench.simulator.log.length = 0;
		const slip = { ...fields(), customer: 'South Wind', domain: ' North-Wind.example' };
		const { error } = await bench.run({ resource, operation: 'onboard', ...slip });
		expect(error?.message).toContain(
			'The domain north-wind.example belongs to the tenant "North Wind", and this customer is "South Wind"',
		);
		const customers = ['East Wind', 'West Wind', 'North Wind'];
		const { out } = await bench.run(
			{
				resource,
				operation: 'onboard',
				...fields(),
				customer: '={{ $json.name }}',
				domain: '={{ $json.domain }}',
			},
			{
				items: customers.map((name) => ({
					name,
					domain: name === 'North Wind' ? 'north-wind.example' : 'wind.example',
				})),
				onError: 'continueRegularOutput',
			},
		);
		const [east, west, north] = out;
		expect(JSON.stringify(east)).toContain('Two items have the domain wind.example');
		expect(JSON.stringify(west)).toContain('Two items have the domain wind.example');
		expect(north.counts).toEqual({ unchanged: 5 });
		expect(writes()).toEqual([]);
		expect(recordsOf(bench.simulator.state)).toEqual(before);
	});

	test('says which field is missing, before anything is sent', async () => {
		bench.simulator.log.length = 0;
		const { error } = await bench.run({
			resource,
			operation: 'onboard',
			...fields(),
			extensions: [{ name: 'no number' }],
		});
		expect(error?.message).toContain('has no "extension_number"');
		expect(bench.simulator.log).toEqual([]);
	});
});

describe('Offboard', () => {
	const of = (more: object = {}) => ({
		tenantId: { __rl: true, mode: 'id', value: tenantId() },
		...more,
	});

	test('has Dry Run as a switch that is on at first, and that of Apply and Onboard is off', () => {
		const { properties } = descriptionOf('portSipProvisioning');
		const switches = properties
			.filter(({ name, displayOptions }) => {
				return name === 'dryRun' && displayOptions?.show?.resource?.includes('tenantSetup');
			})
			.map(({ type, default: value, displayOptions }) => [
				displayOptions?.show?.operation,
				type,
				value,
			]);
		expect(switches).toEqual([
			[['apply', 'onboard'], 'boolean', false],
			[['offboard'], 'boolean', true],
		]);
	});

	test('only says what it would do unless Dry Run is off', async () => {
		await run('apply', { document: document() });
		bench.simulator.log.length = 0;
		const [item] = await run('offboard', of({ dryRun: true }));
		expect(writes()).toEqual([]);
		expect(item.steps).toEqual([
			...[0, 1, 2, 3].map((index) => `delete inbound rule "In ${index}"`),
			'delete outbound rule "Out"',
			'take away trunk "Sample SIP Trunk"',
			'disable tenant "acme.example"',
		]);
	}, 60_000);

	test('frees the numbers, disables the tenant and hands the export over as a file', async () => {
		await run('apply', { document: document() });
		const outcome = await bench.run({ resource, operation: 'offboard', ...of({ dryRun: false }) });
		expect(outcome.error?.message).toBeUndefined();
		const [{ binary, json }] = outcome.items('PortSIP');
		expect(json.disabled).toBe(true);
		expect(Object.keys(json).sort()).toEqual(previewOf('offboard').sort());
		const { data, fileName, mimeType } = binary?.data ?? { data: '' };
		expect([fileName, mimeType]).toEqual(['acme.example.json', 'application/json']);
		const file = JSON.parse(Buffer.from(data, 'base64').toString()) as IDataObject;
		expect(file.inbound_rules).toHaveLength(4);
		const { state } = bench.simulator;
		expect(state.tenants.get(tenantId())?.enabled).toBe(false);
		expect([...state.assignments.values()].some(({ tenant_id: id }) => id === tenantId())).toBe(
			false,
		);
		// And back again, as it was.
		await run('apply', { document: file });
		expect(operationsIn(await run('compare', { document: file }))).toEqual(['unchanged']);
	}, 60_000);

	test('deletes the tenant and waits until it is gone', async () => {
		await run('apply', { document: document() });
		const id = tenantId();
		const [item] = await run('offboard', of({ dryRun: false, options: { then: 'delete' } }));
		expect(item).toMatchObject({ deleted: true, gone: true });
		expect(bench.simulator.state.tenants.has(id)).toBe(false);
	}, 60_000);
});

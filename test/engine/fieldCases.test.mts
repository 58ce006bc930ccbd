import type { IDataObject } from 'n8n-workflow';
import { findOperation, resources } from '../../nodes/shared/api/index.ts';
import type { Operation, Resource } from '../../nodes/shared/api/types.ts';
import { EveryOperation } from '../support/everyOperation.mts';
import { newTenant, setUp, type Bench } from '../support/node.mts';
import { linesOf } from '../support/pbx.mts';

/** Inputs that people really have, as they come from sheets, forms and other nodes. */
let bench: Bench;
let every: EveryOperation;
beforeAll(async () => {
	bench = await setUp();
	every = new EveryOperation(bench);
	await every.build();
}, 60_000);
beforeEach(() => every.restore());
afterAll(async () => await bench.close());

function found(resource: string, operation: string): [Resource, Operation] {
	const row = findOperation(resource, operation);
	const group = resources.find(({ value }) => value === resource);
	if (!row || !group) throw new Error('There is no such operation');
	return [group, row];
}

const first = (collection: 'tenants' | 'providers') =>
	[...bench.simulator.state[collection].keys()][0];

const createTenant = (changes: IDataObject = {}) => ({
	resource: 'tenant',
	operation: 'create',
	...newTenant('Omega'),
	...changes,
});
const updateTenant = (additionalFields: IDataObject) => ({
	resource: 'tenant',
	operation: 'update',
	tenantId: first('tenants'),
	additionalFields,
});
const createTrunk = (changes: IDataObject = {}) => ({
	resource: 'trunk',
	operation: 'create',
	name: 'Carrier',
	hostname: 'sip.carrier.example',
	port: 5060,
	transport: 'UDP',
	outboundServer: 'sip.carrier.example',
	outboundServerPort: 5060,
	concurrency: 10,
	...changes,
});
const createRule = (additionalFields: IDataObject, changes: IDataObject = {}) => ({
	resource: 'ipRule',
	operation: 'create',
	cidr: '192.0.2.0/24',
	target: 'DENY',
	additionalFields,
	...changes,
});
const listTenants = (changes: IDataObject) => ({
	resource: 'tenant',
	operation: 'getMany',
	returnAll: true,
	...changes,
});

/** Runs one item as the system administrator; gives the last request with a body, and what was said. */
async function send(parameters: object, json: IDataObject = {}) {
	const { error, out } = await bench.run(parameters, { items: [json], credential: 'systemAdmin' });
	return { error, out, lines: linesOf(bench.simulator) };
}

/** The record that was made last in a collection. */
const last = (collection: 'tenants' | 'providers' | 'ipFilters'): IDataObject =>
	[...bench.simulator.state[collection].values()].at(-1) as IDataObject;

describe('is refused before anything is sent, with the field and the value:', () => {
	const hostOf = (domain: string) => () => createTenant({ domain });
	type Refused = [string, () => object, RegExp, IDataObject?];
	const refused: Refused[] = [
		[
			'an id of two dots',
			() => ({ resource: 'trunk', operation: 'removeFromTenant', trunkId: '1', tenantId: '..' }),
			/"Tenant" is "\.\."/,
		],
		[
			'Act in Tenant from a field that the item lacks',
			() => ({
				...createTrunk(),
				actInTenant: { __rl: true, mode: 'domain', value: '={{ $json.domain }}' },
			}),
			/"Act in Tenant" is empty: its expression gives nothing/,
			{ Domain: 'x.example' },
		],
		[
			'Act in Tenant as a whole expression',
			() => ({ ...createTrunk(), actInTenant: '={{ $json.domain }}' }),
			/"Act in Tenant"/,
		],
		[
			'Act in Tenant from an empty cell',
			() => ({
				...createTrunk(),
				actInTenant: { __rl: true, mode: 'id', value: '={{ $json.id }}' },
			}),
			/"Act in Tenant"/,
			{ id: '' },
		],
		[
			'an undefined search',
			() => listTenants({ filters: { search: '={{ $json.nope }}' } }),
			/"Search" is empty: its expression/,
		],
		[
			'a filter of which a part is undefined',
			() => listTenants({ filters: { filter: "=name eq '{{ $json.nope }}'" } }),
			/"Filter" .*\{\{ \$json\.nope \}\} gives nothing/,
		],
		[
			'a filter of which a part is empty',
			() => listTenants({ filters: { filter: "=name eq '{{ $json.name }}'" } }),
			/"Filter"/,
			{ name: '' },
		],
		[
			'an undefined Return All',
			() => listTenants({ returnAll: '={{ $json.nope }}' }),
			/"Return All" is empty/,
		],
		[
			'an undefined Limit',
			() => listTenants({ returnAll: false, limit: '={{ $json.nope }}' }),
			/"Limit" is empty/,
		],
		[
			'an undefined id',
			() => ({ resource: 'tenant', operation: 'delete', tenantId: '={{ $json.nope }}' }),
			/"Tenant" is empty/,
		],
		[
			'a required field of which a part is undefined',
			() => createTenant({ name: '=Tenant {{ $json.nope }}' }),
			/"Name" .*gives nothing/,
		],
		[
			'the word undefined',
			() => createTenant({ name: '={{ "" + $json.nope }}' }),
			/"Name" is "undefined"/,
		],
		[
			'two undefined words',
			() => createTenant({ name: '={{ $json.a + " " + $json.b }}' }),
			/"Name" is "(NaN|undefined undefined)"/,
		],
		[
			'a name of which a part is undefined',
			() => createTenant({ name: '={{ $json.first + " " + $json.last }}' }),
			/"Name" is "Ada undefined"/,
			{ first: 'Ada' },
		],
		[
			'a filter with the word undefined',
			() => listTenants({ filters: { filter: `={{ "name eq '" + $json.nope + "'" }}` } }),
			/"Filter" is "name eq 'undefined'"/,
		],
		['31 February', () => createRule({ expireAt: '2026-02-31' }), /"Expires At" is "2026-02-31"/],
		[
			'a German date',
			() => createRule({ expireAt: '31.12.2026 18:00' }),
			/"Expires At" is "31\.12\.2026 18:00": it takes a date in ISO form/,
		],
		[
			'an American date',
			() => createRule({ expireAt: '12/31/2026 6:00 PM' }),
			/"Expires At" is "12\/31\/2026 6:00 PM"/,
		],
		[
			'a German thousand',
			() => updateTenant({ maxExtensions: '1.000' }),
			/"Max Extensions" is "1\.000": it can be read as 1 or 1000/,
		],
		[
			'an unknown switch',
			() => updateTenant({ enabled: 'perhaps' }),
			/"Enabled" is "perhaps": it takes true or false/,
		],
		[
			'an id of 18 digits without quotes',
			() => createRule({ otherFields: '{"file_id": 700551909773148161}' }),
			/700551909773148161 at "file_id"/,
		],
		['an unknown region', () => createTenant({ region: 'ZZ' }), /"Country" is "ZZ"/],
		[
			"a time zone of Windows, with the zone's own name",
			() => createTenant({ timezone: 'W. Europe Standard Time' }),
			/Windows calls Europe\/Berlin/,
		],
		[
			'spans that overlap',
			() => updateTenant({ officeHours: 'Mon 09:00-13:00, 12:00-17:00' }),
			/"Office Hours" holds "09:00-13:00 and 12:00-17:00"/,
		],
		[
			'a domain with a scheme',
			hostOf('https://acme.example/'),
			/"SIP Domain" is "https:\/\/acme\.example\/": it takes a domain/,
		],
		['a domain with a user', hostOf('info@acme.example'), /"SIP Domain"/],
		['a domain with a dot in front', hostOf('.pbx.example'), /"SIP Domain"/],
		[
			'a domain with what nobody sees',
			hostOf('acme\u200b.example'),
			/acme<zero-width space>\.example.*zero-width space/,
		],
		[
			'a DID with a +',
			() => createTrunk({ additionalFields: { didNumbers: '+442071230000' } }),
			/"DID Numbers" is "\+442071230000"/,
		],
		[
			'a DID range that is too wide',
			() => createTrunk({ additionalFields: { didNumbers: '4420700000-9920700000' } }),
			/more than a million/,
		],
	];

	// Jest takes a parameter that a case does not have for a callback.
	test.each(refused.map(([name, ...rest]) => [name, rest] as const))(
		'%s',
		async (_, [parameters, words, json]) => {
			const { error, out, lines } = await send(parameters(), json);
			expect(error?.message).toMatch(words);
			expect(error?.description).toBeTruthy();
			expect(out).toEqual([]);
			expect(lines).toEqual([]);
		},
	);

	test.each([
		['00:15:65:aa:bb', /"MAC Address" is "00:15:65:aa:bb": it takes 12/],
		['0015 65aa bbcg', /"MAC Address"/],
	])('the MAC %s', async (mac, words) => {
		const { error } = await bench.run(
			{ ...every.caseOf(...found('dectPhone', 'create')).parameters, mac },
			{ credential: 'tenantUser' },
		);
		expect(error?.message).toMatch(words);
		expect(linesOf(bench.simulator)).toEqual([]);
	});
});

describe('is brought into form:', () => {
	test.each<[string, () => object, () => unknown, unknown]>([
		[
			'DID numbers in two lines',
			() => createTrunk({ additionalFields: { didNumbers: '442071230000\n442071230001' } }),
			() => last('providers').did_numbers,
			'442071230000;442071230001',
		],
		[
			'DID numbers in two lines of Windows',
			() => createTrunk({ additionalFields: { didNumbers: '442071230000\r\n442071230001' } }),
			() => last('providers').did_numbers,
			'442071230000;442071230001',
		],
		[
			'DID numbers with commas',
			() => createTrunk({ additionalFields: { didNumbers: '442071230000, 442071230005' } }),
			() => last('providers').did_numbers,
			'442071230000;442071230005',
		],
		[
			'a DID range with an en dash',
			() => createTrunk({ additionalFields: { didNumbers: '442071230000 – 442071230099' } }),
			() => last('providers').did_numbers,
			'442071230000-442071230099',
		],
		[
			"a spreadsheet's date",
			() => createRule({ expireAt: 46205 }),
			() => last('ipFilters').expire_at,
			'2026-07-02T04:00:00.000Z',
		],
		[
			"a spreadsheet's date as text",
			() => createRule({ expireAt: '46205' }),
			() => last('ipFilters').expire_at,
			'2026-07-02T04:00:00.000Z',
		],
		[
			"a spreadsheet's time",
			() => createRule({ expireAt: '46205,75' }),
			() => last('ipFilters').expire_at,
			'2026-07-02T22:00:00.000Z',
		],
		[
			'a Luxon DateTime',
			() => createRule({ expireAt: '={{ DateTime.fromISO("2026-07-02T10:00:00Z") }}' }),
			() => last('ipFilters').expire_at,
			'2026-07-02T10:00:00.000Z',
		],
		[
			'a Date',
			() => createRule({ expireAt: '={{ new Date("2026-07-02T10:00:00Z") }}' }),
			() => last('ipFilters').expire_at,
			'2026-07-02T10:00:00.000Z',
		],
		[
			'a Date in Other Fields',
			() => createRule({ otherFields: '={{ ({ expire_at: new Date("2026-07-02T10:00:00Z") }) }}' }),
			() => last('ipFilters').expire_at,
			'2026-07-02T10:00:00.000Z',
		],
		[
			'a region of two letters',
			() => createTenant({ region: 'US' }),
			() => last('tenants').region,
			'USA',
		],
		[
			'a region by name',
			() => createTenant({ region: 'United States' }),
			() => last('tenants').region,
			'USA',
		],
		[
			'a currency in small letters',
			() => createTenant({ currency: 'usd' }),
			() => last('tenants').currency,
			'USD',
		],
		[
			'blanks around a domain',
			() => createTenant({ domain: ' omega.example ' }),
			() => last('tenants').domain,
			'omega.example',
		],
		[
			'blanks around a host',
			() => createTrunk({ hostname: 'sip.carrier.example ' }),
			() => last('providers').hostname,
			'sip.carrier.example',
		],
		[
			'a number with blanks',
			() => createTrunk({ port: ' 5060 ' }),
			() => last('providers').port,
			5060,
		],
		[
			'a choice in small letters',
			() => createRule({}, { target: 'deny' }),
			() => last('ipFilters').target,
			'DENY',
		],
	])('%s', async (_, parameters, held, expected) => {
		const { error } = await send(parameters());
		expect([error?.message, error?.description]).toEqual([undefined, undefined]);
		expect(held()).toBe(expected);
	});

	test.each<[unknown, boolean]>([
		...['TRUE', 'true', 'yes', 'Yes', '1', 1, 'on', 'x', 'ja', 'oui', true].map(
			(word): [unknown, boolean] => [word, true],
		),
		...['FALSE', 'no', '0', 0, 'off', 'nein', 'non', false].map((word): [unknown, boolean] => [
			word,
			false,
		]),
	])('%j for a switch', async (word, on) => {
		const { error } = await send(updateTenant({ enableNightMode: '={{ $json.on }}' }), {
			on: word as string,
		});
		expect(error).toBeUndefined();
		expect(bench.simulator.state.tenants.get(first('tenants'))).toMatchObject({
			enable_night_mode: on,
		});
	});

	test('office hours as Get returned them, as an object and as JSON', async () => {
		const hours = (await send(updateTenant({ officeHours: 'Mon-Fri 09:00-24:00; Sun' })), held());
		const given = { hours, json: JSON.stringify(hours) };
		for (const name of ['hours', 'json']) {
			await send(updateTenant({ officeHours: 'closed' }));
			const { error } = await send(
				updateTenant({ officeHours: `={{ $json.${name} }}` }),
				given as IDataObject,
			);
			expect(error).toBeUndefined();
			expect(held()).toEqual(hours);
		}
		function held() {
			return structuredClone(bench.simulator.state.tenants.get(first('tenants'))?.office_hours);
		}
	});

	test('members as one text', async () => {
		const { parameters } = every.caseOf(...found('callPickupGroup', 'setMembers'));
		const { error } = await bench.run(
			{ ...parameters, items: '1001, 1002' },
			{ credential: 'tenantUser' },
		);
		expect(error).toBeUndefined();
	});
});

describe('means what it says:', () => {
	test.each<[unknown, number]>([
		['true', Infinity],
		['TRUE', Infinity],
		['false', 1],
		['FALSE', 1],
	])('Return All %j', async (returnAll, most) => {
		const { out } = await send(listTenants({ returnAll: '={{ $json.all }}', limit: 1 }), {
			all: returnAll as string,
		});
		expect(out).toHaveLength(Math.min(most, bench.simulator.state.tenants.size));
	});

	test.each([
		['FALSE', true],
		['true', false],
	])('Simplify %j', async (simple, whole) => {
		const { out } = await send(
			listTenants({ returnAll: false, limit: 1, simple: '={{ $json.simple }}' }),
			{
				simple,
			},
		);
		expect('custom_options' in out[0] || Object.keys(out[0]).length > 10).toBe(whole);
	});

	test('an Act in Tenant that somebody left empty: the place of the account', async () => {
		const { error, lines } = await send({
			...createTrunk(),
			actInTenant: { __rl: true, mode: 'list', value: '' },
		});
		expect(error).toBeUndefined();
		expect(lines).toEqual(['POST /api/providers']);
	});

	test('a text in which somebody speaks of what is undefined', async () => {
		const text = 'Left undefined on purpose';
		const { error } = await send(createRule({ description: '={{ $json.text }}' }), { text });
		expect(error).toBeUndefined();
		expect(last('ipFilters').description).toBe(text);
	});

	test('an optional field whose expression gives nothing: it is left out', async () => {
		const { error } = await send(
			createRule({ description: '={{ $json.nope }}', expireAt: '={{ $json.when }}' }),
			{
				when: '',
			},
		);
		expect(error).toBeUndefined();
		expect(last('ipFilters')).not.toHaveProperty('expire_at');
	});
});

test('the second of two items with an unknown region stops the first one, too', async () => {
	const { error } = await bench.run(
		createTenant({
			name: '={{ $json.name }}',
			domain: '={{ $json.domain }}',
			region: '={{ $json.region }}',
		}),
		{
			items: [
				{ name: 'One', domain: 'one.example', region: 'DEU' },
				{ name: 'Two', domain: 'two.example', region: 'ZZ' },
			],
			credential: 'systemAdmin',
		},
	);
	expect(error?.message).toContain('"Country" is "ZZ"');
	expect(linesOf(bench.simulator)).toEqual([]);
});

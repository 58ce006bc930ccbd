import {
	create,
	detail,
	newPhone,
	newUser,
	refusal,
	setUp,
	type Client,
	type Setup,
} from './client.mts';
import { bodyOf, keyOf, operations } from './contract.mts';

let pbx: Setup;
let admin: Client;
let office: Client;
let user: string;
beforeAll(async () => {
	pbx = await setUp();
	admin = await pbx.admin();
	office = await pbx.office();
	user = await create(office, '/users', newUser());
});
afterAll(() => pbx.simulator.close());

/** Bodies that need more than one field of the form's name. */
const bodies: Record<string, (value: unknown) => object> = {
	'phones.0.mac': (mac) => newUser({ phones: [{ ...newPhone(), mac }] }),
};

function bodyWith(path: string, field: string, value: unknown): object {
	const creation = operations.find((each) => keyOf(each) === `POST ${path}`);
	return bodies[field]?.(value) ?? { ...bodyOf(creation?.body ?? []), [field]: value };
}

/** Where a form is asked for, and what it takes and refuses. */
const cases: Array<[string, string, { good: unknown[]; bad: unknown[] }]> = [
	[
		'expire_at',
		'/ip_filters',
		{
			good: [
				'2030-12-31T23:59:59Z',
				'2028-02-29T00:00:00.123456Z',
				'2030-01-01T12:00:00+05:30',
				'2016-12-31T23:59:60Z',
			],
			bad: [
				'',
				'soon',
				'2026',
				'2026-12-31',
				'Dec 31 2026',
				'2026-12-31T00:00:00',
				'2026-12-31 00:00:00Z',
				'2026-12-31T00:00Z',
				'+012026-12-31T00:00:00Z',
				'046205-01-01T00:00:00.000Z',
				'2026-02-31T00:00:00Z',
				'2026-02-29T00:00:00Z',
				'2026-13-01T00:00:00Z',
				'2026-12-31T24:00:00Z',
				'2026-12-31T00:00:00+0100',
				1798675200,
			],
		},
	],
	[
		'email_recipients',
		'/tenants',
		{
			good: ['', 'a@x.example', 'a@x.example,b@y.example', Array(15).fill('a@x.example').join()],
			bad: [
				'a@x.example;b@y.example',
				'a@x.example, b@y.example',
				'a@x.example,',
				'a@x.example\nb@y.example',
				'nobody',
				Array(16).fill('a@x.example').join(),
			],
		},
	],
	...['disk_quota', 'im_disk_quota', 'extension_im_disk_quota'].map(
		(field): (typeof cases)[number] => [
			field,
			'/tenants',
			{
				good: ['', '100MB', '1.5GB', '20KB', '3PB'],
				bad: ['100', '100 MB', '100mb', '1TB', '-1GB', '0MB', 'GB', '1,5GB', 'unlimited'],
			},
		],
	),
	[
		'custom_options',
		'/conference_rooms',
		{ good: ['', '{}', '{"a":[1]}'], bad: ['{a:1}', 'text', '{"a":1', "{'a':1}", { a: 1 }] },
	],
	['android_service_account', '/mobile_push', { good: [], bad: ['{', 'text'] }],
	[
		'additional_ips',
		'/providers',
		{
			good: ['', '192.0.2.1', '192.0.2.0/24;198.51.100.7/32', '2001:db8::/32;192.0.2.1'],
			bad: ['192.0.2.1,192.0.2.2', '192.0.2.1; 192.0.2.2', '192.0.2.1;', '192.0.2.0/33', 'host'],
		},
	],
	[
		'blocked_user_agents',
		'/admin/settings',
		{
			good: ['', 'friendly-scanner', 'friendly-scanner;Bad Phone/1.0 (x)'],
			bad: ['one,two', 'one;', ';', 'one; two', 'one\ntwo'],
		},
	],
	[
		'number_mask',
		'/outbound_rules',
		{ good: ['', '101', '101-110;199', '1**'], bad: ['101,102', '101 102', '101;', 'office'] },
	],
	[
		'number_length',
		'/outbound_rules',
		{ good: ['', '3', '3;11'], bad: ['3,11', '3-11', '3; 11', 'three'] },
	],
	[
		'domain',
		'/tenants',
		{
			good: [
				'one.form.example',
				'bare-host',
				'Xn--Mller-kva.example',
				'203.0.113.7',
				'2001:db8::7',
			],
			bad: [
				'https://acme.example/',
				'sip:acme.example',
				'acme.example:5060',
				'info@acme.example',
				' acme.example',
				'acme .example',
				'acme.example\n',
				'acme\u200b.example',
				'\ufeffacme.example',
				'acme\u00a0.example',
				'.acme.example',
				'acme..example',
				'acme.example.',
				'-acme.example',
				'acme.example/path',
				'm\u00fcller.example',
				'192.0.2.256',
			],
		},
	],
	['name', '/tenants', { good: ['A', ' A '], bad: [' ', '\t', '\n', '\u200b', '\u00a0 \ufeff'] }],
	[
		'email',
		'/dealers',
		{
			good: ['a@x.example', "o'brien+pbx@mail.x.example", 'A@localhost'],
			bad: [
				'',
				'nobody',
				'@x.example',
				'a@',
				'a@@x.example',
				'a@b@x.example',
				'a b@x.example',
				' a@x.example',
				'a@x.example ',
				'a@x..example',
				'a@.example',
				'a@x.example,b@x.example',
				'A <a@x.example>',
				'mailto:a@x.example',
				'a@\u200bx.example',
			],
		},
	],
	['email', '/contacts', { good: ['', 'a@x.example'], bad: ['nobody', 'a@b@x.example'] }],
	[
		'timezone',
		'/tenants',
		{
			good: ['Europe/Berlin', 'UTC', 'Asia/Kolkata', 'Asia/Calcutta', 'America/Port-au-Prince'],
			bad: ['', 'europe/berlin', 'EUROPE/BERLIN', 'utc', '+02:00', 'CEST', 'Europe/Berlin '],
		},
	],
	[
		'timezone',
		'/conference_rooms',
		{ good: ['Asia/Shanghai'], bad: ['asia/shanghai', 'China Standard Time'] },
	],
	[
		'phones.0.mac',
		'/users',
		{
			good: ['00041300000a', '00:04:13:00:00:0B', '00-04-13-00-00-0c'],
			bad: [
				'',
				'00041300000',
				'0004130000000',
				'00:04:13:00:00',
				'0004.1300.0001',
				'00:04-13:00:00:01',
				'00 04 13 00 00 01',
				'00041300000g',
				' 000413000001',
			],
		},
	],
	[
		'cidr',
		'/ip_filters',
		{ good: ['192.0.2.0/24', '2001:db8::1'], bad: ['192.0.2.0/33', '2001:db8::/129', 'host', ''] },
	],
];

const systemPaths = /^\/(tenants|dealers|providers|ip_filters|admin|mobile_push)/;

describe('a text of a known form', () => {
	const each = (which: 'good' | 'bad') =>
		cases.flatMap(([field, path, values]) =>
			values[which].map((value) => [field, value, path] as const),
		);
	const send = (path: string, body: object) =>
		(systemPaths.test(path) ? admin : office).post(path, body);

	it.each(each('good'))('%s may be %j at %s', async (field, value, path) => {
		const { status, body: answer } = await send(path, bodyWith(path, field, value));
		expect([status < 300, answer?.errors]).toEqual([true, undefined]);
	});

	it.each(each('bad'))('%s must not be %j at %s', async (field, value, path) => {
		const answer = await send(path, bodyWith(path, field, value));
		expect([refusal(answer), detail(answer)]).toEqual([
			'400 VALIDATE_FAILED',
			expect.stringMatching(new RegExp(`^${field}: `)),
		]);
	});

	it('is asked for by updates, too, and a needed one cannot be emptied', async () => {
		for (const email of ['nobody', '']) {
			const answer = await office.post(`/users/${user}`, { display_name: 'Person', email });
			expect(detail(answer)).toBe(`email: "${email}" is no address with one @ and a domain`);
			expect((await office.post('/user', { email, display_name: 'Office' })).status).toBe(400);
		}
		const [tenant] = pbx.simulator.state.tenants.keys();
		expect((await admin.post(`/tenants/${tenant}`, { name: ' ' })).status).toBe(400);
		expect((await office.post('/tenant', { name: '\u200b' })).status).toBe(400);
	});

	it('is asked for of each of many users', async () => {
		const items = [newUser(), newUser({ email: 'nobody' })];
		const answer = await office.post('/users/create_many', { items });
		expect(detail(answer)).toMatch(/^items\.1\.email: /);
	});

	it('is not repeated where it may be secret', async () => {
		const answer = await admin.post(
			'/mobile_push',
			bodyWith('/mobile_push', 'android_service_account', 'a'),
		);
		expect(detail(answer)).toBe('android_service_account: the text is no JSON');
	});

	it('is no matter of a login, where a wrong domain is a wrong login', async () => {
		const login = { username: 'office', password: 'x', domain: '.sample.example' };
		expect(refusal(await pbx.nobody().signIn(login))).toBe('400 UNAUTHORIZED');
	});
});

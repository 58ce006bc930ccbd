import { resources } from '../../nodes/shared/api/index.ts';
import type { Field, FormName } from '../../nodes/shared/api/types.ts';
import { contract, type Fact } from '../../scripts/facts/contract.mts';
import { valueOf } from '../support/refusals.mts';

/** What the contract and the guides say of a field's form stands on its row. */

/** Forms that follow from the name of a field in the contract, and where they are said. */
const NAMED: ReadonlyArray<readonly [RegExp, FormName]> = [
	// guide: Bulk import
	[/^mac$/, 'mac'],
	[/(^|_)ipv4$/, 'ipv4'],
	[/(^|_)ipv6$/, 'ipv6'],
	[/_dns_server$/, 'ip'],
	[/^cidr$/, 'cidr'],
	// contract notes, h9
	[/^additional_ips$/, 'cidrs'],
	[/^(email_recipients|recipients)$/, 'recipients'],
	[/^blocked_user_agents$/, 'names'],
	[/^number_mask$/, 'ranges'],
	[/^number_length$/, 'lengths'],
	[/^(custom_options|android_service_account)$/, 'jsonText'],
	[/disk_quota$/, 'quota'],
	// guides: Tenant management, API description
	[/^(hostname|outbound_server|trace_server_host|server|web_domain)$/, 'host'],
	[/^(email|recipient|reply_to)$/, 'email'],
	[/^external_invitees$/, 'invitees'],
	[/^currency$/, 'currency'],
	[/^outbound_caller_id$/, 'callerId'],
	[/^voicemail_pin$/, 'voicemailPin'],
	[/^pin$/, 'pin'],
	[/^(admin_pin|room_pin|door_password[12])$/, 'digits'],
	[/^(crt|stir_shaken_cert|ios_certificate)$/, 'certificate'],
	[/^(stir_shaken_key|ios_private_key)$/, 'privateKey'],
	[/^(cron_expr|sync_time)$/, 'cron'],
	[/^url$/, 'url'],
	[/^latitude$/, 'latitude'],
	[/^longitude$/, 'longitude'],
	[/^month_(start|end)$/, 'month'],
	[/^day_(start|end)$/, 'day'],
	[/^hour_(start|end)$/, 'hour'],
	[/^minute_(start|end)$/, 'minute'],
	[/_threshold$/, 'percent'],
	[/^(phone|.*_phone2?)$/, 'phone'],
];

/** Names that stand for different things: what they are on these paths. */
const PLACED: ReadonlyArray<readonly [RegExp, FormName | undefined]> = [
	[/(dect_phones|\/phones|hotdesking).*(timezone|region|language)$/, undefined],
	[/ timezone$/, 'timezone'],
	[/ region$/, 'country'],
	[/(\/tenants?(\/\{id\})?|\/info) domain$/, 'sipDomain'],
	[/sbc.* domain$/, 'host'],
	[/outbound_caller_ids\.caller_id$/, 'callerId'],
	[/\/roles(\/\{id\})? name$/, 'roleName'],
	[/^POST \/(admin\/users|dealers)(\/\{id\}\/username)? name$/, 'userName'],
	[/^POST \/key key$/, 'privateKey'],
	[/speed_?dial_?8.* code$/, 'speedDial8'],
	[/speed_?dial_?100.* code$/, 'speedDial100'],
];

interface Line {
	at: string;
	fact: Fact;
	field: Field;
}

/** The facts of all operations with their fields, those within others too. */
function linesOf(at: string, facts: readonly Fact[], fields: readonly Field[]): Line[] {
	return facts.flatMap((fact) => {
		const field = fields.find(({ name, spread }) => name === fact.name && !spread);
		if (!field) return [];
		const inner = fact.properties ?? fact.items?.properties ?? [];
		const place = `${at}${fact.name}`;
		return [{ at: place, fact, field }, ...linesOf(`${place}.`, inner, field.fields ?? [])];
	});
}

const facts = contract();
const lines = resources
	.flatMap(({ operations }) => operations)
	.flatMap(({ method, path, pathFields, queryFields, bodyFields }): Line[] => {
		const key = `${method} ${path}`;
		const fact = facts.get(key);
		if (!fact) return [];
		const { pathParams, query, body } = fact;
		return linesOf(
			`${key} `,
			[...pathParams, ...query, ...body],
			[...pathFields, ...queryFields, ...bodyFields],
		);
	});

function expectedForm({ at, fact }: Line): FormName | undefined {
	const placed = PLACED.find(([place]) => place.test(at));
	return placed ? placed[1] : NAMED.find(([name]) => name.test(fact.name))?.[1];
}

test('there are many facts', () => expect(lines.length).toBeGreaterThan(2300));

test('every form of the contract is on its row', () => {
	const differing = lines
		.filter(({ field }) => ['text', 'texts', 'integer', 'number'].includes(field.type))
		.filter((line) => {
			const expected = expectedForm(line);
			return expected !== undefined && line.field.form !== expected;
		})
		.map((line) => `${line.at}: ${line.field.form}, not ${expectedForm(line)}`);
	expect(differing).toEqual([]);
});

test('every placed name is one of some row', () => {
	const unused = PLACED.filter(([place]) => !lines.some(({ at }) => place.test(at)));
	expect(unused).toEqual([]);
});

test('every date-time of the contract is one of its row', () => {
	const dates = lines.filter(({ fact }) => /^date[-_]time$/.test(fact.format ?? ''));
	expect(dates.length).toBeGreaterThan(15);
	expect(dates.filter(({ field }) => field.type !== 'dateTime').map(({ at }) => at)).toEqual([]);
});

test('every list or object that is given as JSON has its shape', () => {
	const differing = lines.filter(
		({ fact: { type }, field }) =>
			field.type === 'json' &&
			((type === 'array' && field.form !== 'jsonList') ||
				(type === 'object' && field.form !== 'jsonObject')),
	);
	expect(differing.map(({ at }) => at)).toEqual([]);
});

test('every number of an extension in the contract is checked as one', () => {
	const numbers = lines.filter(
		({ fact }) => (fact.pattern ?? fact.items?.pattern) === '[0-9]{3,64}' && !fact.enum,
	);
	expect(numbers.length).toBeGreaterThan(30);
	const open = numbers.filter(({ field }) => {
		try {
			// A locator may take what is no number for a name, which is looked up.
			const wrong = field.type === 'reference' ? '12' : 'ab1';
			return valueOf(field, field.type === 'texts' ? [wrong] : wrong) !== undefined;
		} catch {
			return false;
		}
	});
	expect(open.map(({ at }) => at)).toEqual([]);
});

/** A form brings in what can be read in one way, and refuses the rest. */
const text = (form: FormName): Field => ({ name: 'field', type: 'text', form });

describe.each<[FormName, Array<[unknown, string]>, unknown[]]>([
	[
		'mac',
		[
			['001565aabbcc', '001565aabbcc'],
			[' 00:15:65:AA:BB:CC ', '00:15:65:AA:BB:CC'],
			['00-15-65-AA-BB-CC', '00-15-65-AA-BB-CC'],
			['0015.65aa.bbcc', '001565aabbcc'],
		],
		['00:15:65:aa:bb', '00:15:65:aa:bb:gg', '00:15-65:aa:bb:cc:dd', 'x'],
	],
	[
		'sipDomain',
		[
			['sip.acme.example', 'sip.acme.example'],
			[' acme.example\n', 'acme.example'],
			['192.0.2.1', '192.0.2.1'],
			['a-b_c.example', 'a-b_c.example'],
		],
		[
			'https://acme.example/',
			'info@acme.example',
			'.pbx.example',
			'pbx.example.',
			'a..b',
			'a b',
		].concat([
			'acme.example:5060',
			'ac\u200bme.example',
			'acme.example/x',
			'300.1.2.3',
			'ü.example',
			'-a',
		]),
	],
	[
		'ipv6',
		[
			['2001:db8::1', '2001:db8::1'],
			['::', '::'],
			['::ffff:192.0.2.1', '::ffff:192.0.2.1'],
		],
		['1::2::3', ':1', '2001:db8', '12345::'],
	],
	['ipv4', [['192.0.2.1', '192.0.2.1']], ['192.0.2', '192.0.2.256', '192.0.2.01', '::1']],
	[
		'cidr',
		[
			['192.0.2.0/24', '192.0.2.0/24'],
			['2001:db8::/32', '2001:db8::/32'],
			['192.0.2.7', '192.0.2.7/32'],
			['2001:db8::7', '2001:db8::7/128'],
		],
		['192.0.2.0/33', '192.0.2.0/', 'acme.example/24'],
	],
	[
		'cidrs',
		[
			['192.0.2.0/24, 198.51.100.7', '192.0.2.0/24;198.51.100.7'],
			[['192.0.2.1', '192.0.2.2'] as never, '192.0.2.1;192.0.2.2'],
		],
		['192.0.2.0/24;x'],
	],
	[
		'url',
		[
			['http://a.example:80/x?y=1', 'http://a.example:80/x?y=1'],
			['https://[2001:db8::1]/', 'https://[2001:db8::1]/'],
		],
		['a.example', 'ftp://a.example', 'http://', 'http://a b.example'],
	],
	['website', [['www.acme.example', 'www.acme.example']], ['our site', 'a@b@c']],
	[
		'email',
		[
			[' a.b+c@x.example ', 'a.b+c@x.example'],
			["o'neill@x.example", "o'neill@x.example"],
		],
		[
			'a@',
			'@b',
			'a@b@c',
			'a b@c',
			'a@b.example, c@d.example',
			'.a@b',
			'undefined@x.example',
			'A <a@b.example>',
		],
	],
	[
		'recipients',
		[
			['a@x.example; b@x.example', 'a@x.example,b@x.example'],
			['a@x.example b@x.example\n', 'a@x.example,b@x.example'],
		],
		['a@x.example; b', Array.from({ length: 16 }, (_, i) => `a${i}@x.example`)],
	],
	[
		'country',
		[
			['US', 'USA'],
			['usa', 'USA'],
			['United States', 'USA'],
			['United States of America', 'USA'],
			['UK', 'GBR'],
			['Deutschland', 'DEU'],
			['Allemagne', 'DEU'],
		],
		['ZZ', 'ZZZ', 'Atlantis', 'constructor'],
	],
	[
		'currency',
		[
			['usd', 'USD'],
			['Euro', 'EUR'],
			['€', 'EUR'],
		],
		['$', 'XXX', 'dollars'],
	],
	[
		'timezone',
		[
			['Europe/Berlin', 'Europe/Berlin'],
			['europe/berlin', 'Europe/Berlin'],
			['America/New York', 'America/New_York'],
			['UTC', 'UTC'],
			['Asia/Kolkata', 'Asia/Kolkata'],
			['asia/kolkata', 'Asia/Kolkata'],
			['us/eastern', 'US/Eastern'],
		],
		['W. Europe Standard Time', 'Eastern Standard Time', '+01:00', 'Berlin', 'GMT+1 Berlin'],
	],
	[
		'locale',
		[
			['en_us', 'en-US'],
			['EN-gb', 'en-GB'],
			['de', 'de'],
		],
		['English', 'e', 'en-'],
	],
	[
		'quota',
		[
			['20 gb', '20GB'],
			['500MB', '500MB'],
			['1.5G', '1.5GB'],
		],
		['100', '1.000GB', '20 TB', 'GB', '-1GB'],
	],
	[
		'latitude',
		[
			['51,5072', '51.5072'],
			[51.5 as never, '51.5'],
		],
		['91', 'north'],
	],
	[
		'voicemailPin',
		[
			['482915', '482915'],
			[482915 as never, '482915'],
			['112358', '112358'],
		],
		['12345', '123456', '654321', '111111', 'abcdef', ' 482915'],
	],
	[
		'dialled',
		[
			['+44 20 7123-0000', '+442071230000'],
			['*57', '*57'],
			['101', '101'],
			['sip:ada@x.example', 'sip:ada@x.example'],
		],
		['+44 (0)20 7123 0000', '4.42071E+11', 'ring ada'],
	],
	[
		'callerId',
		[
			[' 442071231500 ', '442071231500'],
			['+442071231500', '+442071231500'],
		],
		['44 2071231500', '442071231500-442071231599', 'ada'],
	],
	[
		'ranges',
		[
			['101–110, 199', '101-110;199'],
			['101..110', '101-110'],
		],
		['101 to 110', 'a'],
	],
	[
		'lengths',
		[
			['7, 11', '7;11'],
			[7 as never, '7'],
		],
		['7.11', 'x'],
	],
	[
		'cron',
		[
			['0 6 * * 1', '0 6 * * 1'],
			['0 0 6 ? * MON', '0 0 6 ? * MON'],
		],
		['daily', '* * *'],
	],
	[
		'jsonText',
		[
			['{"a":1}', '{"a":1}'],
			[{ a: 1 } as never, '{"a":1}'],
		],
		['[1]', 'a', '{a:1}'],
	],
	['userName', [['ada', 'ada']], ['admin', 'ROOT', 'Administrator', 'system']],
	['roleName', [['Reception', 'Reception']], ['queuemanager', 'Admin']],
	[
		'speedDial8',
		[
			['2', '2'],
			[9 as never, '9'],
		],
		['1', '0', '22'],
	],
	[
		'speedDial100',
		[
			['07', '07'],
			['7', '07'],
			[0 as never, '00'],
		],
		['100', 'a'],
	],
])('the form %s', (form, taken, refusedValues) => {
	test.each(taken)('takes %j', (given, sent) => {
		expect(valueOf(text(form), given)).toBe(sent);
	});

	test.each(refusedValues.map((value) => [value]))('refuses %j', (given) => {
		const field = { ...text(form), ...(form === 'voicemailPin' ? { secret: true } : {}) };
		expect(() => valueOf(field, given)).toThrow(/"Field" (is|holds|does not fit)/);
	});
});

describe('PEM', () => {
	const body = 'MIIBszCCAVmgAwIBAgIUTm90QVJlYWxDZXJ0aWZpY2F0ZUJ1dExvbmdFbm91Z2gwCgYIKoZIzj0EAwIw';
	const whole = [
		'-----BEGIN CERTIFICATE-----',
		body.slice(0, 64),
		body.slice(64),
		'-----END CERTIFICATE-----',
	].join('\n');

	test.each([
		['as it is', whole],
		['in one line with \\n as two characters', whole.replaceAll('\n', '\\n')],
		['in one line with \\r\\n', whole.replaceAll('\n', '\\r\\n')],
		['in one line with blanks', whole.replaceAll('\n', ' ')],
	])('is taken %s', (_, given) => {
		expect(valueOf(text('certificate'), given)).toBe(whole);
	});

	test.each([
		['without an end', whole.slice(0, -10)],
		['of another kind', whole.replaceAll('CERTIFICATE', 'PRIVATE KEY')],
		['with something else in it', whole.replace('MII', 'M_I')],
	])('is refused %s', (_, given) => {
		expect(() => valueOf(text('certificate'), given)).toThrow('a certificate in PEM form');
	});
});

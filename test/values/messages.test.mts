import { findOperation } from '../../nodes/shared/api/index.ts';
import type { Field, FormName } from '../../nodes/shared/api/types.ts';
import { planRequest, type Read } from '../../nodes/shared/plan/plan.ts';
import { InputRefused, KINDS, type Kind } from '../../nodes/shared/values/inputRefused.ts';
import { refusalOf, valueOf } from '../support/refusals.mts';

/**
 * Every message with which an input is refused, once, to be read as a whole: with
 * `PRINT_MESSAGES=1` they are printed.
 */

const field = (type: Field['type'], more: Partial<Field> = {}): Field => ({
	name: 'sample_field',
	type,
	...more,
});
const text = (form: FormName, more: Partial<Field> = {}) => field('text', { form, ...more });
const choice = field('choice', { options: { RING_ALL: 'Ring All', HUNT: 'Hunt' } });
const group = field('object', { fields: [field('text', { name: 'inner' })] });
const parts = field('keyed', { options: { office: 'Office', home: 'Home' }, fields: group.fields });
const pool = field('didNumbers');
const hours = field('weekHours');
const json = field('json');

/** Refusals of the value of one field. */
const VALUES: Readonly<Partial<Record<Kind, readonly [Field, unknown]>>> = {
	word: [field('text'), 'undefined'],
	sheet: [field('text'), '#REF!'],
	expression: [field('text'), 'Tenant {{ $json.name }}'],
	placeholder: [text('host'), 'N/A'],
	blank: [field('text', { secret: true }), '  '],
	hidden: [text('host'), 'sip.customer\u200b.example'],
	text: [field('text'), { a: 1 }],
	digits: [field('text'), Number('812345678900000011')],
	length: [field('text', { max: 5 }), 'too long a text'],
	pattern: [field('text', { pattern: '[0-9]{3,64}', example: '101' }), '12a'],
	whole: [field('integer', { min: 0, max: 50 }), 'many'],
	number: [field('number', { min: 0 }), 'much'],
	twoNumbers: [field('integer'), '1.000'],
	range: [field('integer', { min: 1, max: 50 }), 51],
	boolean: [field('boolean'), 'perhaps'],
	choice: [choice, 'NONE'],
	twoChoices: [field('choice', { options: { A_B: 'One', AB: 'Two' } }), 'a-b'],
	locator: [field('reference', { ref: 'tenant' }), { id: '1' }],
	date: [field('dateTime'), '31.12.2026 18:00'],
	noSuchDate: [field('dateTime'), '2026-02-31'],
	twoDates: [field('dateTime'), '2026-10-25T02:30:00'],
	day: [hours, 'someday 09:00-10:00'],
	span: [hours, 'Mon 9am-5pm'],
	spanBackwards: [hours, 'Mon 18:00-09:00'],
	spansOverlap: [hours, 'Mon 09:00-12:00, 11:00-13:00'],
	week: [hours, { funday: {} }],
	group: [group, 'text'],
	list: [field('list', { fields: group.fields }), { entries: 'text' }],
	unknownField: [group, { other: 1 }],
	unknownPart: [parts, { garden: {} }],
	twoEntries: [
		parts,
		{
			entries: [
				{ key: 'home', inner: 'a' },
				{ key: 'home', inner: 'b' },
			],
		},
	],
	json: [json, '{"a":}'],
	jsonShape: [field('json', { form: 'jsonList' }), '{"a":1}'],
	jsonNumber: [json, '{"id": 812345678900000001}'],
	jsonDate: [json, { at: new Date(Number.NaN) }],
	jsonWord: [json, '{"name": "undefined"}'],
	jsonDeep: [json, `${'['.repeat(60)}${']'.repeat(60)}`],
	query: [field('json', { form: 'jsonQuery' }), { search: undefined }],
	email: [text('email'), 'Ada <ada@customer.example>'],
	tooMany: [text('recipients'), Array.from({ length: 16 }, (_, index) => `a${index}@b.example`)],
	host: [text('sipDomain'), 'https://acme.example/'],
	url: [text('url'), 'acme.example/hook'],
	website: [text('website'), 'our site'],
	address: [text('ipv4'), '192.0.2.300'],
	network: [text('cidr'), '192.0.2.0/33'],
	hostBits: [text('cidr'), '192.0.2.7/24'],
	mac: [text('mac'), '00:15:65:aa:bb'],
	dialled: [text('dialled'), 'ring ada'],
	twoPhones: [text('dialled'), '+44 (0)20 7123 0000'],
	phone: [text('phone'), '4.42071E+11'],
	callerId: [text('callerId'), '442071230000-442071230099'],
	extensionNumber: [text('extensionNumber'), '1a'],
	pin: [text('voicemailPin', { secret: true }), '12'],
	simplePin: [text('voicemailPin', { secret: true }), '123456'],
	code: [text('speedDial8'), '1'],
	ranges: [text('ranges'), '101 to 110'],
	rangesBackwards: [text('ranges'), '110-101'],
	lengths: [text('lengths'), 'seven'],
	country: [text('country'), 'ZZ'],
	twoCountries: [text('country'), 'Korea'],
	currency: [text('currency'), '$'],
	timezone: [text('timezone'), 'Berlin time'],
	windowsZone: [text('timezone'), 'W. Europe Standard Time'],
	zoneLetters: [text('timezone'), 'IST'],
	locale: [text('locale'), 'English'],
	degrees: [text('latitude'), '100'],
	quota: [text('quota'), 'much'],
	twoQuotas: [text('quota'), '100'],
	cron: [text('cron'), 'daily'],
	pem: [text('certificate'), 'MIIB'],
	jsonText: [text('jsonText'), 'a=b'],
	reserved: [text('userName'), 'Admin'],
	didEmpty: [pool, ' ; '],
	didEntry: [pool, 'abc'],
	didPrefix: [pool, '+442071230000'],
	didDigits: [pool, '12'],
	didEnds: [pool, '100-1999'],
	didBackwards: [pool, '2000-1000'],
	didWide: [pool, '4420700000-9920700000'],
	didOverlap: [pool, '1000-2000;1500'],
	didScientific: [pool, '4,42071E+11'],
	didTwo: [pool, '442071230000 442071230001'],
};

const planOf = (
	resource: string,
	operation: string,
	parameters: Record<string, unknown>,
	expressions?: Read['expressions'],
) => {
	const row = findOperation(resource, operation);
	if (!row) throw new Error('There is no such operation');
	const read = Object.assign((name: string) => parameters[name] ?? null, { expressions });
	return planRequest(row, read, 'Europe/Berlin');
};

/** Refusals of what several parameters say together. */
const PLANS: Readonly<Partial<Record<Kind, () => unknown>>> = {
	empty: () => planOf('tenant', 'get', { tenantId: '' }),
	nothing: () =>
		planOf(
			'tenant',
			'getMany',
			{ limit: 5, filters: { search: undefined } },
			{
				fill: (parameter) => parameter === 'filters',
				gapIn: () => undefined,
				join: () => false,
			},
		),
	gap: () =>
		planOf(
			'tenant',
			'getMany',
			{ limit: 5, filters: { filter: "name eq ''" } },
			{
				fill: (parameter) => parameter === 'filters',
				gapIn: (parameter) => (parameter === 'filters' ? '$json.name' : undefined),
				join: () => false,
			},
		),
	period: () =>
		planOf('cdr', 'getMany', {
			limit: 5,
			period: 'custom',
			from: '2026-03-02',
			to: '2026-03-01',
		}),
	path: () => planOf('tenant', 'get', { tenantId: '..' }),
	notEmptiable: () => planOf('tenant', 'update', { tenantId: '1', emptyFields: 'Wbsite' }),
	emptyAndFilled: () =>
		planOf('tenant', 'update', {
			tenantId: '1',
			additionalFields: { diskQuota: '20GB' },
			emptyFields: 'Disk Quota',
		}),
	notSent: () =>
		planOf('tenant', 'update', {
			tenantId: '1',
			additionalFields: { otherFields: '{"__proto__": {}}' },
		}),
};

const catalogue = KINDS.map((kind) => {
	const [about, value] = VALUES[kind] ?? [];
	const attempt = about ? () => valueOf(about, value) : PLANS[kind];
	return [kind, attempt] as const;
});

describe('a message', () => {
	const refusals = new Map<Kind, InputRefused>();
	afterAll(() => {
		if (!process.env.PRINT_MESSAGES) return;
		const lines = [...refusals].map(
			([kind, { message, advice }]) => [kind, `${message}\n    ${advice ?? ''}`, ''] as const,
		);
		process.stdout.write(`${lines.map((line) => line.join('  ')).join('\n')}\n`);
	});

	test.each(catalogue)('of the kind %s is in the one voice', (kind, attempt) => {
		if (!attempt) throw new Error('There is no case of it');
		const refusal = refusalOf(attempt);
		refusals.set(kind, refusal);
		const { message, advice = '', facts } = refusal;
		expect(facts?.kind).toBe(kind);
		expect(message).toContain(`"${facts?.field}"`);
		expect(`${message} ${advice}`).not.toMatch(/\b(error|problem|failure|failed|invalid)\b/i);
		expect(message).not.toMatch(/[.:;,!]$/);
		expect(message).not.toMatch(/undefined is|\[object|NaN/);
		expect(advice).toMatch(/^$|^[A-Z].*[^.:;,!?]\.$/s);
		expect(advice.replace('::', '')).not.toMatch(/[.:;,]{2}|\s{2}/);
		expect(`${message} ${advice}`).not.toMatch(/[\p{Cc}\p{Cf}]/u);
	});

	test('says more than that the value is wrong: what to do, or what is taken', () => {
		const bare = [...refusals].filter(
			([, { message, advice }]) => !advice && !message.includes(': it takes '),
		);
		expect(bare.map(([kind]) => kind)).toEqual([]);
	});
});

describe('a message shows the value as it was given', () => {
	test.each<[string, unknown, string]>([
		['text', ' 1,5 ', '" 1,5 "'],
		['a number', 1.5, 'is 1.5:'],
		['a switch', true, 'is true:'],
		['an invisible character', '1\u200b', '"1<zero-width space>"'],
		['another one', '1\u00a02', '"1<no-break space>2"'],
		['a line break', '1\n2', '"1<line break>2"'],
		['one without a name', '1\u0007', '"1<character U+0007>"'],
		['a list', [1, 2], 'is the list [1,2]:'],
		['an object', { a: 1, b: 2 }, 'is an object with the fields a, b:'],
		['an empty object', {}, 'is an object without fields:'],
		['a long text', 'x'.repeat(500), `"${'x'.repeat(80)}… (500 characters)"`],
	])('%s', (_, value, words) => {
		expect(refusalOf(() => valueOf(field('integer'), value)).message).toContain(words);
	});

	test.each(['48261593hush', 4_826_159_371_048_261_000, ['48261593hush']])(
		'but never that of a secret: %j',
		(value) => {
			const secret = text('voicemailPin', { secret: true });
			const { message, advice, facts } = refusalOf(() => valueOf(secret, value));
			expect(JSON.stringify([message, advice, facts])).not.toContain('4826');
		},
	);

	test('nor a private key in the place of a certificate', () => {
		const key = '-----BEGIN PRIVATE KEY-----\nMIIhush\n-----END PRIVATE KEY-----';
		const { message, advice, facts } = refusalOf(() => valueOf(text('certificate'), key));
		expect(JSON.stringify([message, advice, facts])).not.toContain('hush');
	});
});

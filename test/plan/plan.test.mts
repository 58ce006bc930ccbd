import { findOperation } from '../../nodes/shared/api/index.ts';
import { planRequest } from '../../nodes/shared/plan/plan.ts';
import { Lookup } from '../../nodes/shared/values/wireValue.ts';

function plan(resource: string, operation: string, parameters: Record<string, unknown>) {
	const found = findOperation(resource, operation);
	if (!found) throw new Error('no such operation');
	return planRequest(found, (name) => parameters[name] ?? null, 'Europe/Berlin');
}
const dealer = {
	level: 'RESELLER',
	name: 'north.wind',
	password: 'Secret-Word-1',
	email: 'a@b.example',
	displayName: 'North Wind',
	maxTenants: 5,
	maxExtensions: 50,
};
const create = (changes: object = {}, additionalFields: object = {}) =>
	plan('dealer', 'create', { ...dealer, ...changes, additionalFields });

describe('a request', () => {
	test('holds what was set, and nothing else', () => {
		expect(create({}, { phone: '', website: null }).body).toEqual({
			level: 'RESELLER',
			name: 'north.wind',
			password: 'Secret-Word-1',
			email: 'a@b.example',
			display_name: 'North Wind',
			max_tenants: 5,
			max_extensions: 50,
		});
	});

	test('takes numbers and switches that came as text', () => {
		const { body } = create({ maxTenants: ' 7 ' }, { enabled: 'false' });
		expect([body.max_tenants, body.enabled]).toEqual([7, false]);
	});

	test('takes ids and phone numbers that came as numbers', () => {
		expect(create({}, { phone: 442071230000 }).body.phone).toBe('442071230000');
		expect(plan('dealer', 'get', { dealerId: 12 }).ids).toEqual({ id: '12' });
	});

	test('refuses an id that has lost digits on its way', () => {
		expect(() => plan('dealer', 'get', { dealerId: Number('812345678900000011') })).toThrow(
			/lost digits/,
		);
	});

	test('merges Other Fields, which win', () => {
		const { body } = create({}, { enabled: true, otherFields: '{"enabled":false,"new":{"a":1}}' });
		expect([body.enabled, body.new]).toEqual([false, { a: 1 }]);
		const tenant = plan('tenant', 'update', {
			tenantId: '1',
			additionalFields: {
				e164: { enabled: true, country: '44' },
				otherFields: { e164: { country: '49' } },
			},
		});
		expect(tenant.body.e164).toEqual({ enabled: true, country: '49' });
	});

	test('keeps a look-up for a record that is named by its domain', () => {
		const { ids } = plan('tenant', 'get', {
			tenantId: { __rl: true, mode: 'domain', value: 'sip.acme.example' },
		});
		expect(ids.id).toEqual(new Lookup('tenant', 'sip.acme.example', 'domain'));
	});

	test('takes a text that is no id for a name', () => {
		const of = (resource: string, parameter: string, value: unknown) =>
			plan(resource, 'get', { [parameter]: value }).ids.id;
		expect(of('tenant', 'tenantId', 'Acme Ltd')).toEqual(new Lookup('tenant', 'Acme Ltd'));
		expect(of('tenant', 'tenantId', '12')).toBe('12');
		expect(of('extension', 'extensionId', 101)).toEqual(new Lookup('extension', '101'));
		expect(of('extension', 'extensionId', '812345678900000011')).toBe('812345678900000011');
		const uuid = '123e4567-e89b-12d3-a456-426614174000';
		expect(of('tenant', 'tenantId', uuid)).toBe(uuid);
	});

	test('remembers secrets, also those of Other Fields', () => {
		const { secrets } = create({}, { otherFields: '{"api_token":"abcdef","note":"open"}' });
		expect([...secrets].sort()).toEqual(['Secret-Word-1', 'abcdef']);
	});

	test('asks for a moment in UTC, read in the time zone of the workflow', () => {
		const rule = (expiresAt: unknown) =>
			plan('ipRule', 'create', {
				cidr: '192.0.2.0/24',
				target: 'DENY',
				additionalFields: { expireAt: expiresAt },
			}).body.expire_at;
		expect(rule('2026-07-01T12:00:00')).toBe('2026-07-01T10:00:00.000Z');
		expect(rule('2026-12-01T12:00:00')).toBe('2026-12-01T11:00:00.000Z');
		expect(rule('2026-03-29T01:59:59')).toBe('2026-03-29T00:59:59.000Z');
		expect(rule('2026-03-29T03:00:00')).toBe('2026-03-29T01:00:00.000Z');
		expect(rule('2026-07-01T12:00:00+05:00')).toBe('2026-07-01T07:00:00.000Z');
		expect(rule(new Date(0))).toBe('1970-01-01T00:00:00.000Z');
	});
});

describe('input that cannot be sent is refused with the name of the field', () => {
	test.each([
		['an empty required field', () => create({ email: '' }), '"Email" is empty'],
		[
			'an empty locator',
			() => plan('dealer', 'get', { dealerId: { mode: 'list', value: '' } }),
			'"Dealer" is empty',
		],
		[
			'a text that is too long',
			() => create({ name: 'x'.repeat(65) }),
			'it takes at most 64 characters and has 65',
		],
		['a name with a space', () => create({ name: 'north wind' }), '"Username" is "north wind"'],
		['a name with a dot at the end', () => create({ name: 'north.' }), 'no dot at either end'],
		[
			'a number that is none',
			() => create({ maxTenants: 'many' }),
			'"Max Tenants" is "many": it takes a whole number',
		],
		[
			'a number that is too small',
			() => create({ maxTenants: -1 }),
			'is -1: it takes a whole number from 0',
		],
		['a fraction', () => create({ maxTenants: 1.5 }), 'is 1.5: it takes a whole number'],
		[
			'a switch that is none',
			() => create({}, { enabled: 'perhaps' }),
			'"Enabled" is "perhaps": it takes true or false',
		],
		[
			'an unknown choice',
			() => create({ level: 'BOSS' }),
			'"Level" is "BOSS": it is none of the choices',
		],
		['an inherited choice', () => create({ level: 'constructor' }), 'it is none of the choices'],
		[
			'broken JSON',
			() => create({}, { otherFields: '{"a":1,}' }),
			'"Other Fields (JSON)" does not fit: it is not valid JSON',
		],
		['a list as JSON', () => create({}, { otherFields: '[1]' }), 'it takes an object'],
		[
			'a field that changes objects',
			() => create({}, { otherFields: '{"__proto__":{}}' }),
			'cannot be sent',
		],
		[
			'an object as text',
			() => create({ email: { a: 1 } }),
			'"Email" is an object with the fields a: it takes text',
		],
		[
			'a date that is none',
			() => plan('ipRule', 'update', { ipRuleId: '1', additionalFields: { expireAt: 'soon' } }),
			'"Expires At" is "soon": it takes a date',
		],
		[
			'an update of nothing',
			() => plan('dealer', 'update', { dealerId: '1', additionalFields: {} }),
			'nothing to update',
		],
		['a limit of zero', () => plan('tenant', 'getMany', { limit: 0 }), '"Limit" is 0: it takes'],
		[
			'a part twice',
			() =>
				plan('trunk', 'update', {
					trunkId: '1',
					additionalFields: {
						outboundParameters: {
							entries: [
								{ key: 'to_user_part', value: 'DEFAULT' },
								{ key: 'to_user_part', value: 'DEFAULT' },
							],
						},
					},
				}),
			'it has two entries',
		],
	])('%s', (_, attempt, words) => {
		expect(attempt).toThrow(words);
	});

	test('without repeating a secret', () => {
		const attempt = () =>
			plan('tenant', 'update', {
				tenantId: '1',
				additionalFields: { cdrEvent: { password: 'NOT-ALLOWED-99' } },
			});
		expect(attempt).toThrow('"Password" does not fit');
		expect(attempt).not.toThrow(/NOT-ALLOWED/);
	});
});

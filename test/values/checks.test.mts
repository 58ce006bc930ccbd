import { findOperation } from '../../nodes/shared/api/index.ts';
import type { Field } from '../../nodes/shared/api/types.ts';
import { didNumbers } from '../../nodes/shared/values/didNumbers.ts';
import { InputRefused } from '../../nodes/shared/values/inputRefused.ts';
import { fieldOf, refusalOf, valueOf } from '../support/refusals.mts';
import { weekHours } from '../../nodes/shared/values/weekHours.ts';

const pool: Field = { name: 'did_numbers', type: 'didNumbers', title: 'DID Numbers' };
const hours: Field = { name: 'office_hours', type: 'weekHours' };
const withModes: Field = { ...hours, modes: true };

describe('DID numbers', () => {
	test.each([
		['3000', '3000'],
		['3000;12000-18000', '3000;12000-18000'],
		[' 44 2071230000 - 44 2071230099 ; 4420715 ;', '442071230000-442071230099;4420715'],
		['1000-1999;2000-2999', '1000-1999;2000-2999'],
		['442071230000\r\n442071230001\n', '442071230000;442071230001'],
		['442071230000, 442071230005', '442071230000;442071230005'],
		['442071230000 – 442071230099', '442071230000-442071230099'],
		['442071230000..442071230099', '442071230000-442071230099'],
		[['442071230000', 442071230001], '442071230000;442071230001'],
		[442071230000, '442071230000'],
		['100-199;1000-1999', '100-199;1000-1999'],
		['99999999999999999990-99999999999999999999', '99999999999999999990-99999999999999999999'],
	])('takes %s', (list, sent) => {
		expect(didNumbers(pool, list)).toBe(sent);
	});

	test.each([
		[' ; ', 'no number'],
		['0207123', '"0207123": no number of the pool begins with 0'],
		['1000-0999', 'begins with 0'],
		['12', '3 to 20 digits'],
		['123456789012345678901', '3 to 20 digits'],
		['100-1999', 'different numbers of digits'],
		['2000-1000', '"2000-1000": the range runs backwards'],
		['1000-2000-3000', 'is neither'],
		['abc', 'is neither'],
		['1000-2000;1500', '"1000-2000;1500": these entries overlap at 1500'],
		['3000;1000-2000;2000-2500', '"1000-2000;2000-2500": these entries overlap at 2000'],
		['777;777', 'overlap at 777'],
		['1000-5000;2000-3000;4000', 'overlap'],
	])('refuses "%s"', (list, words) => {
		const attempt = () => didNumbers(pool, list);
		expect(attempt).toThrow(InputRefused);
		expect(attempt).toThrow(words);
	});
});

describe('countries', () => {
	const country: Field = { name: 'region', type: 'text', form: 'country' };

	test.each([
		['DEU', 'DEU'],
		['de', 'DEU'],
		[' Germany ', 'DEU'],
		['United Kingdom', 'GBR'],
	])('%s is %s', (text, code) => {
		expect(valueOf(country, text)).toBe(code);
	});
});

describe('networks of IP rules', () => {
	const rule: Field = { name: 'cidr', type: 'text', form: 'cidr' };

	test.each([
		['192.0.2.7', '192.0.2.7/32'],
		[' 192.0.2.0/24 ', '192.0.2.0/24'],
		['0.0.0.0/0', '0.0.0.0/0'],
		['2001:db8::7', '2001:db8::7/128'],
		['::ffff:192.0.2.7', '::ffff:192.0.2.7/128'],
		['2001:db8::/32', '2001:db8::/32'],
	])('take %s', (text, sent) => {
		expect(valueOf(rule, text)).toBe(sent);
	});

	test('refuse what is neither an address nor a network', () => {
		expect(() => valueOf(rule, 'pbx.example')).toThrow('it takes an IP address or a network');
	});
});

describe('DID numbers that can be put right are shown as they should be', () => {
	test.each([
		[
			'+442071230000;1000-+1999',
			'no + or 00 in front',
			'Give 442071230000;1000-1999 in its place.',
		],
		['0044 20 7123 0000', 'no + or 00 in front', 'Give 442071230000 in its place.'],
		['442071230000 442071230001', 'read as 442071230000442071230001 or 442071230000 and', 'blanks'],
		['4420700000-9920700000', 'more than a million numbers', 'several ranges'],
		['2000-1000', 'runs backwards', '1000-2000'],
	])('%s', (list, words, advice) => {
		const refusal = refusalOf(() => didNumbers(pool, list));
		expect(refusal.message).toContain(words);
		expect(refusal.advice).toContain(advice);
	});
});

describe('weekly hours', () => {
	const closed = { enabled: false, ranges: [] };
	const open = { enabled: true, ranges: [] };
	const week = (days: object) => ({
		...Object.fromEntries(
			['monday', 'tuesday', 'wednesday', 'thursday', 'friday', 'saturday', 'sunday'].map((day) => [
				day,
				closed,
			]),
		),
		...days,
	});
	const nine = { enabled: true, ranges: [{ from: '09:00', to: '17:00' }] };

	test.each([
		['Mon 09:00-17:00', { monday: nine }],
		['monday, Wed 9:00 - 17:00', { monday: nine, wednesday: nine }],
		['Sat-Mon 09:00–17:00', { saturday: nine, sunday: nine, monday: nine }],
		['Fri', { friday: open }],
		['Mo-Di 9-17; Mi', { monday: nine, tuesday: nine, wednesday: open }],
		['Sun 18:00-24:00', { sunday: { enabled: true, ranges: [{ from: '18:00', to: '24:00' }] } }],
		['closed', {}],
		[
			'Tue 09:00-12:30, 13:00-17:00; Tue 18:00-19:00; Thu',
			{
				tuesday: {
					enabled: true,
					ranges: [
						{ from: '09:00', to: '12:30' },
						{ from: '13:00', to: '17:00' },
						{ from: '18:00', to: '19:00' },
					],
				},
				thursday: open,
			},
		],
	])('take "%s"', (text, days) => {
		expect(weekHours(hours, text)).toEqual(week(days));
	});

	test.each(['Always', '24/7', '24x7'])('are all days for "%s"', (text) => {
		expect(Object.values(weekHours(hours, text) as object)).toEqual(Array(7).fill(open));
	});

	test.each([
		['an object', (value: object) => value],
		['JSON', (value: object) => JSON.stringify(value)],
	])('are taken as Get shows them, as %s', (_, form) => {
		const shown = week({ monday: nine, friday: open });
		expect(weekHours(hours, form(shown))).toEqual(shown);
		expect(weekHours(withModes, form({ mode: 'CUSTOM', ...shown }))).toEqual({
			mode: 'CUSTOM',
			...shown,
		});
		expect(weekHours(withModes, form({ mode: 'GLOBAL', ...shown }))).toEqual({
			mode: 'GLOBAL',
			...shown,
		});
	});

	test.each([
		[{ sometimes: {} }, '"sometimes": it takes an object for each day'],
		[{ monday: { ranges: [{ from: '17:00', to: '09:00' }] } }, 'ends before it begins'],
		[{ monday: { ranges: ['09:00'] } }, 'it takes spans'],
	])('refuse the object %j', (value, words) => {
		expect(() => weekHours(hours, value)).toThrow(words);
	});

	test('have a mode where the field has one', () => {
		expect(weekHours(withModes, 'company')).toEqual({ mode: 'GLOBAL' });
		expect(weekHours(withModes, 'Fri')).toEqual({
			mode: 'CUSTOM',
			...week({ friday: open }),
		});
	});

	test.each([
		['09:00-10:00', 'it names no day'],
		['someday 09:00-10:00', '"someday": it is no day'],
		['T 09:00-10:00', '"t": it is no day'],
		['company', '"company": it is no day'],
		['Mon 9am-5pm', '"9am-5pm": it is no span'],
		['Mon 09:00-24:01', 'is no span'],
		['Mon 09:00-17:00, 16:00-18:00', '09:00-17:00 and 16:00-18:00": these hours overlap'],
		['Mon; Mon 09:00-10:00', 'these hours overlap'],
		['Mon 09:00', 'is no span'],
		['Mon 18:00-09:00', 'ends before it begins'],
	])('refuse "%s"', (text, words) => {
		expect(() => weekHours(hours, text)).toThrow(words);
	});
});

describe('lists and groups', () => {
	const agents = fieldOf(findOperation('callQueueAgent', 'setAgents'), 'items');
	const members = fieldOf(findOperation('callPickupGroup', 'setMembers'), 'items');
	const callerIds = fieldOf(findOperation('extension', 'update'), 'outbound_caller_ids');
	const permissions = fieldOf(findOperation('role', 'create'), 'permissions');
	const phones = fieldOf(findOperation('trunk', 'update'), 'outbound_parameters');

	test.each([
		['1001, 1002'],
		[['1001', 1002]],
		['["1001", "1002"]'],
		[{ entries: [{ extension_number: '1001' }, { extensionNumber: '1002' }] }],
		[[{ extension_number: '1001', display_name: 'Ada' }, { extension_number: '1002' }]],
		['[{"extension_number": "1001"}, {"extension_number": "1002"}]'],
		[['1001', '', null, '1002', {}]],
	])('agents are taken from %j', (given) => {
		expect(valueOf(agents, given)).toEqual([
			{ extension_number: '1001' },
			{ extension_number: '1002' },
		]);
	});

	test.each([
		['1001,1002'],
		['1001; 1002'],
		['1001\n1002\n'],
		[[1001, '1002 ']],
		['["1001","1002"]'],
		[
			[
				{ id: '7', extension_number: '1001' },
				{ id: '8', extension_number: '1002' },
			],
		],
	])('members are taken from %j', (given) => {
		expect(valueOf(members, given)).toEqual(['1001', '1002']);
	});

	test('holidays that Get shows stand for their ids', () => {
		const holidays = fieldOf(findOperation('inboundRule', 'update'), 'holidays');
		expect(valueOf(holidays, [{ id: '7', name: 'New Year' }, '8'])).toEqual(['7', '8']);
	});

	test.each([
		[agents, '1001,12', '"Agents", entry 2: "Extension" is "12"'],
		[agents, [{ extension: '1001' }], '"Agents" holds "extension": it has no field of that name'],
		[members, ['1001', 'ada'], '"Members" holds "ada"'],
		[callerIds, '442071231500', 'it takes a group of fields'],
		[callerIds, [{ caller_id: '44 2071231500' }], '"Outbound Caller IDs", entry 1: "Caller ID"'],
		[phones, { other: {} }, '"Outbound Parameters" holds "other"'],
		[permissions, 'dancing', '"Permissions" is "dancing": it is none of the choices'],
		[permissions, { general: true }, 'it takes the switches of "general"'],
	])('%# are refused with their entry', (field, given, words) => {
		expect(() => valueOf(field, given)).toThrow(words);
	});

	test.each([
		[['general.meeting', 'trunk.view_only']],
		['general.meeting, trunk.view_only'],
		[{ general: { meeting: true, voicemail_view_only: 'no' }, trunk: { view_only: 'TRUE' } }],
		['{"general": {"meeting": true}, "trunk": {"view_only": true}}'],
	])('switches are taken from %j', (given) => {
		const sent = valueOf(permissions, given) as Record<string, Record<string, boolean>>;
		const on = Object.entries(sent).flatMap(([group, keys]) =>
			Object.keys(keys).flatMap((key) => (keys[key] ? [`${group}.${key}`] : [])),
		);
		expect(on).toEqual(['general.meeting', 'trunk.view_only']);
	});
});

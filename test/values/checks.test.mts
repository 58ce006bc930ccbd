import { checkedDidNumbers } from '../../nodes/shared/values/didNumbers.ts';
import { InputRefused } from '../../nodes/shared/values/inputRefused.ts';
import { countryCode } from '../../nodes/shared/values/country.ts';
import { network } from '../../nodes/shared/values/network.ts';
import { weekHours } from '../../nodes/shared/values/weekHours.ts';

describe('DID numbers', () => {
	test.each([
		['3000', '3000'],
		['3000;12000-18000', '3000;12000-18000'],
		[' 44 2071230000 - 44 2071230099 ; 4420715 ;', '442071230000-442071230099;4420715'],
		['1000-1999;2000-2999', '1000-1999;2000-2999'],
		['100-199;1000-1999', '100-199;1000-1999'],
		['99999999999999999990-99999999999999999999', '99999999999999999990-99999999999999999999'],
	])('takes %s', (list, sent) => {
		expect(checkedDidNumbers(list, 'DID Numbers')).toBe(sent);
	});

	test.each([
		['', 'no number'],
		[' ; ', 'no number'],
		['+442071230000', '"+442071230000" has a +'],
		['1000-+1999', 'has a +'],
		['0207123', '"0207123" begins with 0'],
		['1000-0999', 'begins with 0'],
		['100-1999', 'different numbers of digits'],
		['2000-1000', '"2000-1000" runs backwards'],
		['1000,2000', '"1000,2000" is neither'],
		['1000-2000-3000', 'is neither'],
		['abc', 'is neither'],
		['1000-2000;1500', '"1000-2000" and "1500" overlap at 1500'],
		['3000;1000-2000;2000-2500', '"1000-2000" and "2000-2500" overlap at 2000'],
		['7;7', 'overlap at 7'],
		['1000-5000;2000-3000;4000', 'overlap'],
	])('refuses "%s"', (list, words) => {
		const attempt = () => checkedDidNumbers(list, 'DID Numbers');
		expect(attempt).toThrow(InputRefused);
		expect(attempt).toThrow(words);
	});
});

test.each([
	['DEU', 'DEU'],
	['de', 'DEU'],
	[' Germany ', 'DEU'],
	['United Kingdom', 'GBR'],
	['Atlantis', 'Atlantis'],
])('the country %s is %s', (text, code) => {
	expect(countryCode(text)).toBe(code);
});

describe('networks', () => {
	test.each([
		['192.0.2.7', '192.0.2.7/32'],
		[' 192.0.2.0/24 ', '192.0.2.0/24'],
		['0.0.0.0/0', '0.0.0.0/0'],
		['2001:db8::7', '2001:db8::7/128'],
		['::ffff:192.0.2.7', '::ffff:192.0.2.7/128'],
		['2001:db8::/32', '2001:db8::/32'],
		['pbx.example', 'pbx.example'],
	])('take %s', (text, sent) => {
		expect(network(text)).toBe(sent);
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
		expect(weekHours(text, 'Office Hours', false)).toEqual(week(days));
	});

	test('are all days for "always"', () => {
		expect(Object.values(weekHours('Always', 'Office Hours', false))).toEqual(Array(7).fill(open));
	});

	test('have a mode where the field has one', () => {
		expect(weekHours('company', 'Office Hours', true)).toEqual({ mode: 'GLOBAL' });
		expect(weekHours('Fri', 'Office Hours', true)).toEqual({
			mode: 'CUSTOM',
			...week({ friday: open }),
		});
	});

	test.each([
		['09:00-10:00', 'does not begin with a day'],
		['someday 09:00-10:00', '"someday" is not a day'],
		['T 09:00-10:00', '"t" is not a day'],
		['company', '"company" is not a day'],
		['Mon 9-10', '"9-10" is not a span'],
		['Mon 09:00-24:00', 'is not a span'],
		['Mon 09:00', 'is not a span'],
		['Mon 18:00-09:00', 'ends before it begins'],
	])('refuse "%s"', (text, words) => {
		expect(() => weekHours(text, 'Office Hours', false)).toThrow(words);
	});
});

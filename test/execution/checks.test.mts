import { checkedDidNumbers } from '../../nodes/PortSip/execution/didNumbers.ts';
import { InputRefused } from '../../nodes/PortSip/execution/inputRefused.ts';
import { officeHours } from '../../nodes/PortSip/execution/weekHours.ts';

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

describe('office hours', () => {
	const closed = { enabled: false, ranges: [] };

	test('become seven days', () => {
		expect(
			officeHours(
				[
					{ days: ['monday', 'friday'], from: '09:00', to: '12:30' },
					{ days: ['monday'], from: '13:00', to: '17:00' },
					{ days: 'Saturday' },
				],
				'Office Hours',
			),
		).toEqual({
			monday: {
				enabled: true,
				ranges: [
					{ from: '09:00', to: '12:30' },
					{ from: '13:00', to: '17:00' },
				],
			},
			tuesday: closed,
			wednesday: closed,
			thursday: closed,
			friday: { enabled: true, ranges: [{ from: '09:00', to: '12:30' }] },
			saturday: { enabled: true, ranges: [] },
			sunday: closed,
		});
	});

	test.each([
		[{ days: [], from: '09:00', to: '10:00' }, 'names no day'],
		[{ days: ['someday'] }, '"someday" is no day'],
		[{ days: ['monday'], from: '9', to: '10:00' }, '"9" is no time'],
		[{ days: ['monday'], from: '09:00', to: '24:00' }, '"24:00" is no time'],
		[{ days: ['monday'], from: '09:00' }, 'is no time'],
		[{ days: ['monday'], from: '18:00', to: '09:00' }, 'ends before it begins'],
	])('refuse %j', (span, words) => {
		expect(() => officeHours([span], 'Office Hours')).toThrow(words);
	});
});

import { TO } from '../../nodes/shared/parameters/standard.ts';
import { spanOf } from '../../nodes/shared/values/period.ts';
import { valueOf } from '../support/refusals.mts';

const berlin = 'Europe/Berlin';
/** 00:30 on 1 March in Berlin is still 28 February in London. */
const now = Date.UTC(2026, 1, 28, 23, 30);

describe('periods are days and months of the calendar in a time zone', () => {
	test.each([
		['today', berlin, '2026-02-28T23:00', '2026-03-01T23:00'],
		['today', 'UTC', '2026-02-28T00:00', '2026-03-01T00:00'],
		['yesterday', berlin, '2026-02-27T23:00', '2026-02-28T23:00'],
		['last7Days', berlin, '2026-02-21T23:00', '2026-02-28T23:00'],
		['thisMonth', berlin, '2026-02-28T23:00', '2026-03-31T22:00'],
		['lastMonth', berlin, '2026-01-31T23:00', '2026-02-28T23:00'],
		['lastMonth', 'UTC', '2026-01-01T00:00', '2026-02-01T00:00'],
		['today', 'Asia/Kolkata', '2026-02-28T18:30', '2026-03-01T18:30'],
	] as const)('%s in %s', (period, timezone, from, to) => {
		expect(spanOf(period, now, timezone)).toEqual({
			from: `${from}:00.000Z`,
			to: `${to}:00.000Z`,
		});
	});

	test('also the last month of a year, and a day of 23 hours', () => {
		expect(spanOf('lastMonth', Date.UTC(2026, 0, 15), 'UTC')).toEqual({
			from: '2025-12-01T00:00:00.000Z',
			to: '2026-01-01T00:00:00.000Z',
		});
		expect(spanOf('today', Date.UTC(2026, 2, 29, 12), berlin)).toEqual({
			from: '2026-03-28T23:00:00.000Z',
			to: '2026-03-29T22:00:00.000Z',
		});
	});
});

test('a day begins where its clocks begin, also where they leave midnight out', () => {
	expect(spanOf('today', Date.UTC(2026, 8, 6, 12), 'America/Santiago')).toEqual({
		from: '2026-09-06T04:00:00.000Z',
		to: '2026-09-07T03:00:00.000Z',
	});
});

test('a date without a time ends with its day', () => {
	expect(valueOf(TO, '2026-03-01')).toBe('2026-03-01T23:00:00.000Z');
	expect(valueOf(TO, '2026-03-01T12:00:00')).toBe('2026-03-01T11:00:00.000Z');
	expect(valueOf(TO, 46082)).toBe('2026-03-01T23:00:00.000Z');
	expect(() => valueOf(TO, 'soon')).toThrow('"To" is "soon"');
});

import type { Period } from '../parameters/standard';
import { startOfDay } from './dateTime';

/** A span of time: moments as the API writes them; `to` is the first one after it. */
export interface Span {
	from?: string;
	to?: string;
}

/** A period that has a meaning of its own. */
export type Preset = Exclude<Period, 'any' | 'custom'>;

/** A day of the calendar; one beyond the end of a month is one of the next. */
type Day = readonly [year: number, month: number, day: number];

const SPANS: Readonly<Record<Preset, (today: Day) => [Day, Day]>> = {
	today: ([year, month, day]) => [
		[year, month, day],
		[year, month, day + 1],
	],
	yesterday: ([year, month, day]) => [
		[year, month, day - 1],
		[year, month, day],
	],
	last7Days: ([year, month, day]) => [
		[year, month, day - 7],
		[year, month, day],
	],
	thisMonth: ([year, month]) => [
		[year, month, 1],
		[year, month + 1, 1],
	],
	lastMonth: ([year, month]) => [
		[year, month - 1, 1],
		[year, month, 1],
	],
};

/**
 * The span behind a word. Days begin and end at midnight in a time zone, also where one of them has
 * 23 or 25 hours.
 *
 * @param now in milliseconds
 * @param timezone IANA name
 */
export function spanOf(period: Preset, now: number, timezone: string): Required<Span> {
	const [from, to] = SPANS[period](dayAt(now, timezone));
	return { from: midnight(from, timezone), to: midnight(to, timezone) };
}

function dayAt(now: number, timezone: string): Day {
	const parts = new Intl.DateTimeFormat('en-US', {
		timeZone: timezone,
		year: 'numeric',
		month: 'numeric',
		day: 'numeric',
	}).formatToParts(now);
	const at = (type: string) => Number(parts.find((part) => part.type === type)?.value);
	return [at('year'), at('month'), at('day')];
}

const midnight = ([year, month, day]: Day, timezone: string): string =>
	startOfDay(Date.UTC(year, month - 1, day), timezone);

import { invalid } from './errors.mts';
import { daysIn } from './forms.mts';
import type { Call } from './pbx.mts';
import { checkRegion } from './rules.mts';
import type { Rec } from './types.mts';

const units = ['year', 'month', 'day', 'hour', 'minute'] as const;
type Unit = (typeof units)[number];
type Moment = Partial<Record<Unit, number>>;

function momentOf(holiday: Rec, end: 'start' | 'end'): Moment {
	return Object.fromEntries(units.map((unit) => [unit, holiday[`${unit}_${end}`]])) as Moment;
}

/** A day of every year may be 29 February, whatever year stands beside it. */
function checkMoment(holiday: Rec, end: 'start' | 'end'): void {
	const { year = 1, month = 1, day = 1, hour = 0, minute = 0 } = momentOf(holiday, end);
	const isBetween = (value: number, least: number, most: number) => value >= least && value <= most;
	const refuse = (unit: Unit) => invalid(`${unit}_${end}`, 'there is no such moment');
	if (!isBetween(year, 1, 9999)) throw refuse('year');
	if (!isBetween(month, 1, 12)) throw refuse('month');
	const isOfOneYear = !holiday.every_year && holiday[`year_${end}`] !== undefined;
	if (!isBetween(day, 1, daysIn(month, isOfOneYear ? year : undefined))) throw refuse('day');
	if (!isBetween(hour, 0, 23)) throw refuse('hour');
	if (!isBetween(minute, 0, 59)) throw refuse('minute');
}

/** Compares the largest unit in which both ends are given and differ. */
function checkOrder(start: Moment, end: Moment): void {
	const unit = units.find((name) => (start[name] ?? end[name]) !== (end[name] ?? start[name]));
	if (unit !== undefined && Number(end[unit]) < Number(start[unit])) {
		throw invalid(`${unit}_end`, 'lies before the start');
	}
}

/**
 * Refuses a holiday whose region is no alpha-3 code, whose days do not exist, or that ends before
 * it begins (API description).
 */
export function checkHoliday(_call: Call, next: Rec): void {
	checkRegion(next.region);
	checkMoment(next, 'start');
	checkMoment(next, 'end');
	checkOrder(momentOf(next, 'start'), momentOf(next, 'end'));
}

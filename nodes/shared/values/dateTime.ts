import type { Field } from '../api/types';
import { refused, type InputRefused } from './inputRefused';
import { isMoment } from './moments';
import type { Reading } from './reading';
import { readingsOf } from './otherDates';
import { isPrintable } from './shown';
import { typed } from './typed';

/** ISO, and what differs from it without another reading: 2026/7/2, 20260702, 9:05, UTC. */
const ISO =
	/^(\d{4})([-/]?)(\d{2}|(?<=[-/])\d)\2(\d{2}|(?<=[-/])\d)(?:[Tt ] ?(\d{1,2}):(\d{2})(?::(\d{2})(?:[.,](\d{1,9}))?)?\s?(Z|z|UTC|GMT|[+-]\d{2}(?::?\d{2})?)?)?$/;

/** Days since 1899-12-30, as spreadsheets count them; the years 1954 to 2119. */
const SERIAL = /^[2-7]\d{4}(?:[.,]\d+)?$/;
const DAY = 86_400_000;
const FIRST = Date.UTC(1899, 11, 30);

/**
 * A moment in the form that the API takes (RFC 3339, in UTC).
 *
 * @param value ISO text, a date of an expression, or the number that a spreadsheet has for it;
 *   without an offset it is read in the time zone of the workflow
 * @throws InputRefused where it is no date, or can be read as two
 */
export function moment(field: Field, value: unknown, { timezone }: Reading): string | undefined {
	if (isMoment(value)) {
		const time = value.valueOf();
		if (Number.isNaN(time)) throw noDate(field, value);
		return inForm(field, value, time);
	}
	// Numbers with a fraction are days with a time.
	const text = typeof value === 'number' ? String(value) : textOf(field, value);
	if (text === '') return undefined;
	if (SERIAL.test(text)) return fromSerial(field, Number(text.replace(',', '.')), timezone);
	const parts = ISO.exec(text);
	if (!parts) throw noDate(field, value);
	const [year, , month, day, hour, minute, second] = parts
		.slice(1, 8)
		.map((part) => Number(part ?? 0));
	const [, , , , , hours, , , fraction = '', zone] = parts;
	const midnight = Date.UTC(year, month - 1, day);
	// ISO 8601 ends a day at 24:00.
	const isEnd = hour === 24 && minute === 0 && second === 0 && !Number(fraction);
	const isTime = (hour <= 23 || isEnd) && minute <= 59 && second <= 59;
	if (!isDay(midnight, year, month, day) || !isTime || !isOffset(zone)) {
		throw noSuchDate(field, value);
	}
	const asUtc = midnight + ((hour * 60 + minute) * 60 + second) * 1000;
	if (field.wholeDay && hours === undefined) return startOfDay(asUtc + DAY, timezone);
	const time = zone ? asUtc - offsetOf(zone) : localTime(field, value, asUtc, timezone);
	return inForm(field, value, time + Math.trunc(Number(`0.${fraction || 0}`) * 1000));
}

/** The text of a date, with plain digits, blanks and dashes. */
function textOf(field: Field, value: unknown): string {
	if (typeof value !== 'string') throw noDate(field, value);
	const text = typed(value.trim());
	return isPrintable(text) ? text : text.replace(/[‐‑‒–—−]/g, '-');
}

/** Whether the calendar has a day; the first century would be taken for the twentieth. */
function isDay(midnight: number, year: number, month: number, day: number): boolean {
	const date = new Date(midnight);
	return (
		date.getUTCFullYear() === year && date.getUTCMonth() === month - 1 && date.getUTCDate() === day
	);
}

/** Clocks are at most 14 hours ahead of UTC (Kiritimati), and 12 behind. */
function isOffset(zone: string | undefined): boolean {
	const minutes = Math.abs(zone === undefined ? 0 : offsetOf(zone)) / 60_000;
	return minutes <= 14 * 60 && !/[6-9]\d$/.test(zone?.slice(3) ?? '');
}

/** RFC 3339 has years of four digits. */
function inForm(field: Field, value: unknown, time: number): string {
	const text = new Date(time).toISOString();
	if (/^\d{4}-/.test(text)) return text;
	throw noSuchDate(field, value);
}

/** The days and the time of a spreadsheet, which keeps times as fractions that are never exact. */
function fromSerial(field: Field, days: number, timezone: string): string {
	if (field.wholeDay && Number.isInteger(days)) {
		return startOfDay(FIRST + (days + 1) * DAY, timezone);
	}
	const seconds = Math.round((days * DAY) / 1000);
	return new Date(localTime(field, days, FIRST + seconds * 1000, timezone)).toISOString();
}

/** Milliseconds in `Z`, `+01`, `+0100` or `+01:00`. */
function offsetOf(zone: string): number {
	const [, sign, hours, minutes = '0'] = /^([+-])(\d{2}):?(\d{2})?$/.exec(zone) ?? [];
	if (!sign) return 0;
	return (sign === '-' ? -1 : 1) * (Number(hours) * 60 + Number(minutes)) * 60_000;
}

/**
 * The first moment of a day in a zone, also where its clocks leave midnight out or show it twice.
 *
 * @param asUtc midnight of that day in UTC, in milliseconds
 * @param timezone IANA name
 */
export function startOfDay(asUtc: number, timezone: string): string {
	const [first = asUtc - offset(asUtc - DAY / 2, timezone)] = timesAt(asUtc, timezone);
	return new Date(first).toISOString();
}

/** The moments at which clocks of a zone show a time; on the two days a year on which they change, none or two. */
function timesAt(asUtc: number, timezone: string): number[] {
	// An hour is the most that clocks are put on; half a day before and after holds both offsets.
	const offsets = new Set([-DAY / 2, DAY / 2].map((near) => offset(asUtc + near, timezone)));
	return [...offsets]
		.map((ahead) => asUtc - ahead)
		.filter((time) => time + offset(time, timezone) === asUtc)
		.sort((a, b) => a - b);
}

/** The one moment at which clocks of a zone show a time. */
function localTime(field: Field, value: unknown, asUtc: number, timezone: string): number {
	const times = timesAt(asUtc, timezone);
	if (times.length === 1) return times[0];
	if (!times.length) {
		throw refused('noSuchDate', field, value, `clocks in ${timezone} leave this hour out`, {
			advice: 'Give another time, or one with an offset such as 2026-12-31T18:00:00+01:00.',
		});
	}
	const both = times.map((time) => new Date(time).toISOString());
	throw refused('twoDates', field, value, `clocks in ${timezone} show this time twice`, {
		advice: `Give ${both.join(' or ')}.`,
	});
}

/** By zone: making a format takes longer than all else that is done to a date. */
const formats = new Map<string, Intl.DateTimeFormat>();

function formatOf(timezone: string): Intl.DateTimeFormat {
	const format =
		formats.get(timezone) ??
		new Intl.DateTimeFormat('en-US', {
			timeZone: timezone,
			hourCycle: 'h23',
			year: 'numeric',
			month: 'numeric',
			day: 'numeric',
			hour: 'numeric',
			minute: 'numeric',
			second: 'numeric',
		});
	formats.set(timezone, format);
	return format;
}

/** Milliseconds that a zone is ahead of UTC at a moment. */
function offset(time: number, timezone: string): number {
	const parts = formatOf(timezone).formatToParts(time);
	const at = (type: string) => Number(parts.find((part) => part.type === type)?.value);
	const shown = Date.UTC(
		at('year'),
		at('month') - 1,
		at('day'),
		at('hour'),
		at('minute'),
		at('second'),
	);
	return shown - Math.floor(time / 1000) * 1000;
}

function noDate(field: Field, value: unknown): InputRefused {
	const readings = readingsOf(value);
	return refused('date', field, value, 'it takes a date in ISO form', {
		example: '2026-12-31 or 2026-12-31T18:00:00',
		advice: readings.length
			? `Give ${readings.join(' or ')}${readings.length > 1 ? ', whichever is meant' : ' if that is meant'}.`
			: OTHER_FORMS,
	});
}

const OTHER_FORMS =
	"Also taken are a DateTime or Date of an expression and a spreadsheet's number of days. Other forms mean one day in one country and another day in the next.";

const noSuchDate = (field: Field, value: unknown): InputRefused =>
	refused('noSuchDate', field, value, 'the calendar has no such day, or the clock no such time', {
		example: '2026-02-28T18:00:00',
	});

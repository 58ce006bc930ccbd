import type { IDataObject } from 'n8n-workflow';
import type { Field } from '../api/types';
import { WEEKDAYS } from '../api/weekdays';
import { switchValue } from './booleans';
import { refused } from './inputRefused';
import { isRecord } from './isRecord';
import { jsonIn } from './lists';
import { isUnset, plainText, refuseWords } from './text';

const EXAMPLE = 'Mon-Fri 09:00-12:30, 13:30-17:00; Sat 10:00-14:00';

/** Days in the languages whose short forms cannot be taken for one another. */
const DAYS: ReadonlyArray<readonly string[]> = [
	WEEKDAYS,
	['montag', 'dienstag', 'mittwoch', 'donnerstag', 'freitag', 'samstag', 'sonntag'],
];
const SHORTEST = 2;

/** A span of time on a day, as PortSIP stores it. */
interface Span {
	from: string;
	to: string;
}

/** A day as PortSIP stores it: open all day where it has no spans. */
interface Day {
	enabled: boolean;
	ranges: Span[];
}

/**
 * Weekly hours as PortSIP stores them: for each day whether it is a working day, and its spans.
 * A day without times is open all day, a day that is not named is closed. Where the field has a
 * mode, `company` takes the hours of the company over, and anything else is sent as hours of its
 * own.
 *
 * @param value parts joined by semicolons, each of days and times, `Mon-Fri 09:00-17:00; Sat`; or
 *   the hours as Get shows them, as an object or as JSON
 * @throws InputRefused for an unknown day, a span that is none, and spans that overlap
 */
export function weekHours(field: Field, value: unknown): IDataObject | undefined {
	const given = typeof value === 'string' ? (jsonIn<unknown>(field, value, '{') ?? value) : value;
	if (isRecord(given) && !('toJSON' in given)) return fromObject(field, given);
	const word = plainText(field, given).trim().toLowerCase();
	if (word === '') return undefined;
	refuseWords(field, word);
	if (field.modes && word === 'company') return { mode: 'GLOBAL' };
	return { ...(field.modes ? { mode: 'CUSTOM' } : {}), ...weekOf(fromText(field, word)) };
}

const weekOf = (week: ReadonlyMap<string, Day>): IDataObject =>
	Object.fromEntries(
		WEEKDAYS.map((day) => [day, { ...(week.get(day) ?? { enabled: false, ranges: [] }) }]),
	);

function fromObject(field: Field, { mode: given, ...days }: IDataObject): IDataObject | undefined {
	const mode = typeof given === 'string' ? given.toUpperCase() : given;
	const week = new Map<string, Day>();
	for (const [key, given] of Object.entries(days)) {
		if (isUnset(given)) continue;
		const name = key.toLowerCase();
		const known = (WEEKDAYS as readonly string[]).includes(name);
		if (!known || !isRecord(given)) {
			throw refused('week', field, known ? given : key, 'it takes an object for each day', {
				part: true,
				example: '{"monday": {"enabled": true, "ranges": [{"from": "09:00", "to": "17:00"}]}}',
			});
		}
		const ranges = spansIn(field, given.ranges);
		const enabled = isUnset(given.enabled) ? ranges.length > 0 : switchValue(field, given.enabled);
		week.set(name, { enabled: enabled === true, ranges });
	}
	// An object of nothing does not close all days.
	if (!week.size && mode !== 'GLOBAL') return undefined;
	if (!field.modes) return weekOf(week);
	if (mode === 'GLOBAL') return { mode, ...(week.size ? weekOf(week) : {}) };
	return { mode: 'CUSTOM', ...weekOf(week) };
}

function spansIn(field: Field, ranges: unknown): Span[] {
	if (isUnset(ranges)) return [];
	const spans = [ranges].flat().map((span) => {
		if (isRecord(span) && !isUnset(span.from) && !isUnset(span.to)) {
			return spanOf(field, `${String(span.from)}-${String(span.to)}`);
		}
		throw refused('span', field, span, 'it takes spans with "from" and "to"', {
			example: EXAMPLE,
			part: true,
		});
	});
	return withoutOverlap(field, spans);
}

function fromText(field: Field, word: string): Map<string, Day> {
	const week = new Map<string, Day>();
	for (const part of partsOf(word)) {
		const [, shut] = CLOSED.exec(part) ?? [];
		if (shut !== undefined) {
			for (const day of daysOf(field, shut)) {
				if (week.has(day)) throw overlap(field, `${day} twice`);
				week.set(day, { enabled: false, ranges: [] });
			}
			continue;
		}
		const [, days, times = ''] = /^([^\d]+?)\s*(\d.*)?$/.exec(part) ?? [];
		if (!days)
			throw refused('day', field, part, 'it names no day', { example: EXAMPLE, part: true });
		const spans = times ? times.split(/,|\band\b|&/).map((time) => spanOf(field, time)) : [];
		for (const day of daysOf(field, days)) {
			const before = week.get(day)?.ranges;
			const all = [...(before ?? []), ...spans];
			// A day that is open all day has no room for spans.
			const clash = before !== undefined && (!before.length || !spans.length);
			if (clash) throw overlap(field, `${day} twice`);
			week.set(day, { enabled: true, ranges: withoutOverlap(field, all) });
		}
	}
	const named = [...week.values()];
	if (named.length && named.length < WEEKDAYS.length && named.every(({ enabled }) => !enabled)) {
		throw refused('day', field, word, 'it says nothing of the days on which it is open', {
			example: EXAMPLE,
			advice: 'To close all days, give closed.',
		});
	}
	return week;
}

/** Days without hours, said in so many words. */
const CLOSED = /^([^\d]+?)[\s:]+(?:closed|geschlossen)$/;

function partsOf(word: string): string[] {
	if (word === 'closed') return [];
	if (word === 'always' || /^24\s*[/x]\s*7$/.test(word)) return ['mon-sun'];
	return word
		.split(/[;\n]/)
		.map((part) => part.trim())
		.filter(Boolean);
}

/** `mon-wed, fri` as days; a range may run over the end of the week. */
function daysOf(field: Field, text: string): string[] {
	return text
		.replace(/[\s,:]+$/, '')
		.split(',')
		.flatMap((range) => {
			const [first, last = first] = range.split(/[-–—]/).map((day) => indexOf(field, day.trim()));
			const length = ((last - first + 7) % 7) + 1;
			return Array.from({ length }, (_, step) => WEEKDAYS[(first + step) % 7]);
		});
}

function indexOf(field: Field, name: string): number {
	const bare = name.replace(/\.$/, '');
	for (const names of bare.length < SHORTEST ? [] : DAYS) {
		const index = names.findIndex((day) => day.startsWith(bare));
		if (index >= 0) return index;
	}
	throw refused('day', field, name, 'it is no day of the week', { example: EXAMPLE, part: true });
}

function spanOf(field: Field, text: string): Span {
	const [from, to, ...more] = text.split(/[-–—]/).map(clockOf);
	if (from === undefined || to === undefined || more.length) {
		throw refused('span', field, text.trim(), 'it is no span of time', {
			example: EXAMPLE,
			part: true,
		});
	}
	if (from < to) return { from, to };
	throw refused('spanBackwards', field, text.trim(), 'it ends before it begins', {
		part: true,
		advice:
			'A span past midnight becomes two: one up to 24:00, one from 00:00 on the next day. Hours go from 0 to 24.',
	});
}

/** `9`, `9:30` or `09.30` as HH:MM; the end of a day is 24:00. */
function clockOf(text: string): string | undefined {
	const [, hours, minutes = '00'] = /^(\d{1,2})(?:[:.h](\d{2}))?$/.exec(text.trim()) ?? [];
	if (hours === undefined || Number(minutes) > 59) return undefined;
	if (Number(hours) * 60 + Number(minutes) > 24 * 60) return undefined;
	return `${hours.padStart(2, '0')}:${minutes}`;
}

function withoutOverlap(field: Field, spans: readonly Span[]): Span[] {
	const sorted = [...spans].sort((a, b) => (a.from < b.from ? -1 : 1));
	const index = sorted.findIndex(({ from }, place) => place > 0 && from < sorted[place - 1].to);
	if (index < 0) return sorted;
	const [before, after] = sorted.slice(index - 1);
	throw overlap(field, `${before.from}-${before.to} and ${after.from}-${after.to}`);
}

const overlap = (field: Field, which: string) =>
	refused('spansOverlap', field, which, 'these hours overlap', {
		part: true,
		advice: 'Give each hour of a day once.',
	});

import type { IDataObject } from 'n8n-workflow';
import { WEEKDAYS } from '../api/weekdays';
import { InputRefused } from './inputRefused';

const CLOCK = /^([01]\d|2[0-3]):[0-5]\d$/;
const FORM =
	'Write it like Mon-Fri 09:00-12:30, 13:30-17:00; Sat 10:00-14:00, or "always" or "closed".';

/** A span of time on a day, as PortSIP stores it. */
interface Span {
	from: string;
	to: string;
}

/**
 * Weekly hours as PortSIP stores them: for each day whether it is a working day, and its spans.
 * A day without times is open all day, a day that is not named is closed.
 *
 * @param text parts joined by semicolons, each of days and times: `Mon-Fri 09:00-17:00; Sat`
 * @param label name of the field, for messages
 * @param modes the field also has a mode: `company` takes the hours of the company over, and
 *   anything else is sent as hours of its own
 * @throws InputRefused for an unknown day, a time that is no HH:MM, or a span that ends too early
 */
export function weekHours(text: string, label: string, modes: boolean): IDataObject {
	const word = text.trim().toLowerCase();
	if (modes && word === 'company') return { mode: 'GLOBAL' };
	const week = new Map<string, Span[]>();
	for (const part of partsOf(word)) {
		const [, days, times = ''] = /^([^\d]+?)\s*(\d.*)?$/.exec(part) ?? [];
		if (!days)
			throw new InputRefused(`"${label}": "${part}" does not begin with a day of the week`, FORM);
		const spans = times ? times.split(',').map((time) => spanOf(time, label)) : [];
		for (const day of daysOf(days, label)) week.set(day, [...(week.get(day) ?? []), ...spans]);
	}
	return {
		...(modes ? { mode: 'CUSTOM' } : {}),
		...Object.fromEntries(
			WEEKDAYS.map((day) => [day, { enabled: week.has(day), ranges: week.get(day) ?? [] }]),
		),
	};
}

function partsOf(word: string): string[] {
	if (word === 'closed') return [];
	if (word === 'always') return ['mon-sun'];
	return word
		.split(';')
		.map((part) => part.trim())
		.filter(Boolean);
}

/** `mon-wed, fri` as days; a range may run over the end of the week. */
function daysOf(text: string, label: string): string[] {
	return text.split(',').flatMap((range) => {
		const [first, last = first] = range.split(/[-–]/).map((day) => indexOf(day.trim(), label));
		const length = ((last - first + 7) % 7) + 1;
		return Array.from({ length }, (_, step) => WEEKDAYS[(first + step) % 7]);
	});
}

function indexOf(name: string, label: string): number {
	const index = name.length < 3 ? -1 : WEEKDAYS.findIndex((day) => day.startsWith(name));
	if (index >= 0) return index;
	throw new InputRefused(`"${label}": "${name}" is not a day of the week`, FORM);
}

function spanOf(text: string, label: string): Span {
	const [from, to = ''] = text.split(/[-–]/).map((time) => time.trim().padStart(5, '0'));
	const wrong = [from, to].find((time) => !CLOCK.test(time));
	if (wrong !== undefined) {
		throw new InputRefused(`"${label}": "${text.trim()}" is not a span of time`, FORM);
	}
	if (from >= to) {
		throw new InputRefused(
			`"${label}": ${from}-${to} ends before it begins`,
			'A span past midnight becomes two: one up to 23:59, one from 00:00 on the next day.',
		);
	}
	return { from, to };
}

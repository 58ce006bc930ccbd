import type { IDataObject } from 'n8n-workflow';
import { WEEKDAYS } from '../api/weekdays';
import { InputRefused } from './inputRefused';

const CLOCK = /^([01]\d|2[0-3]):[0-5]\d$/;

/** One line of the editor's field: the same span on several days. */
interface Span {
	days?: unknown;
	from?: unknown;
	to?: unknown;
}

/**
 * Opening hours as PortSIP stores them: for each day whether it is a working day, and its spans.
 * A day without times is open all day, a day that no line names is closed.
 *
 * @param spans lines of the field
 * @param label name of the field, for messages
 * @throws InputRefused for an unknown day, a time that is no HH:MM, or a span that ends too early
 */
export function officeHours(spans: readonly Span[], label: string): IDataObject {
	const week = new Map<string, Array<{ from: string; to: string }>>();
	for (const span of spans) {
		const times = timesOf(span, label);
		for (const day of daysOf(span, label)) {
			week.set(day, [...(week.get(day) ?? []), ...times]);
		}
	}
	return Object.fromEntries(
		WEEKDAYS.map((day) => [day, { enabled: week.has(day), ranges: week.get(day) ?? [] }]),
	);
}

function daysOf({ days }: Span, label: string): string[] {
	const list = Array.isArray(days) ? days.map(String) : String(days ?? '').split(',');
	const names = list.map((day) => day.trim().toLowerCase()).filter(Boolean);
	const unknown = names.find((day) => !(WEEKDAYS as readonly string[]).includes(day));
	if (unknown !== undefined)
		throw new InputRefused(`"${label}": "${unknown}" is no day of the week`);
	if (names.length === 0) throw new InputRefused(`"${label}": a line names no day`);
	return names;
}

function timesOf({ from, to }: Span, label: string): Array<{ from: string; to: string }> {
	const [start, end] = [String(from ?? '').trim(), String(to ?? '').trim()];
	if (!start && !end) return [];
	const wrong = [start, end].find((time) => !CLOCK.test(time));
	if (wrong !== undefined) {
		throw new InputRefused(
			`"${label}": "${wrong}" is no time of day`,
			'Write it like 09:00 or 17:30, in 24 hours.',
		);
	}
	if (start >= end) {
		throw new InputRefused(
			`"${label}": ${start} to ${end} ends before it begins`,
			'A span past midnight becomes two: one up to 23:59, one from 00:00 on the next day.',
		);
	}
	return [{ from: start, to: end }];
}

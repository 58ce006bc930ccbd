import { InputRefused } from './inputRefused';

const LOCAL = /^(\d{4})-(\d{2})-(\d{2})(?:[T ](\d{2}):(\d{2})(?::(\d{2})(?:\.\d+)?)?)?$/;

/**
 * A moment in the form that the API takes (RFC 3339, in UTC).
 *
 * @param value text, or a date object of an expression; without an offset it is read in `timezone`
 * @param label name of the field, for the message
 * @param timezone IANA name, n8n's time zone of the workflow
 * @throws InputRefused when it is no date
 */
export function moment(value: unknown, label: string, timezone: string): string {
	const text =
		typeof value === 'object' && value !== null && 'toJSON' in value
			? String((value as { toJSON(): unknown }).toJSON())
			: String(value).trim();
	const local = LOCAL.exec(text);
	const time = local ? localTime(local, timezone) : Date.parse(text);
	if (Number.isNaN(time)) {
		throw new InputRefused(
			`"${label}": "${text}" is not a date`,
			'Write it like 2026-12-31T18:00:00, or pick it.',
		);
	}
	return new Date(time).toISOString();
}

function localTime(parts: RegExpExecArray, timezone: string): number {
	const [year, month, day, hour, minute, second] = parts.slice(1).map((part) => Number(part ?? 0));
	const asUtc = Date.UTC(year, month - 1, day, hour, minute, second);
	// The offset can differ on the two sides of a clock change: the second look settles it.
	const guess = asUtc - offset(asUtc, timezone);
	return asUtc - offset(guess, timezone);
}

/** Milliseconds that a zone is ahead of UTC at a moment. */
function offset(time: number, timezone: string): number {
	const parts = new Intl.DateTimeFormat('en-US', {
		timeZone: timezone,
		hourCycle: 'h23',
		year: 'numeric',
		month: 'numeric',
		day: 'numeric',
		hour: 'numeric',
		minute: 'numeric',
		second: 'numeric',
	}).formatToParts(time);
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

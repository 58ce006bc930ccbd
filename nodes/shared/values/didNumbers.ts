import type { Field } from '../api/types';
import { entriesOf, joined } from './forms/form';
import { refused, type InputRefused } from './inputRefused';
import { plainText, refuseHidden, refuseWords } from './text';

/** A number or range of a DID list; a single number begins and ends with itself. */
interface Range {
	text: string;
	digits: number;
	from: bigint;
	to: bigint;
}

const EXAMPLE = '442071230000-442071230099;442071231500';
/** Digits of a number (guide: DID pool). */
const [FEWEST, MOST] = [3, 20];
/** More numbers than any company has: a range of that width is a slip of the pen. */
const WIDEST = 1_000_000n;

/**
 * A list of DID numbers as it is sent (guide: DID pool): digits only, no leading `+` or `0`,
 * ranges upwards between numbers of equal length, no number twice.
 *
 * @param value numbers and ranges; semicolons, commas and line breaks part the entries, and
 *   ranges have a dash of any kind or two dots
 * @returns the list with semicolons and hyphens, without blanks
 * @throws InputRefused naming the entry
 */
export function didNumbers(field: Field, value: unknown): string | undefined {
	const list = plainText(field, joined(';')(value) ?? value);
	refuseWords(field, list);
	const entries = entriesOf(list, /[;,\r\n]/).map((entry) => withHyphen(entry));
	if (entries.length === 0) {
		throw refused('didEmpty', field, list, 'there is no number in it', { example: EXAMPLE });
	}
	for (const entry of entries) refuseHidden(field, entry);
	refusePrefix(field, list, entries);
	const ranges = entries.map((entry) => rangeOf(field, withoutBlanks(field, entry)));
	refuseOverlap(field, ranges);
	return ranges.map(({ text }) => text).join(';');
}

/** Dashes as word processors write them, and the two dots of mathematicians. */
const withHyphen = (entry: string): string => entry.replace(/\s*(?:[-‐‑‒–—−]|\.{2,}|…)\s*/g, '-');

/** Numbers of a pool have no + in front: the list as it should be is there to be copied. */
function refusePrefix(field: Field, list: string, entries: readonly string[]): void {
	if (!entries.some((entry) => /(^|-)(\+|00)/.test(entry))) return;
	const corrected = entries
		.map((entry) => entry.replace(/(^|-)(?:\+|00)/g, '$1').replace(/\s+/g, ''))
		.join(';');
	throw refused('didPrefix', field, list, 'numbers of the pool have no + or 00 in front', {
		advice: `Give ${corrected} in its place.`,
	});
}

/** Blanks within a number are left out, unless they could part two numbers as well. */
function withoutBlanks(field: Field, entry: string): string {
	for (const number of entry.split('-')) {
		const parts = number.split(/\s+/);
		const whole = parts.join('');
		if (parts.length === 1 || parts.some((part) => part.length < FEWEST)) continue;
		throw refused('didTwo', field, entry, `it can be read as ${whole} or ${parts.join(' and ')}`, {
			part: true,
			advice: 'Leave the blanks out, or put semicolons in their place.',
		});
	}
	return entry.replace(/\s+/g, '');
}

function rangeOf(field: Field, text: string): Range {
	const match = /^(\d+)(?:-(\d+))?$/.exec(text);
	if (!match) throw entryRefused('didEntry', field, text, 'it is neither a number nor a range');
	const [, first, last = first] = match;
	if (first.startsWith('0') || last.startsWith('0')) {
		throw entryRefused('didEntry', field, text, 'no number of the pool begins with 0');
	}
	if (first.length < FEWEST || last.length > MOST) {
		throw entryRefused('didDigits', field, text, `numbers have ${FEWEST} to ${MOST} digits`);
	}
	if (first.length !== last.length) {
		throw entryRefused(
			'didEnds',
			field,
			text,
			'the two ends of the range have different numbers of digits',
		);
	}
	const range = { text, digits: first.length, from: BigInt(first), to: BigInt(last) };
	if (range.from > range.to) {
		throw refused('didBackwards', field, text, 'the range runs backwards', {
			part: true,
			advice: `Write the smaller number first: ${last}-${first}.`,
		});
	}
	if (range.to - range.from >= WIDEST) {
		throw refused('didWide', field, text, 'the range holds more than a million numbers', {
			part: true,
			advice: 'Look whether a digit is wrong; if not, give it as several ranges.',
		});
	}
	return range.from === range.to ? { ...range, text: first } : range;
}

const entryRefused = (
	kind: 'didEntry' | 'didDigits' | 'didEnds',
	field: Field,
	text: string,
	why: string,
): InputRefused => refused(kind, field, text, why, { example: EXAMPLE, part: true });

/** Sorted by length and start, only neighbours can overlap. */
function refuseOverlap(field: Field, ranges: readonly Range[]): void {
	const sorted = [...ranges].sort(
		(a, b) => a.digits - b.digits || (a.from < b.from ? -1 : a.from > b.from ? 1 : 0),
	);
	for (let index = 1; index < sorted.length; index++) {
		const [before, after] = [sorted[index - 1], sorted[index]];
		if (before.digits === after.digits && after.from <= before.to) {
			const both = `${before.text};${after.text}`;
			throw refused('didOverlap', field, both, `these entries overlap at ${after.from}`, {
				part: true,
				advice: 'Each number may stand in the list once.',
			});
		}
	}
}

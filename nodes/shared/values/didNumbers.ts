import type { Field } from '../api/types';
import { DASHES, entriesOf, joined } from './forms/form';
import { refused, type InputRefused } from './inputRefused';
import { plainText, refuseHidden, refusePlaceholder, refuseWords } from './text';
import { typed, withoutFraction } from './typed';

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
 * @param value numbers and ranges; semicolons, commas, strokes, tabs and line breaks part the
 *   entries, and ranges have a dash of any kind or two dots
 * @returns the list with semicolons and hyphens, without blanks
 * @throws InputRefused naming the entry
 */
export function didNumbers(field: Field, value: unknown): string | undefined {
	const list = plainText(field, joined(';')(value) ?? value);
	refuseWords(field, list);
	refusePlaceholder(field, list.trim());
	refuseShortened(field, list);
	// Blanks of other widths stay what they are: within a number they part two, or nothing.
	const entries = entriesOf(plainly(list), PARTS).map((entry) => withHyphen(plainly(entry)));
	if (entries.length === 0) {
		throw refused('didEmpty', field, list, 'there is no number in it', { example: EXAMPLE });
	}
	for (const entry of entries) refuseHidden(field, entry);
	refusePrefix(field, list, entries);
	const ranges = entries.map((entry) => rangeOf(field, withoutBlanks(field, entry)));
	refuseOverlap(field, ranges);
	return ranges.map(({ text }) => text).join(';');
}

const PARTS = /[;,|\t\r\n]/;

const plainly = (text: string): string => withoutFraction(typed(text));

const withHyphen = (entry: string): string => entry.replace(/\btel:/gi, '').replace(DASHES, '-');

/** 4,42071E+11 has lost its last digits, and its comma parts no entries. */
function refuseShortened(field: Field, list: string): void {
	const found = /\d+(?:[.,]\d+)?e\+?\d+/i.exec(list);
	if (!found) return;
	throw refused(
		'didScientific',
		field,
		found[0],
		'a spreadsheet has cut off the last digits of this number',
		{
			part: found[0] !== list,
			advice: 'Format the column as text there, and fill the number in again.',
		},
	);
}

/** Numbers of a pool have no + in front: the list as it should be is there to be copied. */
function refusePrefix(field: Field, list: string, entries: readonly string[]): void {
	if (!entries.some((entry) => /(^|-)(\+|00)/.test(entry))) return;
	const corrected = entries.map((entry) =>
		entry
			.replace(/(^|-)(?:\+|00)/g, '$1')
			.replace(/\(0\)/g, '')
			.replace(/[\s()]+/g, ''),
	);
	// What is no entry without them, either, has another slip: 44-20-7123-0000.
	if (!corrected.every((entry) => isEntry(entry))) return;
	throw refused('didPrefix', field, list, 'numbers of the pool have no + or 00 in front', {
		advice: `Give ${corrected.join(';')} in its place.`,
	});
}

function isEntry(text: string): boolean {
	const [, first, last = first] = /^([1-9]\d*)(?:-([1-9]\d*))?$/.exec(text) ?? [];
	return first !== undefined && first.length >= FEWEST && first.length === last.length;
}

/** What can be a number of its own. */
const NUMBER = /^[1-9]\d{2,}$/;

/** Blanks within a number are left out, unless they could part two numbers as well. */
function withoutBlanks(field: Field, entry: string): string {
	for (const number of entry.split('-')) {
		const parts = number.split(/\s+/);
		const whole = parts.join('');
		if (parts.length === 1 || parts.some((part) => !NUMBER.test(part))) continue;
		throw refused('didTwo', field, entry, `it can be read as ${whole} or ${parts.join(' and ')}`, {
			part: true,
			advice: 'Leave the blanks out, or put semicolons in their place.',
		});
	}
	return entry.replace(/\s+/g, '');
}

function rangeOf(field: Field, text: string): Range {
	const match = /^(\d+)(?:-(\d+))?$/.exec(text);
	if (!match) throw noEntry(field, text);
	const [, first, last = first] = match;
	if (first.startsWith('0') || last.startsWith('0')) {
		throw entryRefused('didEntry', field, text, 'no number of the pool begins with 0');
	}
	if (first.length < FEWEST || last.length > MOST) {
		throw entryRefused('didDigits', field, text, `numbers have ${FEWEST} to ${MOST} digits`);
	}
	if (first.length !== last.length) {
		throw differentEnds(field, first, last);
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

/** An entry that is none, with what is most likely meant by it. */
function noEntry(field: Field, text: string): InputRefused {
	const digits = /[^\d\s().+-]/.test(text) ? '' : text.replace(/\(0\)|\D/g, '');
	const [, head, open = ''] = /^([1-9]\d*)(x{1,6}|\*)$/i.exec(text) ?? [];
	const number = NUMBER.test(digits) && digits.length <= MOST ? digits : undefined;
	const range =
		head && open !== '*'
			? `${head}${'0'.repeat(open.length)}-${head}${'9'.repeat(open.length)}`
			: undefined;
	return refused('didEntry', field, text, 'it is neither a number nor a range', {
		example: EXAMPLE,
		part: true,
		...(number ? { advice: `If one number is meant, give ${number}.` } : {}),
		...(range ? { advice: `If all numbers that begin so are meant, give ${range}.` } : {}),
	});
}

/** The end of a range is often shortened to its last digits. */
function differentEnds(field: Field, first: string, last: string): InputRefused {
	const end = `${first.slice(0, -last.length)}${last}`;
	return refused(
		'didEnds',
		field,
		`${first}-${last}`,
		'the two ends of the range have different numbers of digits',
		{
			example: EXAMPLE,
			part: true,
			...(last.length < first.length && BigInt(end) > BigInt(first)
				? { advice: `If it ends at ${end}, give ${first}-${end}.` }
				: {}),
		},
	);
}

const entryRefused = (
	kind: 'didEntry' | 'didDigits',
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

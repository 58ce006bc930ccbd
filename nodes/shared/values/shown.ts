import { isMoment } from './moments';

/** Longest text of a value that a message repeats. */
const LONGEST = 80;

/** Characters that nobody sees, or that look like others, by the names that people look up. */
const NAMES: Readonly<Record<string, string>> = {
	'\t': 'tab',
	'\n': 'line break',
	'\r': 'carriage return',
	'\0': 'null character',
	'\u00a0': 'no-break space',
	'\u00ad': 'soft hyphen',
	'\u200b': 'zero-width space',
	'\u200c': 'zero-width non-joiner',
	'\u200d': 'zero-width joiner',
	'\u200e': 'left-to-right mark',
	'\u200f': 'right-to-left mark',
	'\u2028': 'line separator',
	'\u2029': 'paragraph separator',
	'\u202f': 'narrow no-break space',
	'\u2060': 'word joiner',
	'\ufeff': 'byte order mark',
	'\ufffd': 'replacement character',
};

/** Controls, formats, separators and halves of characters: all that an editor does not show. */
const HIDDEN = /[\p{Cc}\p{Cf}\p{Cs}\p{Zl}\p{Zp}\u00a0\u202f\ufffd]/u;
const ALL_HIDDEN = new RegExp(HIDDEN, 'gu');

/** Most texts have plain characters only, and the classes of Unicode take ten times as long. */
const PRINTABLE = /^[\x20-\x7e]*$/;

/** Whether a text has visible characters of ASCII only, and blanks. */
export const isPrintable = (text: string): boolean => PRINTABLE.test(text);

/** The first character of a text that nobody sees, by its name. */
export function hiddenIn(text: string): string | undefined {
	if (isPrintable(text)) return undefined;
	const [found] = HIDDEN.exec(text) ?? [];
	return found === undefined ? undefined : nameOf(found);
}

/**
 * A value as a message repeats it: in quotes where it is text, cut where it is long, invisible
 * characters by their names.
 */
export function shown(value: unknown): string {
	if (value === undefined || value === null || value === '') return 'empty';
	if (typeof value === 'string') return `"${named(cut(value))}"`;
	if (isMoment(value)) return `the date ${named(String(value))}`;
	if (Array.isArray(value)) {
		return value.length ? named(cut(`the list ${JSON.stringify(value)}`)) : 'an empty list';
	}
	if (typeof value === 'object') {
		const names = Object.keys(value);
		if (!names.length) return 'an object without fields';
		return named(cut(`an object with the fields ${names.join(', ')}`));
	}
	return String(value);
}

const cut = (text: string): string =>
	text.length > LONGEST ? `${text.slice(0, LONGEST)}… (${text.length} characters)` : text;

const named = (text: string): string =>
	text.replace(ALL_HIDDEN, (character) => `<${nameOf(character)}>`);

const nameOf = (character: string): string =>
	NAMES[character] ??
	`character U+${(character.codePointAt(0) ?? 0).toString(16).toUpperCase().padStart(4, '0')}`;

import type { Field } from '../api/types';
import { FORMS } from './forms';
import { refused } from './inputRefused';
import { locatorOf } from './locator';
import { isMoment } from './moments';
import { hiddenIn } from './shown';

/** Whether nothing was given: what is unset is not sent. */
export const isUnset = (value: unknown): value is undefined | null | '' =>
	value === undefined || value === null || value === '';

/**
 * A value as text. Ids and numbers to dial are text to the API, but often numbers in a
 * spreadsheet; one that has already lost digits on the way is refused.
 *
 * @throws InputRefused for objects, lists, booleans and numbers beyond 2^53
 */
export function plainText(field: Field, value: unknown): string {
	if (typeof value === 'string') return value;
	if (typeof value === 'number' && Number.isSafeInteger(value)) return String(value);
	if (typeof value === 'number') {
		throw refused('digits', field, value, 'the number has lost digits or has a fraction', {
			advice: `${field.secret ? 'Secrets' : 'Ids and phone numbers'} must be text: put them in quotes where they come from.`,
		});
	}
	if (isMoment(value)) {
		const text = value.toJSON();
		if (text !== null) return text;
	}
	throw refused('text', field, value, 'it takes text', {
		advice: 'If it holds an expression, name the one field of the item that has the text.',
	});
}

/**
 * What JavaScript makes of a missing value in a text, such as `undefined`, alone or in a row.
 * Nobody means it, and it must never reach the PBX as if somebody did.
 */
const WORD_OF_NOTHING =
	/^(?:(?:undefined|null|NaN)(?:[\s,;:/@._-]+|$))+$|\[object [A-Z]\w*\]|^Invalid Date(?:Time)?$/;

/** Whether a text was made of a missing value. */
export const isWordOfNothing = (text: string): boolean => WORD_OF_NOTHING.test(text);

/** The same within other words: `name eq 'undefined'`. */
const IN_WORDS = /(?<![\p{L}\p{N}_])(?:undefined|NaN)(?![\p{L}\p{N}_])|'null'/u;

/** Whether a part of a text was made of a missing value. */
export const holdsWordOfNothing = (text: string): boolean => IN_WORDS.test(text);

/**
 * @param anywhere no word of the text may be one
 * @throws InputRefused for a text that was made of a missing value
 */
export function refuseWords(field: Field, text: string, anywhere = false): void {
	if (!isWordOfNothing(text) && !(anywhere && holdsWordOfNothing(text))) return;
	throw refused('word', field, text, 'that is what an expression makes of a missing value', {
		advice: 'Look whether this item has the value that the expression names.',
	});
}

/** @throws InputRefused for a text with a character that nobody sees */
export function refuseHidden(field: Field, text: string): void {
	const hidden = hiddenIn(text);
	if (hidden === undefined) return;
	throw refused('hidden', field, text, `it holds a character that nobody sees (${hidden})`, {
		advice: 'Type it anew, or take such characters away where the text comes from.',
	});
}

/**
 * A text in the form of its field, without blanks around it unless it is secret or has several
 * lines.
 *
 * @param secrets takes the text of a secret, before anything can be said of it
 * @returns undefined where nothing is left of it
 * @throws InputRefused naming what is expected; the text of a secret is not repeated
 */
export function textValue(
	field: Field,
	value: unknown,
	{ secrets }: { secrets: Set<string> },
): string | undefined {
	const form = field.form === undefined ? undefined : FORMS[field.form];
	const locator = field.picks && locatorOf(value);
	const picked = locator ? locator.value : value;
	if (isUnset(picked)) return undefined;
	const given = form?.unpack?.(picked) ?? picked;
	const whole = plainText(field, given);
	if (field.secret) secrets.add(whole);
	const text = field.secret || field.multiline ? whole : whole.trim();
	if (text === '') return undefined;
	refuseWords(field, text, form?.visible);
	if (form?.visible) refuseHidden(field, text);
	const formed = form ? form.read(field, text) : text;
	refuseLength(field, formed);
	refusePattern(field, formed);
	if (field.secret) secrets.add(formed);
	return formed;
}

/** @throws InputRefused for a text that is shorter or longer than its field */
export function refuseLength(field: Field, text: string): void {
	const { min = 0, max = Infinity } = field;
	if (text.length >= min && text.length <= max) return;
	const limit = text.length > max ? `at most ${max}` : `at least ${min}`;
	const many = limit === 'at least 1' || limit === 'at most 1' ? 'character' : 'characters';
	throw refused('length', field, text, `it takes ${limit} ${many} and has ${text.length}`, {
		advice: text.length > max ? 'Shorten it.' : 'Lengthen it.',
	});
}

/** By pattern: compiling one for each value costs more than all other checks together. */
const compiled = new Map<string, RegExp>();

function refusePattern(field: Field, text: string): void {
	const { pattern, hint, example } = field;
	if (pattern === undefined) return;
	const whole = compiled.get(pattern) ?? new RegExp(`^(?:${pattern})$`);
	compiled.set(pattern, whole);
	if (whole.test(text)) return;
	const about = hint === undefined ? '' : ` The field: ${hint}.`;
	throw refused('pattern', field, text, `it takes ${wordsFor(pattern)}`, {
		...(example === undefined ? {} : { example }),
		advice: `Take out what else it holds.${about}`,
	});
}

/** What the patterns of the API say, for people. */
const PATTERNS: Readonly<Record<string, string>> = {
	'[0-9]{3,64}': '3 to 64 digits and nothing else',
	'[0-9]{3,13}': '3 to 13 digits and nothing else',
	'[0-9+]{1,64}': 'digits and + only',
	'[a-z0-9]{6,64}': '6 to 64 small letters and digits',
};

const wordsFor = (pattern: string): string =>
	PATTERNS[pattern] ?? "letters, digits and _ - ' . with no dot at either end";

import type { Field } from '../api/types';
import { FORMS } from './forms';
import type { Form } from './forms/form';
import { refused } from './inputRefused';
import { locatorOf } from './locator';
import { isMoment } from './moments';
import { hiddenIn, isPrintable } from './shown';
import { typed } from './typed';
import { isPlaceholder, unmeant } from './unmeant';

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
	if (typeof value === 'bigint') return String(value);
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
	const found = unmeant(text);
	if (found) throw refused(found.kind, field, text, found.why, { advice: found.advice });
	if (!isWordOfNothing(text) && !(anywhere && holdsWordOfNothing(text))) return;
	throw refused('word', field, text, 'that is what an expression makes of a missing value', {
		advice: 'Look whether this item has the value that the expression names.',
	});
}

/** @throws InputRefused for a text that only says that there is nothing, such as N/A */
export function refusePlaceholder(field: Field, text: string): void {
	if (!isPlaceholder(text)) return;
	throw refused('placeholder', field, text, 'that stands for a value that is missing', {
		advice: 'Fill in the value that is meant, or leave the field empty.',
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
	const given = form?.unpack?.(picked, field) ?? picked;
	const whole = plainText(field, given);
	if (field.secret) secrets.add(whole);
	const text = field.secret || field.multiline ? whole : whole.trim();
	if (text === '') return undefined;
	refuseWords(field, text, form?.visible);
	if (!form) refuseUnseen(field, text);
	const formed = form ? inForm(form, field, text) : text;
	refuseLength(field, formed);
	refusePattern(field, formed);
	if (field.secret) secrets.add(formed);
	return formed;
}

/** The text in its form; what is refused is shown as it was given. */
function inForm(form: Form, field: Field, text: string): string {
	const bare = form.typed ? typed(text) : text;
	if (bare === text) return readOf(form, field, text);
	try {
		return readOf(form, field, bare);
	} catch {
		return readOf(form, field, text);
	}
}

function readOf(form: Form, field: Field, text: string): string {
	if (form.visible) {
		refuseHidden(field, text);
		refusePlaceholder(field, text);
	}
	return form.read(field, text);
}

/** Controls, halves of characters, marks of broken texts, and what has no width or turns the order round. */
const UNSEEN = /[^\P{Cc}\t\n\r]|[\p{Cs}\u00ad\u200b\u202a-\u202e\u2060\u2066-\u2069\ufeff\ufffd]/u;
const LINES = /[\t\n\r\u2028\u2029]/;
const isNameOf = ({ name, unique }: Field): boolean => unique === true || /(^|_)name$/.test(name);

/** What nobody can have meant in a text without a form: nothing to be seen, or what cannot be typed. */
function refuseUnseen(field: Field, text: string): void {
	if (field.secret && text.trim() === '') {
		throw refused('blank', field, text, 'it has nothing but blanks', {
			advice: 'Fill in the secret that is meant.',
		});
	}
	if (isPrintable(text)) {
		refuseNamedNothing(field, text);
		return;
	}
	const oneLine = !field.multiline && (field.secret === true || isNameOf(field));
	if (UNSEEN.test(text) || (oneLine && LINES.test(text))) refuseHidden(field, text);
	refuseNamedNothing(field, text);
}

/** A name, or what must be filled in, is not N/A; Null is a family, too. */
function refuseNamedNothing(field: Field, text: string): void {
	const named = !field.secret && (field.required === true || field.unique === true);
	if (named && text !== 'Null') refusePlaceholder(field, text);
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

import type { Field } from '../api/types';
import { InputRefused } from './inputRefused';

/**
 * A value as text. Ids and numbers to dial are text to the API, but often numbers in a
 * spreadsheet; one that has already lost digits on the way is refused.
 *
 * @param label name of the field, for the message
 * @param secret the value must not stand in the message
 * @throws InputRefused for objects, lists, booleans and numbers beyond 2^53
 */
export function plainText(label: string, value: unknown, secret = false): string {
	if (typeof value === 'string') return value;
	if (typeof value === 'number' && Number.isSafeInteger(value)) return String(value);
	if (typeof value === 'number') {
		throw new InputRefused(
			`"${label}" came as ${secret ? 'a number' : `the number ${value}`}, which has lost digits or has a fraction`,
			`${secret ? 'Secrets' : 'Ids and phone numbers'} must be text: put them in quotes where they come from.`,
		);
	}
	throw new InputRefused(
		`"${label}" must be text; it is ${value === null ? 'empty' : `a ${typeof value}`}`,
	);
}

/**
 * A text that fits the limits of its field.
 *
 * @throws InputRefused naming the limit; the text of a secret is not repeated
 */
export function wholeText(field: Field, label: string, value: unknown): string {
	const text = plainText(label, value, field.secret);
	const { min = 0, max = Infinity, pattern } = field;
	if (text.length < min || text.length > max) {
		const limit = text.length > max ? `at most ${max}` : `at least ${min}`;
		throw new InputRefused(`"${label}" must have ${limit} characters; it has ${text.length}`);
	}
	if (pattern !== undefined && !new RegExp(`^(?:${pattern})$`).test(text)) {
		const what = field.secret ? 'The value' : `"${text}"`;
		throw new InputRefused(
			`"${label}" has a form that the PBX does not take`,
			`${what} does not fit: ${field.hint ?? pattern}.`,
		);
	}
	return text;
}

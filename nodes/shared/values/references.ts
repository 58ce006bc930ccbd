import { isValueOf, references } from '../api/references';
import type { Field, Reference } from '../api/types';
import { FORMS } from './forms';
import { refuseScientific } from './forms/numbers';
import { refused } from './inputRefused';
import { locatorOf } from './locator';
import { Lookup } from './lookup';
import {
	isUnset,
	plainText,
	refuseHidden,
	refuseLength,
	refusePlaceholder,
	refuseWords,
} from './text';
import { typed, withoutFraction } from './typed';

/**
 * The record that a locator or an expression names: its id, or what to look it up by.
 *
 * @throws InputRefused for what can be no id
 */
export function referenceValue(field: Field, value: unknown): string | Lookup | undefined {
	const locator = locatorOf(value);
	const picked = locator ? locator.value : value;
	if (isUnset(picked)) return undefined;
	if (typeof picked === 'object') {
		throw refused('locator', field, picked, 'it takes one ID', {
			advice: 'Name the field that has it, such as {{ $json.id }}.',
		});
	}
	const given = plainText(field, picked).trim();
	if (given === '') return undefined;
	refuseWords(field, given, true);
	refuseHidden(field, given);
	refusePlaceholder(field, given);
	refuseScientific(field, given);
	const text = idIn(given);
	const { ref = '' } = field;
	const reference = references[ref];
	const key = reference.keys?.find(({ name }) => name === locator?.mode);
	if (key) return new Lookup(ref, text, key.name);
	// What was picked from the list has a name beside it, and is as the list has it.
	if (!locator?.cachedResultName && !isSent(reference, text)) return new Lookup(ref, text);
	const sent = formOf(reference)?.read(field, text) ?? text;
	refuseLength(field, sent);
	return sent;
}

/** A number from a spreadsheet that has lost its last digits: no name. */
const SCIENTIFIC = /^\d[\d.,]*e[+-]?\d+$/i;

/** An id or number without what a spreadsheet put around it; a name stays as it was given. */
function idIn(text: string): string {
	const bare = withoutFraction(typed(text));
	return /^\d+$/.test(bare) ? bare : text;
}

/** Whether a text is sent as it is, in the form of the reference, and is no name to look up. */
function isSent(reference: Reference, text: string): boolean {
	if (isValueOf(reference, text)) return true;
	// A call can go outside, too: to a number in whatever way it is written, or to an address.
	return (
		reference.with !== undefined &&
		(!/\p{L}/u.test(text) || /@/.test(text) || SCIENTIFIC.test(text))
	);
}

/** The form of what is sent: a call can go to more than to an extension. */
function formOf({ value, with: kinds }: Reference) {
	if (value !== 'extension_number') return undefined;
	return kinds ? FORMS.dialled : FORMS.extensionNumber;
}

import type { Field } from '../api/types';
import { entriesOf } from './forms/form';
import { InputRefused, refused } from './inputRefused';
import { isRecord } from './isRecord';
import type { Lookup } from './lookup';
import { referenceValue } from './references';
import { isUnset, textValue } from './text';

/**
 * The texts of a list: an array, one text with commas, semicolons or line breaks between them, or
 * the JSON of an array. Records that Get gives stand for their numbers or ids; where the list
 * names records of another kind, each can be given by its name, too.
 *
 * @throws InputRefused naming the entry
 */
export function textsValue(
	field: Field,
	value: unknown,
	reading: { secrets: Set<string> },
): Array<string | Lookup> | undefined {
	const texts = arrayOf(field, value).flatMap((each, index) => {
		if (isUnset(each)) return [];
		try {
			// A record that Get gave has its id with it: nothing is to be looked up.
			if (field.ref && !isRecord(each)) return referenceValue(field, each) ?? [];
			return textValue(field, keyIn(field, each), reading) ?? [];
		} catch (error) {
			throw error instanceof InputRefused ? error.within(field, index + 1) : error;
		}
	});
	return texts.length ? texts : undefined;
}

/** The entries of a list, in whatever way it was given. */
export function arrayOf(field: Field, value: unknown): unknown[] {
	if (Array.isArray(value)) return value;
	if (typeof value !== 'string') return [value];
	return jsonIn(field, value, '[') ?? entriesOf(value, /[,;\r\n]/);
}

/**
 * An object or an array in a text that begins like one.
 *
 * @param begins the character with which it begins
 * @throws InputRefused where it is no JSON
 */
export function jsonIn<T>(field: Field, text: string, begins: '[' | '{'): T | undefined {
	if (!text.trim().startsWith(begins)) return undefined;
	try {
		return JSON.parse(text) as T;
	} catch {
		throw refused('json', field, text, 'it is not valid JSON', {
			advice: 'Names and texts need double quotes, and there is no comma after the last entry.',
		});
	}
}

/** What stands for a record in a list of texts: its id, or the number of an extension. */
function keyIn({ form }: Field, entry: unknown): unknown {
	if (!isRecord(entry)) return entry;
	return entry[form === 'extensionNumber' ? 'extension_number' : 'id'] ?? entry;
}

import { references } from '../api/references';
import type { Field } from '../api/types';
import { FORMS } from './forms';
import { refused } from './inputRefused';
import { isRecord } from './isRecord';
import { Lookup } from './lookup';
import { isUnset, plainText, refuseHidden, refuseLength, refuseWords } from './text';

/**
 * The record that a locator or an expression names: its id, or what to look it up by.
 *
 * @throws InputRefused for what can be no id
 */
export function referenceValue(field: Field, value: unknown): string | Lookup | undefined {
	const locator = isRecord(value) && ('value' in value || 'mode' in value) ? value : undefined;
	const picked = locator ? locator.value : value;
	if (isUnset(picked)) return undefined;
	if (typeof picked === 'object') {
		throw refused('locator', field, picked, 'it takes one ID', {
			advice: 'Name the field that has it, such as {{ $json.id }}.',
		});
	}
	const text = plainText(field, picked).trim();
	if (text === '') return undefined;
	refuseWords(field, text, true);
	refuseHidden(field, text);
	const { key, value: sent } = references[field.ref ?? ''] ?? {};
	if (key && locator?.mode === key.name) return new Lookup(field.ref ?? '', text);
	const number = sent === 'extension_number' ? FORMS.extensionNumber?.read(field, text) : text;
	refuseLength(field, number ?? text);
	return number ?? text;
}

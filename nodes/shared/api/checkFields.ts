import { references } from './references';
import type { Field } from './types';

/**
 * Makes sure that fields do not contradict themselves.
 *
 * @param where the row, for the message
 * @throws Error naming the field
 */
export function checkFields(where: string, fields: readonly Field[]): void {
	const names = new Set<string>();
	for (const field of fields) {
		const at = `${where}.${field.name}`;
		if (names.has(field.name)) throw new Error(`${at} stands twice`);
		if (field.name === 'id' && !field.parameter) throw new Error(`${at}: give it a parameter name`);
		names.add(field.name);
		const needsOptions = field.type === 'choice' || field.type === 'keyed';
		if (needsOptions && !Object.keys(field.options ?? {}).length)
			throw new Error(`${at}: no choices`);
		if (field.type === 'reference' && !Object.hasOwn(references, field.ref ?? ''))
			throw new Error(`${at}: unknown reference "${field.ref}"`);
		if (['object', 'list', 'keyed'].includes(field.type)) checkFields(at, field.fields ?? []);
	}
}

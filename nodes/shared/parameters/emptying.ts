import type { Field, Operation } from '../api/types';

/** Fields that shall hold nothing afterwards (docs/decisions/0026). */
export const EMPTY_FIELDS: Field = {
	name: 'empty_fields',
	parameter: 'emptyFields',
	type: 'texts',
	title: 'Fields to Empty',
	hint: 'Names of fields that shall hold nothing afterwards, with commas between them. A field that is only left empty stays as it is.',
	example: 'Website, Caller ID',
};

/** Forms of which the PBX needs one value in any case. */
const NEVER_EMPTY = new Set([
	'sipDomain',
	'country',
	'currency',
	'timezone',
	'locale',
	'host',
	'voicemailPin',
]);

/**
 * What is sent for a field that shall hold nothing.
 *
 * @returns undefined where nothing can be sent for it: a number, a choice, a switch, a date, and
 *   what the PBX needs
 */
export function nothingFor(field: Field): '' | [] | Record<string, never> | undefined {
	const { type, required, kept, generated, filled, picks, min = 0, pattern, form = '' } = field;
	if (required || kept || generated || filled || picks) return undefined;
	switch (type) {
		case 'text':
			return min > 0 ||
				NEVER_EMPTY.has(form) ||
				(pattern && !new RegExp(`^(?:${pattern})$`).test(''))
				? undefined
				: '';
		case 'didNumbers':
		case 'reference':
			return '';
		case 'texts':
		case 'list':
			return [];
		case 'json':
			return form === 'jsonList' ? [] : form === 'jsonObject' ? {} : undefined;
		default:
			return undefined;
	}
}

/** The fields of a change that can be emptied; none for what is no change. */
export function emptiable({ kind, upsert, ...operation }: Operation): Field[] {
	if (kind !== 'update' && kind !== 'upsert') return [];
	const { bodyFields, demanded = [] } = upsert?.update ?? operation;
	const needed = new Set([...demanded, ...(upsert?.keys.flat() ?? []).map(({ name }) => name)]);
	return bodyFields.filter((field) => nothingFor(field) !== undefined && !needed.has(field.name));
}

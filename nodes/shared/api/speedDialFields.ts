import { description, need, text } from './fields';
import type { Field } from './types';

/** The two sets of short numbers, by the number in their names, and the codes that each has. */
export const SPEED_DIALS = {
	'8': { codes: '2 to 9', example: '2', form: 'speedDial8' },
	'100': { codes: '00 to 99', example: '07', form: 'speedDial100' },
} as const;

export type SpeedDial = keyof typeof SPEED_DIALS;

/**
 * What an entry of a set is, to create and to change it.
 *
 * @param kind which of the two sets
 */
export function speedDialFields(kind: SpeedDial): { created: Field[]; changed: Field[] } {
	const { codes, example, form } = SPEED_DIALS[kind];
	const { length } = example;
	const entry = [
		text('code', `Short number that is dialled, ${codes}`, {
			min: length,
			max: length,
			example,
			form,
		}),
		text('phone_number', 'Number that the PBX then calls', { example: '442071231500' }),
	];
	return { created: [...entry.map(need), description], changed: [...entry, description] };
}

import type { Field } from '../api/types';
import { refused } from './inputRefused';
import { typed } from './typed';

/** What people and spreadsheets write for a switch. */
const WORDS: ReadonlyMap<string, boolean> = new Map([
	...[
		...['true', 't', 'yes', 'y', 'on', '1', '1.0', '1,0', 'x', '✓', '✔', '✅', '☑', 'enabled'],
		...['active', 'checked', 'ja', 'wahr', 'waar', 'oui', 'vrai', 'sí', 'sì', 'si', 'sim'],
		...['vero', 'verdadero', 'verdadeiro'],
	].map((word) => [word, true] as const),
	...[
		...['false', 'f', 'no', 'n', 'off', '0', '0.0', '0,0', '✗', '✘', '❌', '☐', 'disabled'],
		...['inactive', 'unchecked', 'nein', 'falsch', 'nee', 'onwaar', 'non', 'faux', 'não'],
		...['falso'],
	].map((word) => [word, false] as const),
]);

/**
 * A switch, from what it is called in a spreadsheet, too.
 *
 * @throws InputRefused for anything else
 */
export function switchValue(field: Field, value: unknown): boolean | undefined {
	if (typeof value === 'boolean') return value;
	if (typeof value === 'string' || typeof value === 'number') {
		const word = typed(String(value).trim()).toLowerCase();
		const found = WORDS.get(word);
		if (found !== undefined) return found;
		if (word === '') return undefined;
	}
	throw refused('boolean', field, value, 'it takes true or false', {
		advice: 'Also taken are yes and no, on and off, 1 and 0, whatever their case.',
	});
}

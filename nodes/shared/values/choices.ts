import type { Field } from '../api/types';
import { refused } from './inputRefused';
import { plainText, refuseWords } from './text';

/** Most choices that a message lists. */
const LISTED = 20;

/**
 * One of the choices of a field: by its value, or by its name in the editor, whatever the case.
 *
 * @throws InputRefused for what is none of them, or two
 */
export function choiceValue(field: Field, value: unknown): string | undefined {
	const text = plainText(field, value).trim();
	if (text === '') return undefined;
	const options = field.options ?? {};
	if (Object.hasOwn(options, text)) return text;
	refuseWords(field, text);
	const matches = matching(options, text);
	if (matches.length === 1) return matches[0];
	if (matches.length > 1) {
		throw refused('twoChoices', field, value, `it can be read as ${matches.join(' or ')}`, {
			advice: 'Give the one that is meant.',
		});
	}
	const names = Object.keys(options);
	const more = names.length > LISTED ? ` and ${names.length - LISTED} more` : '';
	throw refused('choice', field, value, 'it is none of the choices', {
		advice: `Known are ${names.slice(0, LISTED).join(', ')}${more}. A newer one can be sent as "${field.name}" in Other Fields (JSON), where the operation has it.`,
	});
}

/** The choices with this value or name, taken more and more loosely; none where there is none. */
export function matching(options: Readonly<Record<string, string>>, text: string): string[] {
	const values = Object.keys(options);
	for (const form of [(each: string) => each.toLowerCase(), loose]) {
		const wanted = form(text);
		const found = values.filter((each) => form(each) === wanted);
		if (found.length) return found;
		const named = values.filter((each) => form(options[each]) === wanted);
		if (named.length) return named;
	}
	return [];
}

/** Letters and digits only: `Ring simultaneously` is `RING_SIMULTANEOUSLY`. */
const loose = (text: string): string => text.toLowerCase().replace(/[^\p{L}\p{N}]/gu, '');

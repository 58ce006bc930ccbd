import type { Kind } from './inputRefused';

/** Why a text is nobody's value, and what to do about it. */
interface Unmeant {
	kind: Kind;
	why: string;
	advice: string;
}

/** What Excel, Google Sheets and their German and French kin show for a formula without a result. */
const SHEET =
	/^#(?:N\/A|NV|REF!|BEZUG!|VALUE!|WERT!|VALEUR!|NAME\?|NOM\s?\?|DIV\/0!|NUM!|ZAHL!|NOMBRE!|NULL!|NUL!|SPILL!|ÜBERLAUF!|CALC!|FIELD!|GETTING_DATA|ERROR!)$/i;
/** An expression of n8n that stands in a text as it was typed. */
const EXPRESSION = /\{\{\s*\$(?:json|node|input|items?|binary|now|today|vars|env|\(|fromAI)/;
/** What people and programs write where they have nothing; NA is Namibia. */
const PLACEHOLDER = /^(?:n\/a|n\.a\.|none|null|nil|nan|tbd|tba|[-–—?]+)$/i;

/**
 * What the result of a broken formula, or an expression that was not switched on, is refused with.
 *
 * @returns undefined for any other text
 */
export function unmeant(text: string): Unmeant | undefined {
	if (text.startsWith('#') && SHEET.test(text)) {
		return {
			kind: 'sheet',
			why: 'that is what a spreadsheet shows for a formula without a result',
			advice: 'Mend the formula, or leave the cell empty.',
		};
	}
	// In the editor, where lists are loaded, one that is switched on comes as = and its text.
	if (text.includes('{{') && !text.startsWith('=') && EXPRESSION.test(text)) {
		return {
			kind: 'expression',
			why: 'it is the text of an expression, which was not resolved',
			advice: 'Switch the field from Fixed to Expression.',
		};
	}
	return undefined;
}

const LONGEST = 6;

/** Whether a text only says that there is nothing. */
export const isPlaceholder = (text: string): boolean =>
	text.length < LONGEST && PLACEHOLDER.test(text);

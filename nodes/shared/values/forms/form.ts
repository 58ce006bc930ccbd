import type { Field } from '../../api/types';

/** How the texts of one form are checked. */
export interface Form {
	/**
	 * The text in a value of another type, such as a list of addresses that is sent as one text.
	 *
	 * @returns undefined where the value is taken as it is
	 */
	unpack?(value: unknown): string | undefined;
	/** No text of the form has a character that nobody sees. */
	visible?: boolean;
	/**
	 * The text as it is sent, where only one reading of it is possible.
	 *
	 * @throws InputRefused naming what is expected
	 */
	read(field: Field, text: string): string;
}

/** A list of plain values as one text. */
export const joined =
	(separator: string) =>
	(value: unknown): string | undefined =>
		Array.isArray(value) &&
		value.length > 0 &&
		value.every((each) => typeof each === 'string' || typeof each === 'number')
			? value.join(separator)
			: undefined;

/** The entries of a list in one text, without blanks around them and without empty ones. */
export const entriesOf = (text: string, separators: RegExp): string[] =>
	text
		.split(separators)
		.map((entry) => entry.trim())
		.filter(Boolean);

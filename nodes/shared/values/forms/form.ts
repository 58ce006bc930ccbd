import type { Field } from '../../api/types';

/** How the texts of one form are checked. */
export interface Form {
	/**
	 * The text in a value of another type, such as a list of addresses that is sent as one text.
	 *
	 * @returns undefined where the value is taken as it is
	 * @throws InputRefused where a text would not keep what the value holds
	 */
	unpack?(value: unknown, field: Field): string | undefined;
	/** No text of the form has a character that nobody sees. */
	visible?: boolean;
	/** What other keyboards and spreadsheets write for plain characters is taken for these. */
	typed?: boolean;
	/**
	 * The text as it is sent, where only one reading of it is possible.
	 *
	 * @throws InputRefused naming what is expected
	 */
	read(field: Field, text: string): string;
}

/**
 * A list of plain values as one text, also where it comes as the text of its JSON; entries without a
 * value are left out.
 */
export const joined =
	(separator: string) =>
	(value: unknown): string | undefined => {
		const list = typeof value === 'string' && /^\s*\[.*\]\s*$/s.test(value) ? parsed(value) : value;
		if (!Array.isArray(list)) return undefined;
		const given = (list as unknown[]).filter((each) => each !== undefined && each !== null);
		const plain = given.every((each) => typeof each === 'string' || Number.isSafeInteger(each));
		return plain ? given.join(separator) : undefined;
	};

function parsed(text: string): unknown {
	try {
		return JSON.parse(text);
	} catch {
		return undefined;
	}
}

/** Dashes as word processors write them, the tilde of East Asia, and the two dots of mathematicians. */
export const DASHES = /\s*(?:[-‐‑‒–—−~〜]|\.{2,}|…)\s*/g;

/** The entries of a list in one text, without blanks around them and without empty ones. */
export const entriesOf = (text: string, separators: RegExp): string[] =>
	text
		.split(separators)
		.map((entry) => entry.trim())
		.filter(Boolean);

/** What is looked at closely: a character beyond ASCII, or a mark in front that keeps a text a text. */
const UNUSUAL = /[^\x20-\x7e]|^["'=]/;
/** Marks around a value: ="0044" and '0044 of spreadsheets, quotes that CSV or JSON left there. */
const WRAPPED = /^="([^"]*)"$|^'([+\d][^']*)'?$|^"([^"]*)"$/;
/** Where the digits of other scripts begin. */
const ZEROS = [0x0660, 0x06f0, 0x0966];
const FULL_WIDTH = 0xfee0;

/**
 * A value without what keyboards of other scripts and spreadsheets put in the place of plain
 * characters: full-width signs, other digits, other blanks, and marks that keep a number a text.
 * Each of them has one reading only. For names and secrets it is not meant.
 */
export function typed(text: string): string {
	if (!UNUSUAL.test(text)) return text;
	const plain = text
		.replace(/[\uff01-\uff5e]/g, (each) => String.fromCharCode(each.charCodeAt(0) - FULL_WIDTH))
		.replace(/\p{Zs}/gu, ' ')
		.replace(/\p{Nd}/gu, digitOf)
		.replaceAll('、', ',')
		.replaceAll('。', '.')
		.trim();
	const [, ...inner] = WRAPPED.exec(plain) ?? [];
	return inner.find((each) => each !== undefined)?.trim() ?? plain;
}

function digitOf(digit: string): string {
	const code = digit.codePointAt(0) ?? 0;
	const zero = ZEROS.find((each) => code >= each && code < each + 10);
	return zero === undefined ? digit : String(code - zero);
}

/** A whole number in digits, where a program or a spreadsheet made 1001.0 of it. */
export const withoutFraction = (text: string): string => text.replace(/^(\+?\d+)[.,]0$/, '$1');

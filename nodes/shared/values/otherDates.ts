/** Day, month and year in an order that the reader's country decides, with a time or without. */
const LOCAL = /^(\d{1,2})([./-])(\d{1,2})\2(\d{2}|\d{4})(?:[ ,]+.*)?$/;
/** Seconds and milliseconds since 1970, from 2001 to 2286. */
const EPOCH = /^\d{10}(?:\d{3})?$/;
const SECONDS = 10;

const padded = (part: number): string => String(part).padStart(2, '0');

/**
 * What a date in another form than ISO can mean, in ISO form: that of a country, or a count of
 * seconds or milliseconds.
 *
 * @returns nothing for what can be no date
 */
export function readingsOf(value: unknown): string[] {
	if (typeof value !== 'string' && typeof value !== 'number') return [];
	const text = String(value).trim();
	if (EPOCH.test(text)) {
		return [new Date(Number(text) * (text.length === SECONDS ? 1000 : 1)).toISOString()];
	}
	const [, first, , second, last] = LOCAL.exec(text) ?? [];
	if (last === undefined) return [];
	const [a, b, c] = [first, second, last].map(Number);
	const year = last.length === 2 ? 2000 + c : c;
	const orders = [
		[year, b, a],
		[year, a, b],
		...(last.length === 2 && first.length === 2 ? [[2000 + a, b, c]] : []),
	];
	return [...new Set(orders.filter(exists).map((parts) => parts.map(padded).join('-')))];
}

function exists([year, month, day]: number[]): boolean {
	const date = new Date(Date.UTC(year, month - 1, day));
	return date.getUTCMonth() === month - 1 && date.getUTCDate() === day;
}

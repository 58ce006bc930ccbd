import { invalid } from './errors.mts';

/** A range of numbers; a single number is a range of one. */
export interface DidRange {
	from: bigint;
	to: bigint;
	text: string;
}

function readEntry(entry: string, field: string): DidRange {
	const match = /^(\d{3,20})(?:\s*-\s*(\d{3,20}))?$/.exec(entry);
	const [, first, last = first] = match ?? [];
	if (!match || /^0/.test(first) || /^0/.test(last)) {
		throw invalid(
			field,
			`"${entry}" is no number or range of 3 to 20 digits that does not start with + or 0`,
		);
	}
	if (first.length !== last.length) {
		throw invalid(field, `both ends of "${entry}" must have the same length`);
	}
	const range = { from: BigInt(first), to: BigInt(last), text: entry };
	if (range.from > range.to) throw invalid(field, `"${entry}" runs backwards`);
	return range;
}

/**
 * Whether two ranges share a number. Since no number begins with 0 and both ends of a range have
 * one length, only numbers of equal length can be equal: 1000-1999 and 10000-19999 do not meet.
 */
function meet(left: DidRange, right: DidRange): boolean {
	return left.from <= right.to && right.from <= left.to;
}

/**
 * Reads a DID pool: numbers of 3 to 20 digits and `a-b` ranges joined by `;`, spaces allowed, no
 * entry starting with `+` or `0` (page "DID pool"). An empty text is an empty pool.
 * @param field the name of the field, for the error
 * @throws PbxError 400 VALIDATE_FAILED on bad grammar or if two entries share a number
 */
export function parsePool(text: string, field = 'did_numbers'): DidRange[] {
	if (text.trim() === '') return [];
	const ranges = text.split(';').map((entry) => readEntry(entry.trim(), field));
	ranges.forEach((range, index) => {
		const other = ranges.slice(0, index).find((earlier) => meet(earlier, range));
		if (other) throw invalid(field, `"${range.text}" overlaps "${other.text}"`);
	});
	return ranges;
}

/**
 * Reads a caller id: one number as a DID pool has it, without blanks and no range.
 * @param field the name of the field, for the error
 * @throws PbxError 400 VALIDATE_FAILED
 */
export function parseNumber(text: string, field: string): DidRange {
	if (!/^\d+$/.test(text)) throw invalid(field, `"${text}" is not one number`);
	return readEntry(text, field);
}

/** The first range of one pool that shares a number with another pool. */
export function findOverlap(pool: DidRange[], other: DidRange[]): DidRange | undefined {
	return pool.find((range) => other.some((candidate) => meet(range, candidate)));
}

/** The first range of a pool that no single range of another pool holds as a whole. */
export function findOutside(pool: DidRange[], around: DidRange[]): DidRange | undefined {
	return pool.find(
		(range) =>
			!around.some(
				(outer) => meet(range, outer) && outer.from <= range.from && range.to <= outer.to,
			),
	);
}

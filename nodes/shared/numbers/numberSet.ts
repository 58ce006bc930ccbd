/** A stretch of numbers, both ends in it. Numbers of a pool have no zero in front, so they count. */
export interface Stretch {
	from: bigint;
	to: bigint;
}

/** Numbers as stretches in rising order, with gaps between them: never one by one. */
export type NumberSet = readonly Stretch[];

/** Merges stretches that overlap or touch. */
export function setOf(stretches: readonly Stretch[]): NumberSet {
	const sorted = [...stretches].sort((a, b) => (a.from < b.from ? -1 : a.from > b.from ? 1 : 0));
	const result: Stretch[] = [];
	for (const { from, to } of sorted) {
		const last = result.at(-1);
		if (last && from <= last.to + 1n) last.to = to > last.to ? to : last.to;
		else result.push({ from, to });
	}
	return result;
}

/** What is in either. */
export const union = (one: NumberSet, other: NumberSet): NumberSet => setOf([...one, ...other]);

/** What is in the first and not in the other. */
export function difference(one: NumberSet, other: NumberSet): NumberSet {
	const result: Stretch[] = [];
	let next = 0;
	for (const { from, to } of one) {
		let start = from;
		while (next < other.length && other[next].to < start) next++;
		for (let index = next; index < other.length && other[index].from <= to; index++) {
			if (other[index].from > start) result.push({ from: start, to: other[index].from - 1n });
			if (other[index].to >= start) start = other[index].to + 1n;
		}
		if (start <= to) result.push({ from: start, to });
	}
	return result;
}

/** What is in both. */
export const intersection = (one: NumberSet, other: NumberSet): NumberSet =>
	difference(one, difference(one, other));

/** How many numbers there are. */
export const sizeOf = (set: NumberSet): bigint =>
	set.reduce((sum, { from, to }) => sum + to - from + 1n, 0n);

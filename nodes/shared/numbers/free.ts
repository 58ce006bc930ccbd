import { difference, sizeOf, type NumberSet, type Stretch } from './numberSet';

/** Which free numbers are wanted. */
export interface FreeWanted {
	/** How many. */
	count: bigint;
	/** All in a row; else the first ones, wherever they are. */
	inRow: boolean;
	/** Passes over so many of what would be taken, where several look at the same time. */
	skip?: bigint;
}

/**
 * The first free numbers.
 *
 * @returns undefined where there are not as many, or none that are in a row
 */
export function firstFree(
	free: NumberSet,
	{ count, inRow, skip = 0n }: FreeWanted,
): NumberSet | undefined {
	const rest = skip > 0n ? passedOver(free, skip * count) : free;
	if (inRow) {
		const place = rest.find((stretch) => sizeOf([stretch]) >= count);
		return place && [{ from: place.from, to: place.from + count - 1n }];
	}
	const taken: Stretch[] = [];
	let open = count;
	for (const { from, to } of rest) {
		if (open <= 0n) break;
		const last = to - from + 1n > open ? from + open - 1n : to;
		taken.push({ from, to: last });
		open -= last - from + 1n;
	}
	return open > 0n ? undefined : taken;
}

/** What is left when so many have been passed over. */
function passedOver(free: NumberSet, count: bigint): NumberSet {
	const first = firstFree(free, { count, inRow: false });
	return first ? difference(free, first) : [];
}

/** The numbers one by one; only for as many as a person asked for. */
export const listed = (set: NumberSet): string[] =>
	set.flatMap(({ from, to }) =>
		Array.from({ length: Number(to - from) + 1 }, (_, index) => String(from + BigInt(index))),
	);

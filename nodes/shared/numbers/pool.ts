import { difference, setOf, type NumberSet, type Stretch } from './numberSet';

/** An entry of a pool as somebody wrote it. */
interface Entry extends Stretch {
	text: string;
}

/**
 * The entries of a pool in the API's form: numbers and ranges with semicolons between them. What is
 * no number, such as an entry that an older PBX let pass, is left out.
 */
const entriesOf = (pool: string): Entry[] =>
	pool.split(';').flatMap((each) => {
		const text = each.trim();
		const [, first, last = first] = /^(\d+)(?:\s*-\s*(\d+))?$/.exec(text) ?? [];
		return first === undefined ? [] : [{ text, from: BigInt(first), to: BigInt(last) }];
	});

/** The numbers of a pool. */
export const numbersIn = (pool: string): NumberSet => setOf(entriesOf(pool));

/** Numbers as a pool writes them. */
export const poolOf = (set: NumberSet): string =>
	set.map(({ from, to }) => (from === to ? `${from}` : `${from}-${to}`)).join(';');

/** A pool with more numbers: its own entries stay as they are, and what is in them is not added. */
export function added(pool: string, more: NumberSet): string {
	const fresh = poolOf(difference(more, numbersIn(pool)));
	return [pool.trim(), fresh].filter(Boolean).join(';');
}

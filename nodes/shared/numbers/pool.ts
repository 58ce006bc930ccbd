import { difference, setOf, sizeOf, union, type NumberSet, type Stretch } from './numberSet';

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

/**
 * A pool with more numbers. The entries of both stay as they were written: PortSIP has had faults in
 * routing after pools were put in another form. What is there already is not added.
 */
export function added(pool: string, more: string): string {
	const entries = [pool.trim()];
	let known = numbersIn(pool);
	for (const { text, ...entry } of entriesOf(more)) {
		const fresh = difference([entry], known);
		entries.push(sizeOf(fresh) === sizeOf([entry]) ? text : poolOf(fresh));
		known = union(known, [entry]);
	}
	return entries.filter(Boolean).join(';');
}

/**
 * A pool with fewer numbers. Entries without any of them stay as they were written; of the others
 * what is left stands in their place.
 */
export const without = (pool: string, less: NumberSet): string =>
	entriesOf(pool)
		.flatMap(({ text, ...entry }) => {
			const left = difference([entry], less);
			return sizeOf(left) === sizeOf([entry]) ? [text] : left.length ? [poolOf(left)] : [];
		})
		.join(';');

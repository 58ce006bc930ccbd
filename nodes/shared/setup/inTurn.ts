/** How many records are worked on at a time; the wire lets no more requests out (`MOST_AT_ONCE`). */
const AT_A_TIME = 20;

/**
 * Works on several at a time, and begins none after the first that throws.
 *
 * @returns what each gave, in the order given
 * @throws what the first one threw, when all that were begun have ended
 */
export async function severalAtATime<T, R>(
	all: readonly T[],
	work: (each: T) => Promise<R>,
): Promise<R[]> {
	const results = new Array<R>(all.length);
	const thrown: unknown[] = [];
	let next = 0;
	const worker = async () => {
		while (next < all.length && !thrown.length) {
			const index = next++;
			try {
				results[index] = await work(all[index]);
			} catch (error) {
				thrown.push(error);
			}
		}
	};
	await Promise.all(Array.from({ length: Math.min(AT_A_TIME, all.length) }, worker));
	if (thrown.length) throw thrown[0];
	return results;
}

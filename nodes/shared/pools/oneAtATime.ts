/** The last piece of work on each thing, in this process. */
const last = new Map<string, Promise<unknown>>();

/**
 * Does one piece of work after the other on the same thing, in all runs of this process: the PBX
 * has no lock, and an assignment is read, changed and written as a whole.
 *
 * @param what names the thing
 */
export async function oneAtATime<T>(what: string, work: () => Promise<T>): Promise<T> {
	const before = last.get(what) ?? Promise.resolve();
	const mine = before.then(work);
	const ended = mine.catch(() => undefined);
	last.set(what, ended);
	try {
		return await mine;
	} finally {
		if (last.get(what) === ended) last.delete(what);
	}
}

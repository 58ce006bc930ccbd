import { pause, type Clock } from '../../../pbx/clock';
import type { Batching } from '../plan/requestOptions';

/** Work on numbered items. */
export interface Work {
	/** The numbers, in the order in which they are begun. */
	order: readonly number[];
	/**
	 * Does one item.
	 *
	 * @returns whether further items may be begun
	 */
	run(index: number): Promise<boolean>;
	clock: Clock;
	/** Ends the whole before further items are begun. */
	stop: AbortSignal | undefined;
	/** Begins with one item alone, then two, four and so on, each group when the one before is done. */
	careful?: boolean;
}

/**
 * Runs items, several at the same time. With an interval they go in batches with a pause after
 * each; without one the next item begins as soon as there is room.
 */
export async function inBatches(
	{ order, run, clock, stop, careful = false }: Work,
	{ size, interval }: Batching,
): Promise<void> {
	let next = 0;
	let ended = false;
	let group = careful ? 1 : size;
	const goesOn = (end: number) => next < end && !ended && stop?.aborted !== true;
	const worker = async (end: number) => {
		while (goesOn(end)) {
			const more = await run(order[next++]);
			ended ||= !more;
		}
	};
	while (goesOn(order.length)) {
		const end = interval > 0 ? Math.min(order.length, next + size) : order.length;
		while (goesOn(end)) {
			const until = group < size ? Math.min(end, next + group) : end;
			await Promise.all(Array.from({ length: size }, async () => await worker(until)));
			group *= 2;
		}
		if (interval > 0 && goesOn(order.length)) await pause(clock, interval, stop);
	}
}

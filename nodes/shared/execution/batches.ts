import { pause } from '../../../pbx/retry';
import type { Batching } from './requestOptions';

/** Work on numbered items. */
export interface Work {
	count: number;
	/** Does one item; its failure ends the whole, after those that run already. */
	run(index: number): Promise<void>;
	/** Items with the same key run one after the other, in their order. */
	keyOf(index: number): string | undefined;
	/** Ends the whole before further items are begun. */
	cancelled: AbortSignal | undefined;
}

/**
 * Runs items, several at the same time. With an interval they go in batches with a pause after
 * each; without one the next item begins as soon as there is room.
 *
 * @returns indexes of failed items with what they threw, and of those that were done
 */
export async function inBatches(
	{ count, run, keyOf, cancelled }: Work,
	{ size, interval }: Batching,
): Promise<{ failed: Map<number, unknown>; done: Set<number> }> {
	const failed = new Map<number, unknown>();
	const done = new Set<number>();
	const last = new Map<string, Promise<void>>();
	let next = 0;

	const one = async (index: number) => {
		if (failed.size) return;
		await run(index).then(
			() => void done.add(index),
			(error: unknown) => void failed.set(index, error),
		);
	};
	const inTurn = async (index: number) => {
		const key = keyOf(index);
		if (key === undefined) return await one(index);
		const mine = (last.get(key) ?? Promise.resolve()).then(async () => await one(index));
		last.set(key, mine);
		await mine;
	};
	const goesOn = (end: number) => next < end && failed.size === 0 && cancelled?.aborted !== true;
	const worker = async (end: number) => {
		while (goesOn(end)) await inTurn(next++);
	};

	while (goesOn(count)) {
		const end = interval > 0 ? Math.min(count, next + size) : count;
		await Promise.all(Array.from({ length: size }, async () => await worker(end)));
		if (interval > 0 && goesOn(count)) await pause(interval, cancelled);
	}
	return { failed, done };
}

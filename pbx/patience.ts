import { backOff, LONGEST_PAUSE } from './backOff';
import { pause, type Clock } from './clock';
import { CallFailed, isAway, mayRepeat, statusOf, type Failure } from './failures';

/** Tries as long as nothing has answered: most often the address is wrong, and a person waits. */
const TRIES_UNSEEN = 4;
/** Longest time in milliseconds that all pauses of one request take. */
const LONGEST_WAIT = 180_000;

/**
 * How often one execution tries again. A PBX that restarts is away for a minute or so, which is
 * worth waiting for once; but where it stays away, thousands of items must not wait each, one
 * after the other, and a wrong address must be told soon.
 */
export class Patience {
	/** Something has answered. */
	private seen = false;
	/** All tries were in vain the last time. */
	private away = false;

	/**
	 * @param tries tries in all for one request, the first one included
	 * @param stop aborted when the execution is stopped; it ends the wait
	 */
	constructor(
		private readonly tries: number,
		private readonly clock: Clock,
		private readonly stop: AbortSignal | undefined,
	) {}

	/**
	 * Does something until it succeeds, may not be repeated, or was tried often enough.
	 *
	 * @param attempt throws CallFailed
	 * @param repeatable see `mayRepeat`
	 * @throws CallFailed the last one
	 */
	async persistently<T>(attempt: () => Promise<T>, repeatable: boolean): Promise<T> {
		let waited = 0;
		for (let tried = 1; ; tried++) {
			const result = await attempt().catch((error: unknown) => {
				if (error instanceof CallFailed) return error;
				throw error;
			});
			if (!(result instanceof CallFailed)) {
				this.seen = true;
				this.away = false;
				return result;
			}
			const { failure } = result;
			if (statusOf(failure) !== undefined) this.seen = true;
			if (!mayRepeat(repeatable, failure)) throw result;
			// As long as the answer asked for, and a little longer: many may have got the same answer.
			const asked = ('retryAfter' in failure ? failure.retryAfter : undefined) ?? 0;
			const wait = asked + backOff(tried);
			waited += wait;
			const again =
				tried < this.triesAfter(failure) && asked <= LONGEST_PAUSE && waited <= LONGEST_WAIT;
			if (!again) this.away = isAway(failure) || failure.kind === 'signIn';
			if (!again || !(await pause(this.clock, wait, this.stop))) throw result;
		}
	}

	private triesAfter(failure: Failure): number {
		if (this.away) return 1;
		const seen = this.seen || statusOf(failure) !== undefined;
		return seen ? this.tries : Math.min(this.tries, TRIES_UNSEEN);
	}
}

import { RequestFailure, type PbxFailure } from './failure';
import { backOff, LONGEST_PAUSE, mayRepeat, PASSED_ON, pause } from './retry';

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
	 * @param cancelled signal of n8n when the execution is stopped; it ends the wait
	 */
	constructor(
		private readonly tries: number,
		private readonly cancelled: AbortSignal | undefined,
	) {}

	/**
	 * Does something until it succeeds, may not be repeated, or was tried often enough.
	 *
	 * @param attempt throws RequestFailure
	 * @param repeatable see `mayRepeat`
	 * @throws RequestFailure the last one
	 */
	async persistently<T>(attempt: () => Promise<T>, repeatable: boolean): Promise<T> {
		let waited = 0;
		for (let tried = 1; ; tried++) {
			const result = await attempt().catch((error: unknown) => {
				if (error instanceof RequestFailure) return error;
				throw error;
			});
			if (!(result instanceof RequestFailure)) {
				this.seen = true;
				this.away = false;
				return result;
			}
			const { failure } = result;
			if (failure.status !== undefined) this.seen = true;
			if (!mayRepeat(repeatable, failure)) throw result;
			// As long as the answer asked for, and a little longer: many may have got the same answer.
			const asked = failure.retryAfter ?? 0;
			const wait = asked + backOff(tried);
			waited += wait;
			const again =
				tried < this.triesAfter(failure) && asked <= LONGEST_PAUSE && waited <= LONGEST_WAIT;
			if (!again) this.away = isAway(failure);
			if (!again || !(await pause(wait, this.cancelled))) throw result;
		}
	}

	private triesAfter({ status }: PbxFailure): number {
		if (this.away) return 1;
		return this.seen || status !== undefined ? this.tries : Math.min(this.tries, TRIES_UNSEEN);
	}
}

/** Nothing answers for the PBX; one that limits requests is there. */
const isAway = ({ status }: PbxFailure): boolean => status === undefined || PASSED_ON.has(status);

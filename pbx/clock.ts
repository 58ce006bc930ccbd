import { sleep } from 'n8n-workflow';

/** Time, as the connection sees it. */
export interface Clock {
	/** Milliseconds since 1970. */
	now(): number;
	/** Waits so many milliseconds. */
	sleep(time: number): Promise<void>;
}

/** The time of this machine. */
export const CLOCK: Clock = { now: () => Date.now(), sleep };

/**
 * A stop is noticed within this time, in milliseconds. n8n's `sleep` cannot be ended, so a long
 * wait is made of short ones: none of them outlives the execution.
 */
export const SLICE = 100;

/**
 * Waits, unless the execution is stopped.
 *
 * @param time in milliseconds
 * @returns false when the execution was stopped
 */
export async function pause(
	clock: Clock,
	time: number,
	stop: AbortSignal | undefined,
): Promise<boolean> {
	const end = clock.now() + time;
	for (let rest = time; rest > 0 && !stop?.aborted; rest = end - clock.now()) {
		await clock.sleep(Math.min(rest, SLICE));
	}
	return stop?.aborted !== true;
}

import { sleep } from 'n8n-workflow';
import type { PbxFailure } from './failure';

/** First pause in milliseconds; each further one is twice as long. */
const FIRST_PAUSE = 250;
/** Longest pause in milliseconds; an answer that asks for a longer one is final. */
export const LONGEST_PAUSE = 60_000;

/** Statuses of a restart, or of something in between that may have passed the request on. */
export const PASSED_ON: ReadonlySet<number> = new Set([502, 503, 504]);

const isNotNow = (status: number) => status === 429 || PASSED_ON.has(status);

/**
 * Whether a failed request may be sent again.
 *
 * One that changes nothing, or nothing more when it is repeated, may whenever the cause can pass.
 * A write may only where the PBX cannot have done it: it limited the request (429), said when to
 * come back, was not there at all, or was still reading its license. After anything else the
 * write may have been done, and repeating it could do it twice.
 *
 * @param repeatable sending it twice does no more than sending it once
 */
export function mayRepeat(repeatable: boolean, failure: PbxFailure): boolean {
	if (failure.signIn) return failure.passing === true;
	if (failure.certificate) return false;
	if (repeatable) {
		return failure.status === undefined || failure.unreadable === true || isNotNow(failure.status);
	}
	return (
		failure.status === 429 ||
		failure.neverSent === true ||
		(failure.status === 503 && failure.retryAfter !== undefined) ||
		failure.code === 'LICENSE_SNAPSHOT_UNAVAILABLE'
	);
}

/**
 * The pause after so many tries in milliseconds: twice as long as the one before, with a random
 * part, so that many executions do not come back together.
 */
export const backOff = (tried: number): number =>
	Math.min(LONGEST_PAUSE, FIRST_PAUSE * 2 ** (tried - 1) * (0.5 + Math.random()));

/**
 * Waits, unless the execution is stopped.
 *
 * @param time in milliseconds
 * @returns false when the execution was stopped
 */
export async function pause(time: number, cancelled: AbortSignal | undefined): Promise<boolean> {
	if (cancelled?.aborted) return false;
	let wake = () => {};
	const stopped = new Promise<void>((resolve) => {
		wake = resolve;
	});
	cancelled?.addEventListener('abort', wake, { once: true });
	await Promise.race([sleep(time), stopped]);
	cancelled?.removeEventListener('abort', wake);
	return cancelled?.aborted !== true;
}

/**
 * The header `Retry-After` in milliseconds from now; it holds seconds or a date.
 *
 * @param now moment in milliseconds, by the clock that wrote the date
 */
export function retryAfter(header: unknown, now: number): number | undefined {
	if (typeof header !== 'string' && typeof header !== 'number') return undefined;
	const text = String(header).trim();
	if (/^\d+$/.test(text)) return Number(text) * 1000;
	const date = Date.parse(text);
	return Number.isNaN(date) ? undefined : Math.max(0, date - now);
}

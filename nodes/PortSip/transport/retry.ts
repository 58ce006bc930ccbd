import { sleep } from 'n8n-workflow';
import type { PbxFailure } from './failure';

/** Tries in all, the first one included. */
const TRIES = 4;
/** First pause in milliseconds; each further one is twice as long. */
const FIRST_PAUSE = 250;
/** Longest pause in milliseconds that an answer can ask for. */
const LONGEST_PAUSE = 60_000;

/** Statuses that say "not now": overload, a restart, a proxy without a PBX behind it. */
const NOT_NOW = new Set([429, 502, 503, 504]);

/**
 * Whether a failed request may be sent again.
 *
 * A read may whenever the cause can pass. A write may only where the PBX cannot have done it:
 * it limited the request (429), said when to come back, was not there at all, or was still
 * reading its license. After anything else the write may have been done, and repeating it could
 * do it twice.
 */
export function mayRepeat(method: 'GET' | 'POST', failure: PbxFailure): boolean {
	if (failure.signIn || failure.certificate) return false;
	if (method === 'GET') return failure.status === undefined || NOT_NOW.has(failure.status);
	return (
		failure.status === 429 ||
		failure.neverSent === true ||
		(failure.status === 503 && failure.retryAfter !== undefined) ||
		failure.code === 'LICENSE_SNAPSHOT_UNAVAILABLE'
	);
}

/**
 * Waits before the next try: as long as the answer asked for, or twice as long as before with a
 * random part, so that many executions do not come back together.
 *
 * @param tries how many there have been
 * @param cancelled signal of n8n when the execution is stopped; it ends the wait
 * @returns false when there is no further try
 */
export async function pause(
	tries: number,
	failure: PbxFailure,
	cancelled: AbortSignal | undefined,
): Promise<boolean> {
	if (tries >= TRIES || cancelled?.aborted) return false;
	const backOff = FIRST_PAUSE * 2 ** (tries - 1) * (0.5 + Math.random());
	const wait = failure.retryAfter ?? backOff;
	if (wait > LONGEST_PAUSE) return false;
	const stopped = new Promise<void>((resolve) => {
		cancelled?.addEventListener('abort', () => resolve(), { once: true });
	});
	await Promise.race([sleep(wait), stopped]);
	return !cancelled?.aborted;
}

/**
 * The header `Retry-After` in milliseconds from now; it holds seconds or a date.
 *
 * @param now moment in milliseconds
 */
export function retryAfter(header: unknown, now: number): number | undefined {
	if (typeof header !== 'string' && typeof header !== 'number') return undefined;
	const text = String(header).trim();
	if (/^\d+$/.test(text)) return Number(text) * 1000;
	const date = Date.parse(text);
	return Number.isNaN(date) ? undefined : Math.max(0, date - now);
}

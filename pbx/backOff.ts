/** First pause in milliseconds; each further one is twice as long. */
const FIRST_PAUSE = 250;
/** Longest pause in milliseconds; an answer that asks for a longer one is final. */
export const LONGEST_PAUSE = 60_000;

/**
 * The pause after so many tries in milliseconds: twice as long as the one before, with a random
 * part, so that many executions do not come back together.
 */
export const backOff = (tried: number): number =>
	Math.min(LONGEST_PAUSE, FIRST_PAUSE * 2 ** (tried - 1) * (0.5 + Math.random()));

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

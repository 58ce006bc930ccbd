import type { Pbx } from './pbx.mts';
import type { Failure } from './switches.mts';

/** Whether a request is one that an entry with a method and an expression for the path means. */
export function isMeant(
	{ method, path }: { method?: string; path: string },
	requestMethod: string,
	requestPath: string,
): boolean {
	const isMethod = (method ?? requestMethod).toUpperCase() === requestMethod;
	return isMethod && new RegExp(path).test(requestPath);
}

/**
 * Takes the first failure that matches a request and counts it down.
 * @param path the path below /api, without the query
 */
export function takeFailure(pbx: Pbx, method: string, path: string): Failure | undefined {
	const failure = pbx.switches.failures.find(
		(candidate) => candidate.times > 0 && isMeant(candidate, method, path),
	);
	if (failure) {
		failure.times--;
		pbx.counters.injectedFailures++;
	}
	return failure;
}

/** Counts requests in windows of a fixed length. */
export class RateLimiter {
	private windowStart = 0;
	private count = 0;

	/**
	 * Counts one request.
	 * @returns undefined if it may pass, else the seconds until the next window begins
	 */
	refuse({ switches }: Pbx): number | undefined {
		const { rateLimitPerMinute, rateLimitWindowSeconds } = switches;
		if (rateLimitPerMinute <= 0) {
			this.reset();
			return undefined;
		}
		const now = Date.now();
		const length = rateLimitWindowSeconds * 1000;
		if (now - this.windowStart >= length) {
			this.windowStart = now;
			this.count = 0;
		}
		this.count++;
		if (this.count <= rateLimitPerMinute) return undefined;
		return Math.max(1, Math.ceil((this.windowStart + length - now) / 1000));
	}

	/** Begins anew with the next request. */
	reset(): void {
		this.windowStart = 0;
		this.count = 0;
	}
}

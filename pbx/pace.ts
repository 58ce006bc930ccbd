import { sleep } from 'n8n-workflow';

const MINUTE = 60_000;

/** When requests were sent within the last minute, by the root of the API, oldest first. */
const sent = new Map<string, number[]>();

/**
 * Waits until one more request keeps within a ceiling, and counts it. All nodes of the process
 * that talk to the same PBX are counted together. Within the ceiling requests go out at once:
 * a server that counts in minutes of its own never sees more than that in any of them.
 *
 * @param root root of the API
 * @param perMinute largest number of requests in any 60 seconds
 * @param cancelled ends the wait
 */
export async function keepPace(
	root: string,
	perMinute: number,
	cancelled: AbortSignal | undefined,
): Promise<void> {
	const moments = sent.get(root) ?? [];
	sent.set(root, moments);
	while (cancelled?.aborted !== true) {
		const now = Date.now();
		const passed = moments.findIndex((moment) => now - moment < MINUTE);
		moments.splice(0, passed < 0 ? moments.length : passed);
		if (moments.length < perMinute) break;
		// The one that must have passed before there is room again. Several waiters look anew.
		const wait = moments[moments.length - perMinute] + MINUTE - now;
		await sleep(Math.min(wait, LONGEST_LOOK));
	}
	moments.push(Date.now());
}

/** A cancelled execution is noticed within this time, in milliseconds. */
const LONGEST_LOOK = 1000;

import { SLICE, type Clock } from './clock';

const MINUTE = 60_000;

/** A wait that is longer than this many milliseconds is told. */
const LONG_WAIT = 10_000;

/** Whoever sends requests: one execution of a node, or a credential that signs in for several. */
export interface Runner {
	/**
	 * Largest number of requests in any 60 seconds; undefined for the credential, whose requests
	 * count within the ceiling of everybody.
	 */
	perMinute: number | undefined;
	clock: Clock;
	stop?: AbortSignal;
	tell(text: string): void;
}

interface Waiter {
	runner: Runner;
	since: number;
	/** @param waited in milliseconds */
	go(waited: number): void;
}

/**
 * The requests to one PBX within the last minute. Every runner keeps to its own ceiling, and all
 * of them together to the highest one among them; who waits goes in the order in which they
 * came, but for those whose own ceiling still holds them. So a slow runner beside a busy one gets
 * its turns, and equal ceilings bound the whole process. Within the ceiling requests go out at
 * once: a server that counts in minutes of its own never sees more than that in any of them.
 */
class Pace {
	/** When requests were sent, by runner, oldest first. */
	private readonly sent = new Map<Runner, number[]>();
	private readonly waiting: Waiter[] = [];
	private readonly told = new WeakSet<Runner>();

	/** @returns milliseconds that it took, once one more request may go out and is counted */
	async admit(runner: Runner): Promise<number> {
		this.forget(runner.clock.now());
		// The requests of others wait for those of the credential, which must not wait for them.
		const guest = runner.perMinute === undefined;
		if (guest || (!this.waiting.length && this.isFree(runner))) {
			this.count(runner);
			return 0;
		}
		return await new Promise((go) => {
			this.waiting.push({ runner, since: runner.clock.now(), go });
			if (this.waiting.length === 1) void this.serve(runner.clock);
		});
	}

	count(runner: Runner): void {
		const moments = this.sent.get(runner) ?? [];
		moments.push(runner.clock.now());
		this.sent.set(runner, moments);
	}

	private async serve(clock: Clock): Promise<void> {
		while (this.waiting.length) {
			const now = clock.now();
			this.forget(now);
			const next = this.waiting.findIndex(
				({ runner }) => runner.stop?.aborted || this.isFree(runner),
			);
			if (next < 0) {
				this.tellOfLongWaits(now);
				await clock.sleep(SLICE);
				continue;
			}
			const [{ runner, since, go }] = this.waiting.splice(next, 1);
			if (!runner.stop?.aborted) this.count(runner);
			go(now - since);
		}
	}

	private isFree(runner: Runner): boolean {
		let [all, own] = [0, 0];
		let highest = runner.perMinute ?? 0;
		for (const [each, { length }] of this.sent) {
			all += length;
			if (each === runner || each.perMinute === undefined) own += length;
			highest = Math.max(highest, each.perMinute ?? 0);
		}
		for (const each of this.waiting) highest = Math.max(highest, each.runner.perMinute ?? 0);
		return own < (runner.perMinute ?? Infinity) && all < (highest || Infinity);
	}

	private forget(now: number): void {
		for (const [runner, moments] of this.sent) {
			const kept = moments.findIndex((moment) => now - moment < MINUTE);
			if (kept < 0) this.sent.delete(runner);
			else if (kept > 0) moments.splice(0, kept);
		}
	}

	private tellOfLongWaits(now: number): void {
		for (const { runner, since } of this.waiting) {
			if (now - since < LONG_WAIT || this.told.has(runner)) continue;
			this.told.add(runner);
			runner.tell(
				`PortSIP PBX: requests wait for longer than ${LONG_WAIT / 1000} s to keep to Requests per Minute (${runner.perMinute}).`,
			);
		}
	}
}

/** One for each root of an API: all nodes of the process that talk to a PBX are counted together. */
const paces = new Map<string, Pace>();

function paceOf(root: string): Pace {
	const pace = paces.get(root) ?? new Pace();
	paces.set(root, pace);
	return pace;
}

/**
 * Waits until one more request keeps within the ceilings, and counts it; a stop ends the wait.
 *
 * @param root root of the API
 * @returns milliseconds that it took
 */
export const keepPace = async (root: string, runner: Runner): Promise<number> =>
	await paceOf(root).admit(runner);

/** Counts a request that goes out whether there is room for it or not. */
export const countInPace = (root: string, runner: Runner): void => paceOf(root).count(runner);

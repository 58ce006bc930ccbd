import type { Clock } from '../../pbx/clock.ts';
import { CallFailed, type Failure } from '../../pbx/failures.ts';
import { Patience } from '../../pbx/patience.ts';

/** What is waited for, none of it really. */
let waited = 0;
const clock: Clock = {
	now: () => waited,
	async sleep(time) {
		waited += time;
	},
};
beforeEach(() => void (waited = 0));

const answered = (status: number, more: object = {}): Failure =>
	({ kind: 'answered', status, message: 'so it is', advice: 'do that', ...more }) as Failure;
const unanswered: Failure = {
	kind: 'unanswered',
	sent: false,
	message: 'so it is',
	advice: 'do that',
};

const signal = new AbortController().signal;

/** When it was tried. */
const moments: number[] = [];

/** How often something that always fails is tried. */
async function triesOf(patience: Patience, failure: Failure): Promise<number> {
	const attempt = jest.fn(async () => {
		moments.push(waited);
		throw new CallFailed(failure);
	});
	await expect(patience.persistently(attempt, true)).rejects.toThrow('so it is');
	return attempt.mock.calls.length;
}
const succeed = async (patience: Patience) => await patience.persistently(async () => 1, true);

test('something that fails is tried as often as asked for, and no longer than it makes sense', async () => {
	const tries = async (failure: Failure, count = 3) =>
		await triesOf(new Patience(count, clock, signal), failure);
	expect(await tries(answered(503))).toBe(3);
	expect(await tries(answered(503), 1)).toBe(1);
	expect(await tries(answered(503, { retryAfter: 61_000 }))).toBe(1);
	expect(await tries(answered(429, { retryAfter: 59_000 }), 9)).toBe(4);
	expect(await tries(answered(404))).toBe(1);
});

test('nine tries take about a minute', async () => {
	moments.length = 0;
	expect(await triesOf(new Patience(9, clock, signal), answered(503))).toBe(9);
	expect(waited).toBeGreaterThan(30_000);
	expect(waited).toBeLessThan(100_000);
	// Each pause lies around twice the one before: 250 ms at first.
	moments.slice(1).forEach((moment, index) => {
		const pause = moment - moments[index];
		expect(Math.abs(Math.log2(pause / (250 * 2 ** index)))).toBeLessThanOrEqual(1);
	});
});

test('where nothing has ever answered, it is given up sooner', async () => {
	const patience = new Patience(9, clock, signal);
	expect(await triesOf(patience, unanswered)).toBe(4);
	await succeed(patience);
	expect(await triesOf(patience, unanswered)).toBe(9);
});

test('where a PBX stays away, the next ones do not wait again, until one succeeds', async () => {
	const patience = new Patience(5, clock, signal);
	expect(await triesOf(patience, answered(503))).toBe(5);
	expect(await triesOf(patience, answered(503))).toBe(1);
	expect(await triesOf(patience, unanswered)).toBe(1);
	await succeed(patience);
	expect(await triesOf(patience, answered(503))).toBe(5);
});

test('a PBX that limits requests is not away', async () => {
	const patience = new Patience(3, clock, signal);
	expect(await triesOf(patience, answered(429))).toBe(3);
	expect(await triesOf(patience, answered(429))).toBe(3);
});

test('a stopped execution ends the tries', async () => {
	const stop = new AbortController();
	stop.abort();
	expect(await triesOf(new Patience(3, clock, stop.signal), answered(503))).toBe(1);
});

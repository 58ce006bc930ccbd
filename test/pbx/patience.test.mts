import { RequestFailure, type PbxFailure } from '../../pbx/failure.ts';
import { Patience } from '../../pbx/patience.ts';

/** The pauses between tries, none of which is really waited for. */
const pauses: number[] = [];
jest.mock('n8n-workflow', () => ({
	...jest.requireActual<object>('n8n-workflow'),
	sleep: async (time: number) => void pauses.push(time),
}));
beforeEach(() => void (pauses.length = 0));

const signal = new AbortController().signal;

/** How often something that always fails is tried. */
async function triesOf(patience: Patience, failure: Partial<PbxFailure>): Promise<number> {
	const attempt = jest.fn(async () => {
		throw new RequestFailure({ message: 'so it is', advice: 'do that', ...failure });
	});
	await expect(patience.persistently(attempt, true)).rejects.toThrow('so it is');
	return attempt.mock.calls.length;
}
const succeed = async (patience: Patience) => await patience.persistently(async () => 1, true);

test('something that fails is tried as often as asked for, and no longer than it makes sense', async () => {
	const tries = async (failure: Partial<PbxFailure>, count = 3) =>
		await triesOf(new Patience(count, signal), failure);
	expect(await tries({ status: 503 })).toBe(3);
	expect(await tries({ status: 503 }, 1)).toBe(1);
	expect(await tries({ status: 503, retryAfter: 61_000 })).toBe(1);
	expect(await tries({ status: 429, retryAfter: 59_000 }, 9)).toBe(4);
	expect(await tries({ status: 404 })).toBe(1);
});

test('nine tries take about a minute', async () => {
	expect(await triesOf(new Patience(9, signal), { status: 503 })).toBe(9);
	const waited = pauses.reduce((sum, time) => sum + time, 0);
	expect(waited).toBeGreaterThan(30_000);
	expect(waited).toBeLessThan(100_000);
	// Each pause lies around twice the one before: 250 ms at first.
	pauses.forEach((time, index) =>
		expect(Math.abs(Math.log2(time / (250 * 2 ** index)))).toBeLessThanOrEqual(1),
	);
});

test('where nothing has ever answered, it is given up sooner', async () => {
	const patience = new Patience(9, signal);
	expect(await triesOf(patience, { neverSent: true })).toBe(4);
	await succeed(patience);
	expect(await triesOf(patience, { neverSent: true })).toBe(9);
});

test('where a PBX stays away, the next ones do not wait again, until one succeeds', async () => {
	const patience = new Patience(5, signal);
	expect(await triesOf(patience, { status: 503 })).toBe(5);
	expect(await triesOf(patience, { status: 503 })).toBe(1);
	expect(await triesOf(patience, {})).toBe(1);
	await succeed(patience);
	expect(await triesOf(patience, { status: 503 })).toBe(5);
});

test('a PBX that limits requests is not away', async () => {
	const patience = new Patience(3, signal);
	expect(await triesOf(patience, { status: 429 })).toBe(3);
	expect(await triesOf(patience, { status: 429 })).toBe(3);
});

test('a stopped execution ends the tries', async () => {
	const stop = new AbortController();
	stop.abort();
	expect(await triesOf(new Patience(3, stop.signal), { status: 503 })).toBe(1);
});

import { RateLimiter } from '../../simulator/faults.mts';
import type { Pbx } from '../../simulator/pbx.mts';
import { keepPace } from '../../pbx/pace.ts';

beforeEach(() => void jest.useFakeTimers());
afterEach(() => void jest.useRealTimers());

/** Each case is a PBX of its own: requests to one are counted together, whoever sends them. */
let cases = 0;
const newRoot = () => `https://pbx-${++cases}.example/api`;

/** Sends so many requests, some at the same time, to a PBX that takes a number in a minute. */
async function send(
	count: number,
	{ perMinute, limit, atOnce }: { perMinute: number; limit: number; atOnce: number },
) {
	const root = newRoot();
	const limiter = new RateLimiter();
	const switches = { rateLimitPerMinute: limit, rateLimitWindowSeconds: 60 };
	const sent: number[] = [];
	let refused = 0;
	let next = 0;
	const worker = async () => {
		while (next++ < count) {
			await keepPace(root, perMinute, undefined);
			sent.push(Date.now());
			if (limiter.refuse({ switches } as Pbx) !== undefined) refused++;
			// The time that an answer takes.
			await new Promise((resolve) => setTimeout(resolve, 20));
		}
	};
	const done = Promise.all(Array.from({ length: atOnce }, worker));
	await jest.runAllTimersAsync();
	await done;
	return { sent, refused };
}

/** The largest number of moments within any 60 seconds. */
const most = (sent: readonly number[]) =>
	Math.max(
		...sent.map(
			(start, first) => sent.slice(first).filter((moment) => moment - start < 60_000).length,
		),
	);

describe('a ceiling of requests per minute', () => {
	test.each([1, 10, 20])(
		'keeps a bulk run with %d at once from being throttled',
		async (atOnce) => {
			const { sent, refused } = await send(500, { perMinute: 90, limit: 100, atOnce });
			expect(sent).toHaveLength(500);
			expect(refused).toBe(0);
			expect(most(sent)).toBe(90);
		},
	);

	test('is what keeps it: without one the same run is throttled', async () => {
		const { refused } = await send(500, { perMinute: 4500, limit: 100, atOnce: 10 });
		expect(refused).toBe(400);
	});

	test('slows nothing down below it', async () => {
		const { sent } = await send(90, { perMinute: 90, limit: 0, atOnce: 90 });
		expect(sent.at(-1)).toBe(sent[0]);
	});

	test('counts all that goes to the same PBX together, and each PBX by itself', async () => {
		const [one, other] = [newRoot(), newRoot()];
		let waiting = true;
		for (let sent = 0; sent < 2; sent++) await keepPace(one, 2, undefined);
		await keepPace(other, 2, undefined);
		const third = keepPace(one, 2, undefined).then(() => (waiting = false));
		await jest.advanceTimersByTimeAsync(59_000);
		expect(waiting).toBe(true);
		await jest.advanceTimersByTimeAsync(1000);
		await third;
	});

	test('holds up no execution that is stopped', async () => {
		const root = newRoot();
		const stop = new AbortController();
		await keepPace(root, 1, stop.signal);
		const second = keepPace(root, 1, stop.signal);
		stop.abort();
		await jest.advanceTimersByTimeAsync(1000);
		await second;
	});
});

import { RateLimiter } from '../../simulator/faults.mts';
import type { Pbx } from '../../simulator/pbx.mts';
import { CLOCK } from '../../pbx/clock.ts';
import { keepPace, type Runner } from '../../pbx/pace.ts';

beforeEach(() => void jest.useFakeTimers());
afterEach(() => void jest.useRealTimers());

/** Each case is a PBX of its own: requests to one are counted together, whoever sends them. */
let cases = 0;
const newRoot = () => `https://pbx-${++cases}.example/api`;

/** A node; it notes what it has to say. */
const runnerOf = (perMinute: number, stop?: AbortSignal): Runner & { said: string[] } => {
	const said: string[] = [];
	return {
		perMinute,
		clock: CLOCK,
		...(stop ? { stop } : {}),
		tell: (text) => said.push(text),
		said,
	};
};

/** Sends so many requests, some at the same time, to a PBX that takes a number in a minute. */
async function send(
	count: number,
	{ perMinute, limit, atOnce }: { perMinute: number; limit: number; atOnce: number },
) {
	const root = newRoot();
	const runner = runnerOf(perMinute);
	const limiter = new RateLimiter();
	const switches = { rateLimitPerMinute: limit, rateLimitWindowSeconds: 60 };
	const sent: number[] = [];
	let refused = 0;
	let next = 0;
	const worker = async () => {
		while (next++ < count) {
			await keepPace(root, runner);
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

	test('counts equal nodes to the same PBX together, and each PBX by itself', async () => {
		const [one, other] = [newRoot(), newRoot()];
		let waiting = true;
		for (let sent = 0; sent < 2; sent++) await keepPace(one, runnerOf(2));
		await keepPace(other, runnerOf(2));
		const third = keepPace(one, runnerOf(2)).then(() => (waiting = false));
		await jest.advanceTimersByTimeAsync(59_000);
		expect(waiting).toBe(true);
		await jest.advanceTimersByTimeAsync(1100);
		await third;
	});

	test('lets a slow node have its turns beside a busy one, each within its own ceiling', async () => {
		const root = newRoot();
		const nodes = { slow: runnerOf(10), busy: runnerOf(200) };
		const sent: Record<keyof typeof nodes, number[]> = { slow: [], busy: [] };
		let over = false;
		const work = async (name: keyof typeof nodes) => {
			while (!over) {
				await keepPace(root, nodes[name]);
				sent[name].push(Date.now());
				await new Promise((resolve) => setTimeout(resolve, 20));
			}
		};
		const working = [...Array<'busy'>(20).fill('busy'), 'slow' as const].map(work);
		await jest.advanceTimersByTimeAsync(5 * 60_000);
		over = true;
		await jest.advanceTimersByTimeAsync(61_000);
		await Promise.all(working);
		expect(most(sent.slow)).toBe(10);
		expect(sent.slow.length).toBeGreaterThan(40);
		expect(most([...sent.slow, ...sent.busy].sort((a, b) => a - b))).toBe(200);
		expect(nodes.slow.said).toEqual([
			'PortSIP PBX: requests wait for longer than 10 s to keep to Requests per Minute (10).',
		]);
	});

	test('says nothing of short waits, and how long each was', async () => {
		const root = newRoot();
		const runner = runnerOf(1);
		expect(await keepPace(root, runner)).toBe(0);
		await jest.advanceTimersByTimeAsync(55_000);
		const second = keepPace(root, runner);
		await jest.advanceTimersByTimeAsync(6000);
		expect(await second).toBeGreaterThanOrEqual(5000);
		expect(runner.said).toEqual([]);
	});

	test('holds up no execution that is stopped, and leaves no timer behind', async () => {
		const root = newRoot();
		const stop = new AbortController();
		const runner = runnerOf(1, stop.signal);
		await keepPace(root, runner);
		const second = keepPace(root, runner);
		stop.abort();
		await jest.advanceTimersByTimeAsync(200);
		await second;
		expect(jest.getTimerCount()).toBe(0);
	});
});

import { inBatches, type Work } from '../../nodes/shared/execution/batches.ts';
import { requestOptions } from '../../nodes/shared/execution/requestOptions.ts';

const soon = async (milliseconds: number) =>
	await new Promise<void>((resolve) => setTimeout(resolve, milliseconds));

/** Runs so many items, and notes when each began and ended. */
async function run(
	count: number,
	batching: { size: number; interval?: number },
	more: Partial<Pick<Work, 'keyOf' | 'cancelled'>> & {
		fails?: number[];
		stop?: AbortController;
	} = {},
) {
	const events: string[] = [];
	let running = 0;
	let most = 0;
	const { failed, done } = await inBatches(
		{
			count,
			keyOf: more.keyOf ?? (() => undefined),
			cancelled: more.stop?.signal,
			async run(index) {
				events.push(`+${index}`);
				most = Math.max(most, ++running);
				// Later items are faster than earlier ones.
				await soon(Math.max(1, 12 - index));
				running--;
				events.push(`-${index}`);
				if (index === 2) more.stop?.abort();
				if (more.fails?.includes(index)) throw new Error(`item ${index}`);
			},
		},
		{ interval: 0, ...batching },
	);
	return { events, most, failed, done: [...done].sort((a, b) => a - b) };
}

const begun = (events: readonly string[]) =>
	events.filter((event) => event.startsWith('+')).map(Number);
const all = (count: number) => Array.from({ length: count }, (_, index) => index);

describe('items', () => {
	test.each([1, 3, 10])('run at most %d at the same time, and all of them', async (size) => {
		const { most, done, events } = await run(12, { size });
		expect(most).toBe(size);
		expect(done).toEqual(all(12));
		expect(begun(events)).toEqual(all(12));
	});

	test('with an interval go in batches: none begins before the batch before is done', async () => {
		const { events, done } = await run(6, { size: 3, interval: 5 });
		expect(done).toEqual(all(6));
		const second = events.indexOf('+3');
		expect(['-0', '-1', '-2'].every((event) => events.indexOf(event) < second)).toBe(true);
	});

	test('with the same key run one after the other in their order', async () => {
		const { events } = await run(9, { size: 9 }, { keyOf: (index) => String(index % 2) });
		for (const key of [0, 1]) {
			const own = events.filter((event) => Math.abs(Number(event)) % 2 === key);
			const indexes = all(9).filter((index) => index % 2 === key);
			expect(own).toEqual(indexes.flatMap((index) => [`+${index}`, `-${index}`]));
		}
	});

	test('after a failed one are not begun, those that run are waited for', async () => {
		const { done, failed, events } = await run(20, { size: 4 }, { fails: [3] });
		expect([...failed.keys()]).toEqual([3]);
		expect(done.length + failed.size).toBe(begun(events).length);
		expect(begun(events).length).toBeLessThan(20);
	});

	test('with the key of a failed one are not begun either', async () => {
		const { done, events } = await run(3, { size: 3 }, { fails: [0], keyOf: () => 'same' });
		expect([begun(events), done]).toEqual([[0], []]);
	});

	test('are not begun once the execution is stopped', async () => {
		const { events } = await run(20, { size: 1 }, { stop: new AbortController() });
		expect(begun(events)).toEqual([0, 1, 2]);
	});
});

describe('the request options', () => {
	const of = (options: object) => requestOptions(() => options);

	test('have sensible values where nothing is set', () => {
		const { settings, batching } = requestOptions(() => null);
		expect(batching.size).toBeGreaterThan(1);
		expect(batching.interval).toBe(0);
		expect(settings.tries).toBeGreaterThan(1);
		expect(settings.requestsPerMinute).toBeLessThan(5000);
	});

	test('take numbers, also as text', () => {
		const { settings, batching } = of({
			batchSize: '3',
			batchInterval: 9,
			timeout: 1,
			maxTries: 1,
		});
		expect(batching).toEqual({ size: 3, interval: 9 });
		expect(settings).toMatchObject({ timeout: 1, tries: 1 });
	});

	test.each([
		[{ batchSize: 0 }, /"Items per Batch" must be a whole number from 1 to 20/],
		[{ batchSize: 21 }, /"Items per Batch"/],
		[{ batchInterval: -1 }, /"Batch Interval" must be a whole number from 0$/],
		[{ maxTries: 2.5 }, /"Max Tries"/],
		[{ requestsPerMinute: '' }, /"Requests per Minute"/],
		[{ timeout: 'soon' }, /"Timeout"/],
	])('refuse %j', (options, words) => {
		expect(() => of(options)).toThrow(words);
	});
});

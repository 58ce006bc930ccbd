import { inBatches } from '../../nodes/shared/execution/batches.ts';
import { CLOCK } from '../../pbx/clock.ts';

const soon = async (milliseconds: number) =>
	await new Promise<void>((resolve) => setTimeout(resolve, milliseconds));

/** Runs so many items, and notes when each began and ended. */
async function run(
	count: number,
	batching: { size: number; interval?: number },
	more: { order?: number[]; fails?: number[]; stop?: AbortController } = {},
) {
	const events: string[] = [];
	let running = 0;
	let most = 0;
	const ended: number[] = [];
	await inBatches(
		{
			order: more.order ?? all(count),
			clock: CLOCK,
			stop: more.stop?.signal,
			async run(index) {
				events.push(`+${index}`);
				most = Math.max(most, ++running);
				// Later items are faster than earlier ones.
				await soon(Math.max(1, 12 - index));
				running--;
				events.push(`-${index}`);
				if (index === 2) more.stop?.abort();
				ended.push(index);
				return !more.fails?.includes(index);
			},
		},
		{ interval: 0, ...batching },
	);
	return { events, most, done: ended.sort((a, b) => a - b) };
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

	test('are begun in the order that is asked for', async () => {
		const { events } = await run(3, { size: 1 }, { order: [2, 0, 1] });
		expect(begun(events)).toEqual([2, 0, 1]);
	});

	test('after a failed one are not begun, those that run are waited for', async () => {
		const { done, events } = await run(20, { size: 4 }, { fails: [3] });
		expect(done).toContain(3);
		expect(done).toHaveLength(begun(events).length);
		expect(begun(events).length).toBeLessThan(20);
	});

	test('are not begun once the execution is stopped', async () => {
		const { events } = await run(20, { size: 1 }, { stop: new AbortController() });
		expect(begun(events)).toEqual([0, 1, 2]);
	});
});

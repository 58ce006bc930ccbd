import fc from 'fast-check';
import { Turns } from '../../nodes/shared/execution/turns.ts';

/** An item: what it changes, and after how many ticks that is known and it is done. */
interface Item {
	changes: string | undefined;
	looksUp: number;
	works: number;
	fails: boolean;
}

const ticks = async (count: number) => {
	for (let tick = 0; tick < count; tick++) await Promise.resolve();
};

/** Begins all items in their order, and notes when each worked. */
async function run(items: readonly Item[]): Promise<string[]> {
	const turns = new Turns();
	const events: string[] = [];
	await Promise.all(
		items.map(async ({ changes, looksUp, works, fails }, index) => {
			const turn = turns.reserve();
			try {
				await ticks(looksUp);
				if (fails) return;
				if (changes !== undefined) await turn.begin(changes);
				events.push(`+${index}`);
				await ticks(works);
				events.push(`-${index}`);
			} finally {
				turn.end();
			}
		}),
	);
	return events;
}

const item = fc.record({
	changes: fc.option(fc.constantFrom('a', 'b', 'c'), { nil: undefined }),
	looksUp: fc.nat(20),
	works: fc.nat(20),
	fails: fc.boolean(),
});

test('items that change the same work one after the other in their order; all get their turn', async () => {
	await fc.assert(
		fc.asyncProperty(fc.array(item, { maxLength: 12 }), async (items) => {
			const events = await run(items);
			const working = [...items.keys()].filter((index) => !items[index].fails);
			expect(events).toHaveLength(2 * working.length);
			for (const key of ['a', 'b', 'c']) {
				const own = working.filter((index) => items[index].changes === key);
				const seen = events.filter((event) => own.includes(Number(event.slice(1))));
				expect(seen).toEqual(own.flatMap((index) => [`+${index}`, `-${index}`]));
			}
		}),
		{ numRuns: 300 },
	);
});

test('items that change different things work at the same time', async () => {
	const plain = { looksUp: 0, works: 20, fails: false };
	const events = await run([
		{ ...plain, changes: 'a' },
		{ ...plain, changes: 'b' },
		{ ...plain, changes: undefined },
	]);
	expect(events.slice(0, 3).sort()).toEqual(['+0', '+1', '+2']);
});

import { table, type Line } from '../table.mts';
import { start } from './child.mts';
import type { Commands as NodeCommands } from './eventNode.mts';
import type { Commands as PbxCommands } from './eventPbx.mts';
import { megabytes, milliseconds, target } from './words.mts';

type Pbx = ReturnType<typeof start<PbxCommands>>;
type Node = ReturnType<typeof start<NodeCommands>>;

const WEBHOOKS = { count: 2000, seconds: 20 };
const A_MINUTE = 10_000;
/** Heap that may be left over after a minute of live events, in bytes. */
const FLAT = 2 * 1024 * 1024;
const HISTORY = 50_000;
const NEW = 500;
/** As many as a poll gives at most. */
const MOST = 5000;

/**
 * What triggers do when a lot happens: webhooks that come twice and in any order, a live connection
 * under load, a poll with a long list behind it. Both sides have processes of their own.
 *
 * @param minutes of the load on the live connection
 * @returns the tables as text
 */
export async function events(minutes: number): Promise<string> {
	const pbx = start<PbxCommands>('eventPbx.mts');
	const node = start<NodeCommands>('eventNode.mts');
	try {
		await node.ask('start', await pbx.ask('start'));
		return [await webhooks(pbx, node), await live(pbx, node, minutes), await polls(pbx, node)].join(
			'\n\n',
		);
	} finally {
		pbx.stop();
		node.stop();
	}
}

async function webhooks(pbx: Pbx, node: Node): Promise<string> {
	await pbx.ask('set', { webhookDoubledShare: 0.1, webhookShuffleMs: 2000 });
	await node.ask('publishWebhook');
	const { posts, refused } = await pbx.ask('send', WEBHOOKS);
	const { starts, calls } = await node.ask('started');
	const { count, seconds } = WEBHOOKS;
	const lost = count - calls;
	const doubled = starts - calls;
	return [
		`Webhooks: ${count} events within ${seconds} s, each tenth sent twice, all shuffled by up to 2 s`,
		table(
			['Events', 'POSTs', 'Not 200', 'Starts', 'Lost', 'Doubled', 'Target'],
			[
				[
					...[count, posts, refused, starts, lost, doubled].map(String),
					target(lost === 0 && doubled === 0 && refused === 0, 'each once'),
				],
			],
		),
	].join('\n');
}

async function live(pbx: Pbx, node: Node, minutes: number): Promise<string> {
	await node.ask('listen');
	// What is made once, such as compiled code, is no growth.
	await pbx.ask('send', { count: A_MINUTE, seconds: 5 });
	const lines: Line[] = [];
	let before = await node.ask('heard');
	for (let minute = 1; minute <= minutes; minute++) {
		await pbx.ask('send', { count: A_MINUTE, seconds: 60 });
		const after = await node.ask('heard');
		const events = after.events - before.events;
		const disordered = after.disordered - before.disordered;
		const grown = after.heap - before.heap;
		lines.push([
			...[minute, A_MINUTE, events, disordered].map(String),
			megabytes(before.heap),
			megabytes(after.heap),
			target(events === A_MINUTE && disordered === 0 && grown < FLAT, 'whole, memory flat'),
		]);
		before = after;
	}
	await node.ask('stopListening');
	return [
		'Live connection: 10,000 events a minute, heap after clearing away',
		table(
			['Minute', 'Sent', 'Heard', 'Out of order', 'Heap before', 'Heap after', 'Target'],
			lines,
		),
	].join('\n');
}

async function polls(pbx: Pbx, node: Node): Promise<string> {
	await pbx.ask('write', { from: 0, to: HISTORY, anew: true });
	const lines: Line[] = [];
	let end = HISTORY;
	const poll = async (
		what: string,
		options: { first?: boolean; most?: number; times?: number },
		expected: number,
		few: number,
	) => {
		const { first = false, most = NEW, times = 1 } = options;
		await pbx.ask('requests');
		const polled = { items: 0, time: 0 };
		for (let turn = 0; turn < times; turn++) {
			const { items, time } = await node.ask('poll', { first, most });
			polled.items += items;
			polled.time += time;
		}
		const requests = await pbx.ask('requests');
		lines.push([
			...[what, milliseconds(polled.time), String(requests), String(polled.items)],
			target(
				polled.items === expected && requests <= few,
				`${expected} items, at most ${few} requests`,
			),
		]);
	};
	await poll('Publishing', { first: true }, 0, 15);
	await poll('Nothing new', {}, 0, 15);
	const grow = async (by: number) =>
		await pbx.ask('write', { from: end, to: (end += by), anew: false });
	await grow(NEW);
	await poll(`${NEW} new`, {}, NEW, 20);
	await pbx.ask('set', { filterIgnoredBy: '^/cdrs' });
	await grow(NEW);
	await poll(`${NEW} new, list heeds no filter`, {}, NEW, 25);
	await pbx.ask('set', { filterIgnoredBy: '' });
	await poll(`Publishing, ${MOST} at a time`, { first: true, most: MOST }, 0, 15);
	const times = 2;
	await grow(times * MOST);
	await poll(
		`${times * MOST} new after an outage, ${times} polls`,
		{ most: MOST, times },
		times * MOST,
		times * 60,
	);
	return [
		`Polls: ${HISTORY} call records behind the cursor`,
		table(['Poll', 'Time', 'Requests', 'Items', 'Target'], lines),
	].join('\n');
}

import { AT_A_TIME } from '../../../pbx/lists/readAll.ts';
import { table, type Line } from '../table.mts';
import { byTurns, type Pbx, type Result, type Round } from './turns.mts';
import { megabytes, milliseconds, target, times } from './words.mts';

const reading = (rows: number, latencyMs: number, rounds: number): Round => ({
	scene: { rows, switches: { latencyMs } },
	items: () => [{}],
	expected: rows,
	rounds,
	warmUp: 1,
});

/**
 * Return All of a long list against bare loops that read the same pages: one after the other, and
 * as many at a time as the node. Each contender is a fresh process, for the sake of its memory.
 *
 * @param rows length of the list
 * @param latency milliseconds that the PBX takes for a page
 */
export async function returnAll(
	pbx: Pbx,
	rows: number,
	latency: number,
	rounds: number,
): Promise<string> {
	const results = await byTurns(
		pbx,
		{
			node: { name: 'returnAll' },
			one: { name: 'pageLoop', most: 1 },
			helper: { name: 'helperPages', most: AT_A_TIME },
			several: { name: 'pageLoop', most: AT_A_TIME },
		},
		reading(rows, latency, rounds),
	);
	const { node, helper, one, several } = results;
	const ratio = node.time / one.time;
	const lines: Line[] = [
		line('Bare loop, one page at a time', one, one),
		[...line('PortSIP node, Return All', node, one), target(ratio <= 1.3, 'time at most x 1.3')],
		line(`n8n's helper, ${AT_A_TIME} pages at a time`, helper, one),
		line(`Bare loop, ${AT_A_TIME} pages at a time`, several, one),
	];
	return [
		`Return All of ${rows} rows (GET /ip_filters), ${latency} ms latency`,
		table([...HEAD, 'Target'], lines),
		target(
			node.peak <= SPARE + 2 * node.held,
			`Heap at most twice the items and ${megabytes(SPARE)}`,
		),
	].join('\n');
}

const HEAD = ['Who', 'Time', 'Ratio', 'CPU', 'Max RSS', 'Heap peak', 'Items hold', 'Requests'];

/** Garbage that a run leaves before it is collected, in bytes: it does not grow with the list. */
const SPARE = 20 * 1024 * 1024;

const line = (who: string, result: Result, base: Result): Line => [
	who,
	milliseconds(result.time),
	times(result.time / base.time),
	milliseconds(result.cpu),
	megabytes(result.maxRss),
	megabytes(result.peak),
	megabytes(result.held),
	String(result.requests),
];

import path from 'node:path';
import { AT_ONCE, MOST_AT_ONCE } from '../../../pbx/settings.ts';
import { table, type Line } from '../table.mts';
import { byTurns, type Contenders, type Pbx, type Result } from './turns.mts';
import { milliseconds, target, times } from './words.mts';

const ITEMS = 1000;
const LATENCY = 20;
const SIZES = [1, 5, 10, 20];
const LOOPS = [10, 20];

/**
 * Creates address rules, the record that the simulator checks least: what is measured is the
 * client. Our node by Items at Once, n8n's HTTP Request node with the same credential and
 * default settings, which sends all items at once, and bare loops.
 *
 * @returns the table as text
 */
export async function creates(pbx: Pbx, rounds: number): Promise<string> {
	const results = await measured(pbx, rounds, LATENCY, {
		http: { name: 'httpRequest' },
		...Object.fromEntries(SIZES.map((most) => [node(most), { name: 'create', most }])),
		...Object.fromEntries(LOOPS.map((most) => [loop(most), { name: 'createLoop', most }])),
	} as Contenders);
	const { http } = results;
	const ours = results[node(AT_ONCE)];
	const goal = target(ours.time <= http.time, 'no slower than HTTP Request');
	const lines: Line[] = [
		line('n8n HTTP Request node', http, http),
		...SIZES.map((most) => {
			const words = `PortSIP node, ${most} at once`;
			const cells = line(words, results[node(most)], http);
			return most === AT_ONCE ? [`${words} (default)`, ...cells.slice(1), goal] : cells;
		}),
		...LOOPS.map((most) => line(`Bare loop, ${most} at once`, results[loop(most)], http)),
	];
	const most = Math.max(...SIZES.map((size) => results[node(size)].mostInFlight));
	return [
		title(LATENCY),
		table([...HEAD, 'Target'], lines),
		target(most <= MOST_AT_ONCE, `At most ${MOST_AT_ONCE} requests of the node in flight`),
		target(ours.logins === 1, 'One login'),
	].join('\n');
}

/**
 * The same creates by this build and by that of another checkout, by turns: where a node stops on
 * error it begins carefully since decision 0014, which costs five answers' time, so both settings
 * of On Error are shown; without latency what is left is the work of the processor.
 *
 * @param folder the other checkout, built
 * @returns the tables as text
 */
export async function createsBefore(pbx: Pbx, rounds: number, folder: string): Promise<string> {
	const other = path.resolve(folder);
	const tables: string[] = [];
	for (const latency of [LATENCY, 0]) {
		const results = await measured(pbx, rounds, latency, {
			before: { name: 'create', folder: other },
			now: { name: 'create' },
			beforeOn: { name: 'create', folder: other, goesOn: true },
			nowOn: { name: 'create', goesOn: true },
		});
		const { before, now, beforeOn, nowOn } = results;
		const lines = [
			line('The other checkout, On Error: Stop', before, before),
			line('This build, On Error: Stop', now, before),
			line('The other checkout, On Error: Continue', beforeOn, beforeOn),
			line('This build, On Error: Continue', nowOn, beforeOn),
		];
		tables.push([title(latency), table(HEAD, lines)].join('\n'));
	}
	return tables.join('\n\n');
}

const measured = async <C extends Contenders>(
	pbx: Pbx,
	rounds: number,
	latencyMs: number,
	contenders: C,
) =>
	await byTurns(pbx, contenders, {
		scene: { rows: 0, switches: { latencyMs } },
		items: () =>
			Array.from({ length: ITEMS }, (_, index) => ({
				cidr: `10.0.${index >> 8}.${index & 255}/32`,
				target: 'DENY',
			})),
		expected: ITEMS,
		rounds,
		warmUp: 1,
	});

const title = (latency: number) => `${ITEMS} creates (POST /ip_filters), ${latency} ms latency`;
const node = (most: number) => `node ${most}`;
const loop = (most: number) => `loop ${most}`;

const HEAD = [
	'Who',
	'Time',
	'Ratio',
	'CPU',
	'Requests',
	'Logins',
	'429, 5xx',
	'In flight',
	'Connections',
];

const line = (who: string, result: Result, base: Result): Line => [
	who,
	milliseconds(result.time),
	times(result.time / base.time),
	milliseconds(result.cpu),
	...[
		result.requests,
		result.logins,
		result.refused,
		result.mostInFlight,
		result.mostConnections,
	].map(String),
];

import path from 'node:path';
import { AT_ONCE, MOST_AT_ONCE } from '../../../pbx/settings.ts';
import { table, type Line } from '../table.mts';
import { byTurns, type Contenders, type Pbx, type Result } from './turns.mts';
import { milliseconds, target, times } from './words.mts';

const ITEMS = 1000;
const LATENCY = 20;
const SIZES: readonly number[] = [1, 5, 10, 20];
const LOOPS: readonly number[] = [10, 20];

/**
 * Creates address rules, the record that the simulator checks least: what is measured is the
 * client. Our node by Items at Once, n8n's HTTP Request node with the same credential and
 * default settings, which sends all items at once, and bare loops.
 *
 * @param before another checkout of this package: its build and this one's take turns, and the
 * other contenders stay out
 * @returns the table as text
 */
export async function creates(pbx: Pbx, rounds: number, before?: string): Promise<string> {
	const sizes = before ? [AT_ONCE] : SIZES;
	const loops = before ? [] : LOOPS;
	const results = await byTurns(
		pbx,
		{
			http: { name: 'httpRequest' },
			...Object.fromEntries(sizes.map((most) => [node(most), { name: 'create', most }])),
			...(before ? { [BEFORE]: { name: 'create', folder: path.resolve(before) } } : {}),
			...Object.fromEntries(loops.map((most) => [loop(most), { name: 'createLoop', most }])),
		} as Contenders,
		{
			scene: { rows: 0, switches: { latencyMs: LATENCY } },
			items: () =>
				Array.from({ length: ITEMS }, (_, index) => ({
					cidr: `10.0.${index >> 8}.${index & 255}/32`,
					target: 'DENY',
				})),
			expected: ITEMS,
			rounds,
			warmUp: 1,
		},
	);
	const { http } = results;
	const ours = results[node(AT_ONCE)];
	const goal = target(ours.time <= http.time, 'no slower than HTTP Request');
	const lines: Line[] = [
		line('n8n HTTP Request node', http, http),
		...sizes.map((most) => {
			const words = `PortSIP node, ${most} at once`;
			const cells = line(words, results[node(most)], http);
			return most === AT_ONCE ? [`${words} (default)`, ...cells.slice(1), goal] : cells;
		}),
		...(before ? [line('The node in the other checkout', results[BEFORE], http)] : []),
		...loops.map((most) => line(`Bare loop, ${most} at once`, results[loop(most)], http)),
	];
	const most = Math.max(...sizes.map((size) => results[node(size)].mostInFlight));
	return [
		`${ITEMS} creates (POST /ip_filters), ${LATENCY} ms latency`,
		table([...HEAD, 'Target'], lines),
		target(most <= MOST_AT_ONCE, `At most ${MOST_AT_ONCE} requests of the node in flight`),
		target(ours.logins === 1, 'One login'),
	].join('\n');
}

const BEFORE = 'before';
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

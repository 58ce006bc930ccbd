import { AT_ONCE } from '../../../pbx/settings.ts';
import { table, type Line } from '../table.mts';
import { byTurns, type Pbx, type Result } from './turns.mts';
import { times } from './words.mts';

const ITEMS = 2000;

/**
 * What the node costs by itself: one record is read for each item, with no latency, and compared
 * with a node that does nothing and one that does no more than to call n8n's helper.
 */
export async function overhead(pbx: Pbx, rounds: number): Promise<string> {
	const { node, helper, empty } = await byTurns(
		pbx,
		{
			empty: { name: 'empty' },
			helper: { name: 'helper', most: AT_ONCE },
			node: { name: 'get' },
		},
		{
			scene: { rows: ITEMS, switches: {} },
			items: (ids) => ids.map((id) => ({ id })),
			expected: ITEMS,
			rounds,
			warmUp: 1,
		},
	);
	const line = (who: string, result: Result): Line => [
		who,
		microseconds(result.time),
		times(result.time / helper.time),
		microseconds(result.cpu),
		times(result.cpu / helper.cpu),
	];
	return [
		`${ITEMS} reads (GET /ip_filters/{id}), no latency, ${AT_ONCE} at once`,
		table(
			['Who', 'Time per item', 'Ratio', 'CPU per item', 'Ratio'],
			[
				line('Empty node', empty),
				line("Node that calls n8n's helper", helper),
				line('PortSIP node', node),
			],
		),
		`Overhead per item: ${microseconds(node.cpu - helper.cpu)} of CPU`,
	].join('\n');
}

const microseconds = (time: number) => `${Math.round((time / ITEMS) * 1000)} us`;

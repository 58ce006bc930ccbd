import { AT_ONCE } from '../../../pbx/settings.ts';
import { table, type Line } from '../table.mts';
import { FIRST, rowOf } from './rows.mts';
import { byTurns, type Pbx, type Result } from './turns.mts';
import { milliseconds, target, times } from './words.mts';

const ITEMS = 1000;
const LATENCY = 20;
/** Requests for each item that is as wanted: the record is read, and the list once for all. */
const MOST_REQUESTS = 1.1;

/**
 * A nightly run that finds nothing to do: records that are all as wanted are created or updated,
 * beside a run that only gets them.
 *
 * @returns the table as text
 */
export async function upserts(pbx: Pbx, rounds: number): Promise<string> {
	const items = Math.min(ITEMS, FIRST);
	const { get, upsert } = await byTurns(
		pbx,
		{ get: { name: 'get' }, upsert: { name: 'upsert' } },
		{
			scene: { rows: items, switches: { latencyMs: LATENCY } },
			items: (ids) =>
				ids.map((id, index) => ({ id, cidr: rowOf(index).cidr, target: rowOf(index).target })),
			expected: items,
			rounds,
			warmUp: 1,
		},
	);
	const line = (who: string, result: Result): Line => [
		who,
		milliseconds(result.time),
		times(result.time / get.time),
		milliseconds(result.cpu),
		(result.requests / items).toFixed(3),
	];
	return [
		`${items} unchanged Create or Update beside ${items} Get, ${LATENCY} ms latency, ${AT_ONCE} at once`,
		table(
			['Who', 'Time', 'Ratio', 'CPU', 'Requests per item'],
			[line('Get', get), line('Create or Update', upsert)],
		),
		target(
			upsert.requests / items <= MOST_REQUESTS,
			`At most ${MOST_REQUESTS} requests for each item that is as wanted`,
		),
	].join('\n');
}

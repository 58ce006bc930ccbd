import assert from 'node:assert/strict';
import { sizeOf, union, type NumberSet } from '../../../nodes/shared/numbers/numberSet.ts';
import { numbersIn } from '../../../nodes/shared/numbers/pool.ts';
import type { Cluster } from '../lib/cluster.mts';
import { activate, create, executionsOf, finished } from '../lib/executions.mts';
import { byId, chain, portSip, withCredential } from '../lib/workflow.mts';
import type { Context } from './context.mts';
import { customerWebhook, ofCustomer, onboarded, postCustomer } from './customers.mts';

/** Numbers that each execution takes beside the ten that its customer has. */
const EACH = 3;
const HAD = 10;

/**
 * Customers that exist take the next free numbers of one trunk, all at the same time on several
 * workers: no number twice, none lost.
 *
 * @param customers how many there are, numbered from 0
 */
export async function takeNextNumbers(
	context: Context,
	{ url, rest, credential }: Cluster,
	customers: number,
): Promise<void> {
	const { state } = context.simulator;
	const [trunk] = state.providers.keys();
	const path = 'queue-numbers';
	const next = portSip('Numbers', 'didPool', 'assignNext', {
		trunkId: byId(trunk),
		tenantId: { __rl: true, mode: 'domain', value: ofCustomer('domain') },
		count: EACH,
	});
	const workflow = chain('Next numbers', [customerWebhook(path, 'lastNode'), next]);
	const created = await create(rest, withCredential(workflow, credential));
	await activate(rest, created);
	const statuses = await Promise.all(
		Array.from({ length: customers }, async (_, index) => await postCustomer(url, path, index)),
	);
	const ids = await executionsOf(rest, created.id, 2 * customers);
	assert.equal(ids.length, customers);
	for (const each of ids) (await finished(rest, each)).mustSucceed();
	assert.deepEqual([...new Set(statuses)], [200]);

	let all: NumberSet = [];
	let total = 0n;
	for (const assignment of state.assignments.values()) {
		const own = numbersIn(String(assignment.did_numbers ?? ''));
		all = union(all, own);
		total += sizeOf(own);
	}
	assert.equal(total, sizeOf(all), 'a number belongs to two tenants');
	const held = [...onboarded(context).values()].flatMap((tenants) =>
		tenants.map(({ numbers }) => Number(sizeOf(numbersIn(numbers.join(';'))))),
	);
	assert.deepEqual([...new Set(held)], [HAD + EACH]);
}

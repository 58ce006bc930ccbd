import assert from 'node:assert/strict';
import { startCluster, workOf, type Cluster } from '../lib/cluster.mts';
import { activate, create, executionsOf, finished } from '../lib/executions.mts';
import { byId, chain, withCredential } from '../lib/workflow.mts';
import type { Context } from './context.mts';
import {
	customerWebhook,
	onboarded,
	onboardingSteps,
	postCustomer,
	rangeOf,
	signIns,
} from './customers.mts';
import { takeNextNumbers } from './nextNumbers.mts';
import { checkWorkerLoss } from './workerLoss.mts';

const GROUP = 'Queue mode';
const WORKERS = 2;
const EXECUTIONS = 50;
/** Posted at the same time. */
const AT_ONCE = 10;

/** One main process and two workers share the load and the credential; then one of them is lost. */
export async function checkQueue(context: Context): Promise<void> {
	const { report, simulator } = context;
	let cluster: Cluster | undefined;
	await report.check(GROUP, `a main process and ${WORKERS} workers start`, async () => {
		cluster = await startCluster(context, WORKERS);
	});
	if (!cluster) return;
	const { workers } = cluster;
	try {
		await report.check(GROUP, `${EXECUTIONS} executions onboard as many customers`, () =>
			onboardMany(context, cluster as Cluster),
		);
		await report.check(GROUP, `${EXECUTIONS} executions at once take the next free numbers`, () =>
			takeNextNumbers(context, cluster as Cluster, EXECUTIONS),
		);
		await report.check(GROUP, 'every worker had its share', () => {
			const shares = workers.map((worker) => workOf(worker).started.length);
			assert.ok(
				shares.every((share) => share > 0),
				`executions by worker: ${shares.join(', ')}`,
			);
			console.log(`  executions by worker: ${shares.join(', ')}`);
		});
		simulator.reset();
		await checkWorkerLoss(context, cluster);
	} finally {
		await cluster.stop();
	}
}

async function onboardMany(context: Context, cluster: Cluster): Promise<void> {
	const { url, rest, credential } = cluster;
	const path = 'queue-onboarding';
	const tenantId = byId("={{ $('Create').item.json.id }}");
	const nodes = Object.values(onboardingSteps(context, tenantId));
	const workflow = chain('Queue onboarding', [customerWebhook(path, 'lastNode'), ...nodes]);
	const created = await create(rest, withCredential(workflow, credential));
	await activate(rest, created);
	const start = performance.now();
	const statuses: number[] = [];
	for (let first = 0; first < EXECUTIONS; first += AT_ONCE)
		statuses.push(
			...(await Promise.all(
				Array.from({ length: AT_ONCE }, (_, index) => postCustomer(url, path, first + index)),
			)),
		);
	const seconds = (performance.now() - start) / 1000;
	const ids = await executionsOf(rest, created.id, 2 * EXECUTIONS);
	assert.equal(ids.length, EXECUTIONS);
	for (const each of ids) (await finished(rest, each)).mustSucceed();
	assert.deepEqual([...new Set(statuses)], [200]);

	const customers = onboarded(context);
	assert.equal(customers.size, EXECUTIONS);
	for (const [number, tenants] of customers)
		assert.deepEqual(tenants, [{ numbers: [rangeOf(number)], hasDealer: true }]);
	assert.equal(context.simulator.counters.refusedLogins, 0);
	console.log(`  ${(EXECUTIONS / seconds).toFixed(1)} executions a second, ${signIns(context)}`);
}

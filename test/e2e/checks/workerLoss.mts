import assert from 'node:assert/strict';
import { workOf, type Cluster } from '../lib/cluster.mts';
import { activate, create, executionsOf, finished, type Execution } from '../lib/executions.mts';
import { until } from '../lib/poll.mts';
import { chain, withCredential, type Workflow } from '../lib/workflow.mts';
import type { Context } from './context.mts';
import {
	customerWebhook,
	domainOf,
	onboarded,
	onboardingSteps,
	ofCustomer,
	postCustomer,
	rangeOf,
	signIns,
} from './customers.mts';

const GROUP = 'Lost worker';
const EXECUTIONS = 20;
const PATH = 'worker-loss';

/**
 * One worker is killed while it works. n8n gives its executions up, which no node can prevent; what
 * the node owes is that every other one is whole, that nothing is there twice, and that the same
 * workflow, started again, brings the half-done ones to their end.
 */
export async function checkWorkerLoss(context: Context, cluster: Cluster): Promise<void> {
	const { report, simulator } = context;
	const { rest, url, credential, workers } = cluster;
	const [lost] = workers;
	let workflowId = '';
	let unfinished: number[] = [];

	const passed = await report.check(GROUP, 'n8n loses only what it was working on', async () => {
		// Long enough that several executions are under way when the worker goes.
		simulator.switches.latencyMs = 200;
		const created = await create(rest, withCredential(onboarding(context), credential));
		workflowId = created.id;
		await activate(rest, created);
		for (let number = 0; number < EXECUTIONS; number++) await postCustomer(url, PATH, number);
		const running = await until('the worker to be in the middle of several', () => {
			const { started, finished: ended } = workOf(lost);
			const half = [...onboarded(context).values()].flat().filter(isHalf);
			const open = started.filter((id) => !ended.includes(id));
			return ended.length && open.length > 1 && half.length ? open : undefined;
		});
		await lost.kill();
		const executions = await ended(cluster, workflowId, EXECUTIONS);
		const failed = executions.filter(({ status }) => status !== 'success');
		assert.ok(failed.length > 0, 'no execution was in the middle');
		for (const { id } of failed)
			assert.ok(workOf(lost).started.includes(id), `${id} was lost and not with the worker`);
		unfinished = unfinishedOf(context);
		const half = [...onboarded(context).values()].flat().filter(isHalf).length;
		console.log(
			`  ${running.length} under way, ${failed.length} given up by n8n (${[...new Set(failed.map(({ status }) => status))].join(', ')}); of their customers ${half} were half done`,
		);
		// Whatever n8n calls a success is whole.
		assert.ok(unfinished.length <= failed.length);
	});
	if (!passed) return;
	await report.check(GROUP, 'nothing is there twice', () => noneTwice(context));
	await report.check(GROUP, 'the same workflow again completes the others', async () => {
		const existed = unfinished.filter((number) => onboarded(context).has(number));
		for (const number of unfinished) await postCustomer(url, PATH, number);
		const all = await ended(cluster, workflowId, EXECUTIONS + unfinished.length);
		const again = all.slice(0, unfinished.length).map((execution) => execution.mustSucceed());
		assert.deepEqual(unfinishedOf(context), []);
		noneTwice(context);
		// For those that existed it says so.
		const refusals = again.flatMap((execution) => execution.items('Create', 1));
		assert.deepEqual(refusals.map(({ body }) => body.domain).sort(), existed.map(domainOf).sort());
		for (const { error } of refusals) {
			assert.match(error.message, /^Create tenant: the PBX answered 409/);
			assert.match(error.description, /Look the existing record up/);
		}
		console.log(`  ${unfinished.length} started again, ${existed.length} of them existed`);
	});
	await report.check(GROUP, 'no sign-in was refused', () => {
		assert.equal(simulator.counters.refusedLogins, 0);
		console.log(`  ${signIns(context)}`);
	});
}

const isHalf = ({ numbers, hasDealer }: { numbers: string[]; hasDealer: boolean }): boolean =>
	!numbers.length || !hasDealer;

/** Customers who are not on the PBX, or not with all that belongs to them. */
function unfinishedOf(context: Context): number[] {
	const customers = onboarded(context);
	return Array.from({ length: EXECUTIONS }, (_, number) => number).filter((number) =>
		(customers.get(number) ?? [{ numbers: [], hasDealer: false }]).some(isHalf),
	);
}

function noneTwice(context: Context): void {
	for (const [number, tenants] of onboarded(context)) {
		assert.equal(tenants.length, 1, `${domainOf(number)} is there ${tenants.length} times`);
		const [{ numbers }] = tenants;
		assert.ok(numbers.length <= 1 && numbers.every((range) => range === rangeOf(number)));
	}
}

/** All executions of the workflow, newest first, when n8n has ended or given up the last of them. */
async function ended({ rest }: Cluster, workflowId: string, count: number): Promise<Execution[]> {
	const ids = await until('n8n to know all executions', async () => {
		const known = await executionsOf(rest, workflowId, 2 * count);
		return known.length >= count ? known : undefined;
	});
	assert.equal(ids.length, count);
	const executions: Execution[] = [];
	for (const id of ids) executions.push(await finished(rest, id, 120));
	return executions;
}

/** Repeatable: a tenant that exists is found by its domain, and the steps after it are done again. */
function onboarding(context: Context): Workflow {
	const steps = onboardingSteps(context, {
		__rl: true,
		mode: 'domain',
		value: ofCustomer('domain'),
	});
	const create = { ...steps.create, onError: 'continueErrorOutput' as const };
	const nodes = [create, steps.dealer, steps.trunk, steps.readBack];
	const workflow = chain('Lost worker', [customerWebhook(PATH, 'onReceived'), ...nodes]);
	const [success] = workflow.connections.Create.main;
	workflow.connections.Create.main = [success, success];
	return workflow;
}

import assert from 'node:assert/strict';
import path from 'node:path';
import { setTimeout as pause } from 'node:timers/promises';
import { activate, create, finished } from '../lib/executions.mts';
import { until } from '../lib/poll.mts';
import { Relay } from '../lib/relay.mts';
import { startServer } from '../lib/server.mts';
import {
	LIVE_TRIGGER,
	ON_THIS_MACHINE,
	RECORD_TRIGGER,
	WEBHOOK_TRIGGER,
} from '../lib/triggers.mts';
import { chain, withCredential, type Workflow } from '../lib/workflow.mts';
import { saveTenantCredential, type Context } from './context.mts';
import { MISSED } from './happenings.mts';

/** Each five seconds: n8n polls once a minute at most, but as many times as it is told to. */
const OFTEN = Array.from({ length: 12 }, (_, index) => ({
	mode: 'custom',
	cronExpression: `${index * 5} * * * * *`,
}));

/** A trigger that is published, as n8n knows it. */
interface Published {
	workflow: Workflow;
	id: string;
	versionId: string;
	/** Executions that were looked at. */
	seen: number;
}

const trigger = (name: string, type: string, parameters: object): Workflow =>
	chain(name, [{ name, type, typeVersion: 1, parameters }]);

const WORKFLOWS: readonly Workflow[] = [
	trigger('Webhook', WEBHOOK_TRIGGER, { triggerOn: ['callEnded'], options: ON_THIS_MACHINE }),
	trigger('Live', LIVE_TRIGGER, { triggerOn: ['callEnded'], options: {} }),
	trigger('Record', RECORD_TRIGGER, {
		event: 'callRecord',
		pollTimes: { item: OFTEN },
	}),
];

/**
 * All three triggers, published at the same time: each call that ends on the PBX starts each of
 * them once, whatever n8n and the PBX go through.
 */
export async function checkTriggers(context: Context): Promise<void> {
	const { report, rest, simulator } = context;
	const relay = await Relay.start(simulator.url);
	const credential = await saveTenantCredential({
		rest,
		simulator: { ...simulator, url: relay.url },
	});
	const published: Published[] = [];
	const check = async (name: string, body: () => Promise<void>) =>
		await report.check('Triggers', name, body);
	try {
		await check('are published, and the PBX knows of it', async () => {
			for (const each of WORKFLOWS) {
				const workflow = withCredential(each, credential);
				const created = await create(rest, workflow);
				published.push({ ...created, workflow, seen: 0 });
				await activate(rest, created);
			}
			await listening(context);
			// A poll has nowhere to say that it has seen where its list ends.
			await until(
				'the first poll',
				() => simulator.log.some(({ path: route }) => route.endsWith('/cdrs')) || undefined,
			);
			await pause(2000);
		});
		await check('start with a call that ends, once each', () => startOnce(context, published));
		await check('do so after they were published again', async () => {
			const { token } = slot(context);
			const { socketLogins } = simulator.counters;
			for (const each of published) await publishAgain(context, each);
			await until(
				'both to have begun anew',
				() =>
					(slot(context).token !== token && simulator.counters.socketLogins > socketLogins) ||
					undefined,
			);
			await listening(context);
			assert.equal(simulator.events.sockets.view().length, 1);
			await startOnce(context, published);
		});
		await check('do so after a restart of n8n', async () => {
			await restart(context);
			await listening(context);
			await startOnce(context, published);
		});
		await check('do so where the PBX was down when n8n started', async () => {
			await relay.close();
			await restart(context, async () => {
				// Longer than n8n itself tries to begin a trigger.
				await pause(20_000);
				await relay.open();
			});
			await listening(context);
			const failed = published.map(
				async (each) => (await executions(context, each, 'error')).length,
			);
			// A poll tells of an outage once; the others begin later, without an execution.
			const [webhook, live, record] = await Promise.all(failed);
			assert.deepEqual([webhook, live, record <= 1], [0, 0, true]);
			await startOnce(context, published);
		});
		await check('leave nothing on the PBX when they are unpublished', async () => {
			for (const each of published) await activate(rest, each, false);
			await until(
				'the webhook to be given back, and the socket to be closed',
				() => (slot(context).enabled !== true && sockets(context) === 0) || undefined,
			);
			simulator.stage.playCall(MISSED);
			await pause(6000);
			for (const each of published) assert.deepEqual(await fresh(context, each), []);
		});
	} finally {
		await relay.close();
	}
}

const slot = ({ simulator: { state } }: Context) =>
	([...state.tenants.values()][0].cdr_event ?? {}) as Record<string, unknown>;

/** Connections that have subscribed to something. */
const sockets = ({ simulator }: Context): number =>
	simulator.events.sockets.view().filter(({ topics }) => Object.keys(topics).length).length;

/** Webhook and socket tell the PBX that they listen; n8n publishes a little later than it says. */
async function listening(context: Context): Promise<void> {
	await until(
		'the PBX to know of webhook and socket',
		() =>
			(slot(context).enabled === true &&
				String(slot(context).url).startsWith(context.server.url) &&
				sockets(context) > 0) ||
			undefined,
		{ seconds: 60 },
	);
}

let calls = 0;

/** A call ends, and each workflow runs once with it. */
async function startOnce(context: Context, published: readonly Published[]): Promise<void> {
	const from = `3312345${++calls}`;
	context.simulator.stage.playCall({ ...MISSED, from });
	for (const each of published) {
		const { name } = each.workflow;
		const ids = await until(
			`"${name}" to be started`,
			async () => {
				const found = await fresh(context, each);
				return found.length ? found : undefined;
			},
			{ everyMs: 300 },
		);
		assert.equal(ids.length, 1, `${name} was started ${ids.length} times`);
		const [item] = (await finished(context.rest, ids[0])).mustSucceed().items(name);
		assert.equal(item.callerNumber ?? item.caller_number, from, name);
	}
	await pause(1500);
	for (const each of published) {
		assert.deepEqual((await fresh(context, each)).slice(0, -1), [], `${each.workflow.name}: twice`);
		each.seen++;
	}
}

/** Executions of a workflow that went well and were not looked at. */
async function fresh(context: Context, published: Published): Promise<string[]> {
	const ids = await executions(context, published, 'success');
	return ids.slice(0, ids.length - published.seen);
}

async function executions(
	{ rest }: Context,
	{ id: workflowId }: Published,
	wanted: string,
): Promise<string[]> {
	const filter = encodeURIComponent(JSON.stringify({ workflowId }));
	const { results } = await rest.get(`/rest/executions?filter=${filter}&limit=100`);
	return results
		.filter(({ status }: { status: string }) => status === wanted)
		.map(({ id }: { id: string }) => id);
}

/** n8n leaves a trigger alone in which nothing has changed. */
async function publishAgain({ rest }: Context, published: Published): Promise<void> {
	const { id, versionId, workflow } = published;
	const nodes = workflow.nodes.map(({ parameters, ...node }) => ({
		...node,
		parameters: { ...parameters, simple: false },
	}));
	const saved = await rest.patch(`/rest/workflows/${id}`, { ...workflow, nodes, versionId });
	Object.assign(published, { versionId: saved.versionId });
	await activate(rest, published);
}

/**
 * Ends n8n and starts it again, at the same address.
 *
 * @param meanwhile happens once the new one is there
 */
async function restart(
	{ server, installation, folder, rest }: Context,
	meanwhile: () => Promise<void> = async () => undefined,
): Promise<void> {
	await server.process.stop();
	const log = path.join(folder, 'n8n.log');
	const again = await startServer(installation, path.join(folder, 'main'), log, {}, server.url);
	server.process = again.process;
	await meanwhile();
	await rest.signIn();
}

import assert from 'node:assert/strict';
import { readFileSync } from 'node:fs';
import path from 'node:path';
import { request } from 'undici';
import { startDatabases, type Databases } from '../lib/databases.mts';
import { activate, create, executionsOf, finished } from '../lib/executions.mts';
import { addCommunityPackage } from '../lib/package.mts';
import { until } from '../lib/poll.mts';
import { Background, freePort } from '../lib/processes.mts';
import { Rest } from '../lib/rest.mts';
import { settings, startServer, type Server } from '../lib/server.mts';
import { byId, chain, portSip, withCredential, type WorkflowNode } from '../lib/workflow.mts';
import { adminOf, saveCredential, type Context } from './context.mts';

const GROUP = 'Queue mode';
const WORKERS = 2;
const EXECUTIONS = 50;
/** Posted at the same time. */
const AT_ONCE = 10;

/** One main process and two workers share the load and the credential. */
export async function checkQueue(context: Context): Promise<void> {
	const { report, folder } = context;
	const running: Array<{ stop(): Promise<void> }> = [];
	let server: Server | undefined;
	try {
		await report.check(GROUP, `a main process and ${WORKERS} workers start`, async () => {
			const databases = await startDatabases(folder);
			running.unshift(databases);
			server = await startMain(context, databases);
			running.unshift(server.process);
			for (let number = 1; number <= WORKERS; number++)
				running.unshift(await startWorker(context, databases, number));
		});
		if (server === undefined || running.length < WORKERS + 2) return;
		const { url } = server;
		await report.check(GROUP, `${EXECUTIONS} executions onboard as many customers`, () =>
			onboardMany(context, url),
		);
		await report.check(GROUP, 'every worker had its share', () => {
			const shares = workerLogs(folder).map((log) => log.match(/started execution/g)?.length ?? 0);
			assert.ok(
				shares.every((share) => share > 0),
				`executions by worker: ${shares.join(', ')}`,
			);
			console.log(`  executions by worker: ${shares.join(', ')}`);
		});
	} finally {
		for (const each of running) await each.stop();
	}
}

const queueSettings = (databases: Databases) => ({
	...databases.settings,
	EXECUTIONS_MODE: 'queue',
	OFFLOAD_MANUAL_EXECUTIONS_TO_WORKERS: 'true',
});

async function startMain(
	{ installation, packed, folder }: Context,
	databases: Databases,
): Promise<Server> {
	const userFolder = path.join(folder, 'queue-main');
	await addCommunityPackage(packed, userFolder);
	const log = path.join(folder, 'queue-main.log');
	return await startServer(installation, userFolder, log, queueSettings(databases));
}

async function startWorker(
	{ installation, packed, folder }: Context,
	databases: Databases,
	number: number,
): Promise<Background> {
	const userFolder = path.join(folder, `worker-${number}`);
	await addCommunityPackage(packed, userFolder);
	const port = await freePort();
	const worker = Background.start({
		command: installation.node,
		args: [installation.n8n, 'worker', '--concurrency=5'],
		cwd: userFolder,
		env: {
			...(await settings(userFolder)),
			...queueSettings(databases),
			QUEUE_HEALTH_CHECK_ACTIVE: 'true',
			QUEUE_HEALTH_CHECK_PORT: String(port),
		},
		log: path.join(folder, `worker-${number}.log`),
	});
	await until(
		`worker ${number} to be ready`,
		async () => {
			if (worker.ended) throw new Error(`Worker ${number} ended:\n${worker.tail()}`);
			const answer = await request(`http://127.0.0.1:${port}/healthz/readiness`).catch(
				() => undefined,
			);
			await answer?.body.dump();
			return answer?.statusCode === 200 || undefined;
		},
		{ seconds: 120, everyMs: 500 },
	).catch(async (error: unknown) => {
		await worker.stop();
		throw error;
	});
	return worker;
}

const workerLogs = (folder: string): string[] =>
	Array.from({ length: WORKERS }, (_, index) =>
		readFileSync(path.join(folder, `worker-${index + 1}.log`), 'utf8'),
	);

async function onboardMany({ simulator }: Context, url: string): Promise<void> {
	const rest = new Rest(url);
	await rest.setUpOwner();
	const credential = await saveCredential(rest, 'Simulated PBX', adminOf(simulator));
	const workflow = withCredential(onboarding(simulator.state), credential);
	const created = await create(rest, workflow);
	const { id } = created;
	await activate(rest, created);
	const start = performance.now();
	const statuses: number[] = [];
	for (let first = 0; first < EXECUTIONS; first += AT_ONCE)
		statuses.push(
			...(await Promise.all(
				Array.from({ length: AT_ONCE }, (_, index) => post(url, first + index)),
			)),
		);
	const seconds = (performance.now() - start) / 1000;
	const ids = await executionsOf(rest, id, 2 * EXECUTIONS);
	assert.equal(ids.length, EXECUTIONS);
	for (const each of ids) (await finished(rest, each)).mustSucceed();
	assert.deepEqual([...new Set(statuses)], [200]);

	const { state, counters } = simulator;
	const own = [...state.tenants.values()].filter(({ domain }) => /^q\d+\./.test(String(domain)));
	assert.equal(own.length, EXECUTIONS);
	for (const { id: tenant, domain } of own) {
		const number = Number(/\d+/.exec(String(domain))?.[0]);
		const [assignment] = [...state.assignments.values()].filter(
			(each) => each.tenant_id === tenant,
		);
		assert.equal(assignment?.did_numbers, rangeOf(number), `wrong numbers for ${domain}`);
	}
	assert.equal(counters.refusedLogins, 0);
	console.log(
		`  ${(EXECUTIONS / seconds).toFixed(1)} executions a second, ${counters.logins} sign-ins`,
	);
}

async function post(url: string, number: number): Promise<number> {
	const answer = await until('the webhook to answer', async () => {
		const reply = await request(`${url}/webhook/queue-onboarding`, {
			method: 'POST',
			headers: { 'content-type': 'application/json' },
			body: JSON.stringify({ domain: `q${number}.example`, didNumbers: rangeOf(number) }),
		});
		const text = await reply.body.text();
		if (reply.statusCode === 404 && /not registered/.test(text)) return undefined;
		return reply.statusCode;
	});
	return answer;
}

/** Ten numbers of the sample trunk for each customer. */
const rangeOf = (number: number): string =>
	`${4420700200 + number * 10}-${4420700200 + number * 10 + 9}`;

function onboarding(state: Context['simulator']['state']) {
	const webhook: WorkflowNode = {
		name: 'Customer',
		type: 'n8n-nodes-base.webhook',
		typeVersion: 2,
		parameters: { httpMethod: 'POST', path: 'queue-onboarding', responseMode: 'lastNode' },
	};
	const [dealerId] = state.dealers.keys();
	const [trunkId] = state.providers.keys();
	const body = "$('Customer').item.json.body";
	const tenantId = byId("={{ $('Create').item.json.id }}");
	return chain('Queue onboarding', [
		{ ...webhook, id: 'webhook', webhookId: 'queue-onboarding' } as WorkflowNode,
		portSip('Create', 'tenant', 'create', {
			name: `={{ ${body}.domain }}`,
			domain: `={{ ${body}.domain }}`,
			website: 'https://www.customer.example',
			timezone: 'Etc/UTC',
			currency: 'EUR',
			region: 'IRL',
			// All of them together must stay below the dealer's limit.
			additionalFields: { maxExtensions: 20 },
		}),
		portSip('Dealer', 'tenant', 'assignDealer', { tenantId, dealerId: byId(dealerId) }),
		portSip('Trunk', 'trunk', 'assign', {
			trunkId: byId(trunkId),
			tenantId,
			options: { didNumbers: `={{ ${body}.didNumbers }}` },
		}),
		portSip('Read back', 'trunk', 'getAssignment', { trunkId: byId(trunkId), tenantId }),
	]);
}

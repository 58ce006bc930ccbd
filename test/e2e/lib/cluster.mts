import { readFileSync } from 'node:fs';
import path from 'node:path';
import { request } from 'undici';
import { adminOf, saveCredential, type Context } from '../checks/context.mts';
import { startDatabases, type Databases } from './databases.mts';
import { addCommunityPackage } from './package.mts';
import { until } from './poll.mts';
import { Background, freePort } from './processes.mts';
import { Rest } from './rest.mts';
import { settings, startServer, type Server } from './server.mts';

/** n8n in queue mode: a main process and workers, which share the databases. */
export interface Cluster {
	url: string;
	rest: Rest;
	/** Credential of the simulated PBX's system administrator. */
	credential: { id: string; name: string };
	workers: Background[];
	stop(): Promise<void>;
}

/** Starts everything with empty data; what was started is stopped again if a part does not start. */
export async function startCluster(context: Context, workers: number): Promise<Cluster> {
	const running: Array<{ stop(): Promise<void> }> = [];
	const stop = async () => {
		for (const each of running) await each.stop();
	};
	try {
		const databases = await startDatabases(context.folder);
		running.unshift(databases);
		const server = await startMain(context, databases);
		running.unshift(server.process);
		const started: Background[] = [];
		for (let number = 1; number <= workers; number++) {
			started.push(await startWorker(context, databases, number));
			running.unshift(started[number - 1]);
		}
		const rest = new Rest(server.url);
		await rest.setUpOwner();
		const credential = await saveCredential(rest, 'Simulated PBX', adminOf(context.simulator));
		return { url: server.url, rest, credential, workers: started, stop };
	} catch (error) {
		await stop();
		throw error;
	}
}

/** Ids of the executions that a worker began and of those that it ended, from its log. */
export function workOf(worker: Background): Record<'started' | 'finished', string[]> {
	const log = readFileSync(worker.log, 'utf8');
	const ids = (what: string) =>
		[...log.matchAll(new RegExp(`Worker ${what} execution (\\w+)`, 'g'))].map(([, id]) => id);
	return { started: ids('started'), finished: ids('finished') };
}

const queueSettings = (databases: Databases) => ({
	...databases.settings,
	EXECUTIONS_MODE: 'queue',
	OFFLOAD_MANUAL_EXECUTIONS_TO_WORKERS: 'true',
	// A lost worker is noticed after seconds, not after a minute and a half.
	QUEUE_WORKER_LOCK_DURATION: '15000',
	QUEUE_WORKER_LOCK_RENEW_TIME: '2000',
	QUEUE_WORKER_STALLED_INTERVAL: '3000',
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

import { chmodSync, existsSync, mkdtempSync, readdirSync, rmSync } from 'node:fs';
import { connect } from 'node:net';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { until } from './poll.mts';
import { Background, freePort, run } from './processes.mts';
import { Skip } from './report.mts';

/** PostgreSQL and Redis on loopback, with the settings by which n8n finds them. */
export interface Databases {
	settings: Record<string, string>;
	stop(): Promise<void>;
}

/**
 * Starts both with empty data.
 *
 * @param folder for their logs
 * @throws Skip where one of them is not installed
 */
export async function startDatabases(folder: string): Promise<Databases> {
	const programs = {
		initdb: find('initdb'),
		postgres: find('postgres'),
		redis: find('redis-server'),
	};
	const missing = Object.entries(programs).filter(([, file]) => !file);
	if (missing.length)
		throw new Skip(
			`not installed: ${missing.map(([name]) => name).join(', ')} (Debian packages: postgresql, redis-server)`,
		);
	const { initdb, postgres, redis } = programs as Record<keyof typeof programs, string>;
	const started: Background[] = [];
	// Not below the cache: the user of PostgreSQL must be able to reach it.
	const data = mkdtempSync(path.join(tmpdir(), 'n8n-portsip-db-'));
	const stop = async () => {
		await Promise.all(started.map((each) => each.stop()));
		rmSync(data, { recursive: true, force: true });
	};
	try {
		const [databasePort, redisPort] = [await freePort(), await freePort()];
		await startPostgres({ initdb, postgres, data, port: databasePort, folder, started });
		started.push(
			Background.start({
				command: redis,
				args: ['--bind', '127.0.0.1', '--port', String(redisPort), '--save', '', '--dir', data],
				log: path.join(folder, 'redis.log'),
			}),
		);
		await Promise.all([listening(databasePort), listening(redisPort)]);
		return {
			settings: {
				DB_TYPE: 'postgresdb',
				DB_POSTGRESDB_HOST: '127.0.0.1',
				DB_POSTGRESDB_PORT: String(databasePort),
				DB_POSTGRESDB_DATABASE: 'postgres',
				DB_POSTGRESDB_USER: 'n8n',
				QUEUE_BULL_REDIS_HOST: '127.0.0.1',
				QUEUE_BULL_REDIS_PORT: String(redisPort),
			},
			stop,
		};
	} catch (error) {
		await stop();
		throw error;
	}
}

interface Postgres {
	initdb: string;
	postgres: string;
	data: string;
	port: number;
	folder: string;
	started: Background[];
}

/** PostgreSQL refuses to run as root, so root hands it to the user that Debian makes for it. */
async function startPostgres(given: Postgres): Promise<void> {
	const { initdb, postgres, data, port, folder, started } = given;
	const log = path.join(folder, 'postgres.log');
	const asRoot = process.getuid?.() === 0;
	const command = (program: string, ...args: string[]) =>
		asRoot
			? { command: 'runuser', args: ['-u', 'postgres', '--', program, ...args], cwd: data, log }
			: { command: program, args, cwd: data, log };
	if (asRoot) chmodSync(data, 0o777);
	const cluster = path.join(data, 'cluster');
	await run(command(initdb, '-D', cluster, '-U', 'n8n', '-A', 'trust', '--no-sync'), 120);
	const options = ['-D', cluster, '-h', '127.0.0.1', '-p', String(port), '-k', data, '-F'];
	started.push(Background.start(command(postgres, ...options)));
}

async function listening(port: number): Promise<void> {
	await until(`port ${port} to be open`, async () => {
		const open = await new Promise<boolean>((resolve) => {
			const socket = connect(port, '127.0.0.1');
			socket.once('connect', () => resolve(true)).once('error', () => resolve(false));
			socket.setTimeout(2000, () => resolve(false));
			socket.once('connect', () => socket.destroy());
		});
		return open || undefined;
	});
}

/** Debian keeps PostgreSQL's programs in a folder for each version, outside of the search path. */
function find(program: string): string | undefined {
	const versions = '/usr/lib/postgresql';
	const folders = [
		...(process.env.PATH ?? '').split(path.delimiter),
		...(existsSync(versions)
			? readdirSync(versions).map((version) => path.join(versions, version, 'bin'))
			: []),
	];
	return folders.map((folder) => path.join(folder, program)).find((file) => existsSync(file));
}

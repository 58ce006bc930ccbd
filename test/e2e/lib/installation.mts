import { createHash } from 'node:crypto';
import { cpSync, existsSync, mkdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import { run } from './processes.mts';
import { Skip } from './report.mts';
import { E2E, SERVER } from './paths.mts';

/** Files that say what is installed: when they change, it is installed anew. */
const FILES = ['package.json', 'package-lock.json', '.npmrc'];

/** Written last, so that an installation that was broken off is not taken for a whole one. */
const STAMP = path.join(SERVER, 'installed');

export interface Installation {
	/** The Node.js that this n8n needs. */
	node: string;
	/** n8n's command. */
	n8n: string;
	version: string;
}

/**
 * Installs n8n, its Node.js and the browser driver, or takes what an earlier run installed.
 *
 * @throws Skip where the packages cannot be had
 */
export async function install(): Promise<Installation> {
	const wanted = createHash('sha256')
		.update(FILES.map((file) => readFileSync(path.join(E2E, file), 'utf8')).join('\0'))
		.digest('hex');
	if (!existsSync(STAMP) || readFileSync(STAMP, 'utf8') !== wanted) {
		console.log('Installing n8n; this takes some minutes once ...');
		rmSync(SERVER, { recursive: true, force: true });
		mkdirSync(SERVER, { recursive: true });
		for (const file of FILES) cpSync(path.join(E2E, file), path.join(SERVER, file));
		await download();
		await compileDatabase();
		writeFileSync(STAMP, wanted);
	}
	const { version } = JSON.parse(readFileSync(inServer('n8n/package.json'), 'utf8')) as {
		version: string;
	};
	return { node: nodeBinary(), n8n: inServer('n8n/bin/n8n'), version };
}

const inServer = (name: string): string => path.join(SERVER, 'node_modules', name);

async function download(): Promise<void> {
	const log = path.join(SERVER, 'npm.log');
	await run({ command: 'npm', args: ['ci', '--no-progress'], cwd: SERVER, log }, 1500).catch(
		(error: unknown) => {
			const cause = NO_NETWORK.exec(readFileSync(log, 'utf8'))?.[0];
			throw cause ? new Skip(`n8n cannot be downloaded here (${cause})`) : error;
		},
	);
	nodeBinary();
}

const NO_NETWORK =
	/\b(ENOTFOUND|EAI_AGAIN|ECONNREFUSED|ECONNRESET|ETIMEDOUT|ENETUNREACH|EHOSTUNREACH|ENOTCACHED|E403|E404)\b/;

/** The folder of the package that brings Node.js, with its headers. */
function nodePackage(): string | undefined {
	const folder = inServer(`node-${process.platform}-${process.arch}`);
	return existsSync(folder) ? folder : undefined;
}

function nodeBinary(): string {
	const folder = nodePackage();
	if (folder) return path.join(folder, 'bin/node');
	if (Number(process.versions.node.split('.')[0]) >= 24) return process.execPath;
	throw new Skip(`n8n needs Node.js 24, and there is none for ${process.platform} ${process.arch}`);
}

/**
 * Install scripts do not run, so the only addon without a binary for this Node.js in its package,
 * SQLite, is compiled here.
 */
async function compileDatabase(): Promise<void> {
	const node = nodeBinary();
	const headers = nodePackage();
	const gyp = inServer('node-gyp/bin/node-gyp.js');
	await run(
		{
			command: node,
			args: [gyp, 'rebuild', '-j', '2', ...(headers ? [`--nodedir=${headers}`] : [])],
			cwd: inServer('sqlite3'),
			// node-gyp finds the same Node.js for its own small scripts.
			env: { PATH: `${path.dirname(node)}${path.delimiter}${process.env.PATH}` },
			log: path.join(SERVER, 'node-gyp.log'),
		},
		900,
	);
}

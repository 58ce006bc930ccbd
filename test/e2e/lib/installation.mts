import { createHash } from 'node:crypto';
import { existsSync, mkdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import { run } from './processes.mts';
import { Skip } from './report.mts';
import { inServer, SERVER, TARGET } from './target.mts';

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
	const { version, files } = TARGET;
	// When the files change, n8n is installed anew.
	const wanted = createHash('sha256').update(JSON.stringify(files)).digest('hex');
	if (!existsSync(STAMP) || readFileSync(STAMP, 'utf8') !== wanted) {
		console.log(`Installing n8n ${version}; this takes some minutes once ...`);
		rmSync(SERVER, { recursive: true, force: true });
		mkdirSync(SERVER, { recursive: true });
		for (const [name, content] of Object.entries(files))
			writeFileSync(path.join(SERVER, name), content);
		await download();
		await compileDatabase();
		writeFileSync(STAMP, wanted);
	}
	return { node: nodeBinary(), n8n: inServer('n8n/bin/n8n'), version };
}

async function download(): Promise<void> {
	const log = path.join(SERVER, 'npm.log');
	const command = 'package-lock.json' in TARGET.files ? 'ci' : 'install';
	await run({ command: 'npm', args: [command, '--no-progress'], cwd: SERVER, log }, 1500).catch(
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
	const [own, wanted] = [process.versions.node, pinnedNode()].map((each) => each.split('.')[0]);
	if (own === wanted) return process.execPath;
	const platform = `${process.platform} ${process.arch}`;
	throw new Skip(`this n8n needs Node.js ${wanted}, and there is no package of it for ${platform}`);
}

/** Version of Node.js that the package file names, the same for every platform. */
function pinnedNode(): string {
	const { optionalDependencies } = JSON.parse(TARGET.files['package.json']) as {
		optionalDependencies: Record<string, string>;
	};
	return Object.values(optionalDependencies)[0];
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

/**
 * The package in a real n8n: `npm run test:e2e`. Installs n8n (once), packs this project, adds it
 * to a fresh n8n as a community package, and works with both from outside: REST, browser, queue.
 *
 *   npm run test:e2e                     all parts
 *   npm run test:e2e -- types examples   the parts named
 *   npm run test:e2e -- --n8n oldest     the oldest n8n that is supported; or any version
 */
import { mkdirSync, mkdtempSync, readdirSync, rmSync, statSync } from 'node:fs';
import path from 'node:path';
import { startSimulator } from '../../simulator/server.mts';
import { adminOf, saveCredential, type Context } from './checks/context.mts';
import { checkCredentials } from './checks/credentials.mts';
import { checkEditor } from './checks/editor.mts';
import { checkExamples } from './checks/examples.mts';
import { checkOperations } from './checks/operations.mts';
import { makePictures } from './checks/pictures.mts';
import { checkQueue } from './checks/queue.mts';
import { checkSetup } from './checks/setup.mts';
import { checkTasks } from './checks/tasks.mts';
import { checkTool } from './checks/tool.mts';
import { checkTriggers } from './checks/triggers.mts';
import { checkTypes } from './checks/types.mts';
import { install } from './lib/installation.mts';
import { OPTIONS } from './lib/options.mts';
import { addCommunityPackage, pack } from './lib/package.mts';
import { CACHE } from './lib/paths.mts';
import { Report, Skip } from './lib/report.mts';
import { Rest } from './lib/rest.mts';
import { startServer } from './lib/server.mts';

/** In the order in which they run. */
const PARTS: Readonly<Record<string, (context: Context) => Promise<void>>> = {
	types: checkTypes,
	credentials: checkCredentials,
	operations: checkOperations,
	examples: checkExamples,
	triggers: checkTriggers,
	tool: checkTool,
	editor: checkEditor,
	setup: checkSetup,
	tasks: checkTasks,
	queue: checkQueue,
	pictures: makePictures,
};

/** They change the project, so they must be named. */
const ON_DEMAND = ['pictures'];

/** What the tests know how to do with other versions, too. */
const IN_ANY_VERSION = ['types', 'credentials', 'operations', 'examples'];

const wanted = OPTIONS.parts.length || OPTIONS.n8n === undefined ? OPTIONS.parts : IN_ANY_VERSION;
const unknown = wanted.filter((name) => !(name in PARTS));
if (unknown.length) {
	console.error(`No such part: ${unknown.join(', ')}. There are: ${Object.keys(PARTS).join(', ')}`);
	process.exit(2);
}

const report = new Report();
try {
	await main();
} catch (error) {
	if (error instanceof Skip) report.skipAll(error.message);
	else await report.check('Set-up', 'the tests could be run', () => Promise.reject(error));
}
report.print();
// What still hangs on, such as a connection that is kept, must not keep the run from ending.
process.exit(report.failed ? 1 : 0);

async function main(): Promise<void> {
	mkdirSync(CACHE, { recursive: true });
	const installation = await install();
	console.log(`n8n ${installation.version}`);
	removeOldRuns();
	const folder = mkdtempSync(path.join(CACHE, 'run-'));
	const packed = await pack(folder);
	const userFolder = path.join(folder, 'main');
	await addCommunityPackage(packed, userFolder);

	const simulator = await startSimulator();
	const server = await startServer(installation, userFolder, path.join(folder, 'n8n.log'));
	try {
		const rest = new Rest(server.url);
		await rest.setUpOwner();
		const credential = await saveCredential(rest, 'Simulated PBX', adminOf(simulator));
		const context = { report, installation, packed, server, rest, simulator, credential, folder };
		for (const [name, part] of Object.entries(PARTS)) {
			if (wanted.length ? !wanted.includes(name) : ON_DEMAND.includes(name)) continue;
			simulator.reset();
			await part(context);
		}
	} finally {
		await server.process.stop();
		await simulator.close();
	}
	if (report.failed) console.log(`Logs: ${folder}`);
	else rmSync(folder, { recursive: true, force: true });
}

/** Logs of failed runs stay for an hour; younger folders may belong to a run beside this one. */
function removeOldRuns(): void {
	for (const name of readdirSync(CACHE).filter((each) => each.startsWith('run-'))) {
		const folder = path.join(CACHE, name);
		const age = Date.now() - statSync(folder).mtimeMs;
		if (age > 3_600_000) rmSync(folder, { recursive: true, force: true });
	}
}

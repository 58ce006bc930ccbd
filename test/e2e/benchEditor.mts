/**
 * How fast n8n's editor is with our nodes, next to n8n's HubSpot and Slack nodes in the same n8n
 * and the same browser: `npm run bench:editor [-- ROUNDS]`. Times depend on the machine, so none of
 * them makes this fail; the ratios to Slack are what counts.
 */
import { mkdirSync, mkdtempSync, rmSync } from 'node:fs';
import path from 'node:path';
import { form, panel, type Measured } from './bench/measure.mts';
import { print, type Rounds } from './bench/report.mts';
import { SUBJECTS, WARM_UP, type Subject } from './bench/subjects.mts';
import { openBrowser } from './lib/browser.mts';
import { Editor } from './lib/editor.mts';
import { create } from './lib/executions.mts';
import { install } from './lib/installation.mts';
import { OPTIONS } from './lib/options.mts';
import { addCommunityPackage, pack } from './lib/package.mts';
import { CACHE } from './lib/paths.mts';
import { Skip } from './lib/report.mts';
import { Rest } from './lib/rest.mts';
import { startServer } from './lib/server.mts';
import { chain, manualTrigger } from './lib/workflow.mts';

const ROUNDS = Number(OPTIONS.parts[0] ?? 5);

if (!(ROUNDS >= 1)) {
	console.error('The number of rounds must be 1 or more');
	process.exit(2);
}
try {
	await main();
} catch (error) {
	if (!(error instanceof Skip)) throw error;
	console.log(`Skipped: ${error.message}`);
}
process.exit(0);

async function main(): Promise<void> {
	mkdirSync(CACHE, { recursive: true });
	const installation = await install();
	const folder = mkdtempSync(path.join(CACHE, 'run-'));
	const userFolder = path.join(folder, 'main');
	await addCommunityPackage(await pack(folder), userFolder);
	const server = await startServer(installation, userFolder, path.join(folder, 'n8n.log'));
	try {
		const rest = new Rest(server.url);
		await rest.setUpOwner();
		const { page, shot, close } = await openBrowser(folder);
		try {
			await page.addInitScript({ path: path.join(import.meta.dirname, 'bench/stopwatch.js') });
			const editor = new Editor(page, rest);
			await editor.signIn();
			const { subjects, sizes } = await newest(rest);
			const rounds = await measure(editor, rest, subjects);
			console.log(`n8n ${installation.version}, ${ROUNDS} rounds\n`);
			print(rounds, sizes);
		} catch (error) {
			await shot('failed-bench');
			throw error;
		} finally {
			await close();
		}
	} finally {
		await server.process.stop();
		rmSync(folder, { recursive: true, force: true });
	}
}

/** The nodes in the newest version that this n8n has, and the sizes of their descriptions. */
async function newest(rest: Rest): Promise<{ subjects: Subject[]; sizes: Record<string, number> }> {
	const types: any[] = await rest.get('/types/nodes.json');
	const sizes: Record<string, number> = {};
	const subjects = SUBJECTS.map((subject) => {
		const versionOf = ({ version }: any) => Math.max(...[version].flat());
		const [type] = types
			.filter(({ name }) => name === subject.node.type)
			.sort((a, b) => versionOf(b) - versionOf(a));
		if (!type) throw new Error(`This n8n has no ${subject.node.type}`);
		sizes[subject.title] = JSON.stringify(type).length;
		return { ...subject, node: { ...subject.node, typeVersion: versionOf(type) } };
	});
	return { subjects, sizes };
}

async function measure(editor: Editor, rest: Rest, subjects: readonly Subject[]): Promise<Rounds> {
	const { page } = editor;
	// With a trigger on the canvas, the panel unfolds the actions and not the triggers of a node.
	const nodes = [manualTrigger(), ...[WARM_UP, ...subjects].map(({ node }) => node)];
	const { id } = await create(rest, { ...chain('Bench', nodes), connections: {} });
	const rounds: Record<string, Measured[]> = {};
	for (let round = 0; round < ROUNDS; round++) {
		// In turn, so that none always has the best place.
		const turn = (round * 3) % subjects.length;
		const order = [WARM_UP, ...subjects.slice(turn), ...subjects.slice(0, turn)];
		await page.goto(`${rest.url}/workflow/${id}`);
		await editor.id('canvas-node').first().waitFor();
		// n8n's own key for the panel of nodes.
		await page.keyboard.press('n');
		const panels: Array<Awaited<ReturnType<typeof panel>>> = [];
		for (const subject of order) panels.push(await panel(editor, subject));
		await page.keyboard.press('Escape');
		await editor.id('node-creator').waitFor({ state: 'hidden' });
		for (const [place, subject] of order.entries()) {
			const measured = { ...panels[place], ...(await form(editor, subject)) };
			(rounds[subject.title] ??= []).push(measured);
		}
		console.log(`Round ${round + 1} of ${ROUNDS} is done`);
	}
	return rounds;
}

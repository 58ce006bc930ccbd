import assert from 'node:assert/strict';
import { openBrowser, type Browser } from '../lib/browser.mts';
import { Editor } from '../lib/editor.mts';
import { table } from '../../../scripts/bench/table.mts';
import { saveCredential, type Context } from './context.mts';
import { TASKS, type Task } from './taskList.mts';

const GROUP = 'Daily tasks';

/** What a person's hand did for a task. */
interface Effort {
	clicks: number;
	/** Fields and searches that were typed in. */
	typed: number;
}

/**
 * Ten daily tasks, each from an empty workflow to its result: over all nodes of actions, each of
 * which thereby shows its panel, a form and an output. Clicks are counted by the page itself.
 */
export async function checkTasks(context: Context): Promise<void> {
	const { report, simulator, rest, folder } = context;
	let browser: Browser | undefined;
	await report.check(GROUP, 'a browser can be started', async () => {
		browser = await openBrowser(folder);
	});
	if (!browser) return;
	const { page, shot, close } = browser;
	const { url, logins } = simulator;
	const user = {
		baseUrl: url,
		signInAs: 'tenantUser',
		...logins.tenantUser,
		ignoreSslIssues: false,
	};
	const credentials = {
		administrator: context.credential,
		user: await saveCredential(rest, 'Simulated PBX, Tenant User', user),
	};
	const efforts: Array<readonly [Task, Effort]> = [];
	try {
		await page.addInitScript(COUNTER);
		const editor = new Editor(page, rest);
		await editor.signIn();
		for (const task of TASKS) {
			simulator.reset();
			const passed = await report.check(GROUP, `${task.name} (${task.node})`, async () => {
				await editor.findNode(task.search, task.node);
				await editor.chooseAction(task.action);
				const before: Effort = await page.evaluate('effort');
				await editor.chooseCredential(credentials[task.account ?? 'administrator'].name);
				// Whose account it is has been chosen once and for all: it is no part of the task.
				await page.evaluate(`Object.assign(effort, ${JSON.stringify(before)})`);
				await task.fillIn(editor);
				assert.equal(await editor.execute(), 'success');
				await editor.seeOutput(task.shows);
				const effort: Effort = await page.evaluate('effort');
				assert.ok(
					simulator.log.some(
						({ method, path, status }) =>
							`${method} ${path}`.match(task.call) && status >= 200 && status < 300,
					),
					`the PBX got no ${task.call}`,
				);
				efforts.push([task, effort]);
			});
			await shot(`task-${passed ? '' : 'failed-'}${task.name.replaceAll(/\W+/g, '-')}`);
		}
	} finally {
		await close();
	}
	print(efforts);
}

/** Counts from the opening of a page on; what a script does without a hand is not counted. */
const COUNTER = `
	window.effort = { clicks: 0, typed: 0 };
	addEventListener('click', ({ isTrusted }) => { if (isTrusted) effort.clicks += 1; }, true);
	const typedIn = new WeakSet();
	addEventListener('input', ({ target }) => {
		if (typedIn.has(target)) return;
		typedIn.add(target);
		effort.typed += 1;
	}, true);
`;

function print(efforts: ReadonlyArray<readonly [Task, Effort]>): void {
	const lines = efforts.map(([{ name, node, action }, { clicks, typed }]) => [
		name,
		node,
		action,
		String(clicks),
		String(typed),
	]);
	console.log(`\n${table(['Task', 'Node', 'Action', 'Clicks', 'Typed'], lines)}`);
}

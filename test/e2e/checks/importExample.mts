import { readFileSync } from 'node:fs';
import path from 'node:path';
import type { Browser } from '../lib/browser.mts';
import type { Editor } from '../lib/editor.mts';
import { PROJECT } from '../lib/paths.mts';
import { PACK, type Workflow } from '../lib/workflow.mts';
import type { Context } from './context.mts';
import { EXPECTATIONS } from './expectations.mts';

/** The one that the README shows first. */
export const EXAMPLE = 'onboard-tenant.json';

/** The way of the README: import from file, choose the credential in each node, run. */
export async function importExample(
	context: Context,
	editor: Editor,
	shot: Browser['shot'],
): Promise<void> {
	const { simulator, credential } = context;
	simulator.reset();
	const file = path.join(PROJECT, 'workflows', EXAMPLE);
	const nodes = (JSON.parse(readFileSync(file, 'utf8')) as Workflow).nodes
		.filter(({ type }) => type.startsWith(PACK))
		.map(({ name }) => name);
	await editor.importFile(file);
	await shot('14-imported');
	for (const node of nodes) {
		await editor.openNode(node);
		await editor.chooseCredential(credential.name);
		if (node === nodes[0]) await shot('15-imported-credential');
		await editor.closeNode();
	}
	const execution = (await editor.executeWorkflow()).mustSucceed();
	// The run is over on the server before the canvas has shown all of it.
	await editor.id('execute-workflow-button').getByText('Execute workflow').waitFor();
	await editor.page.waitForTimeout(1000);
	await shot('16-imported-run');
	const again = () => Promise.reject(new Error('This example is run once'));
	await EXPECTATIONS[EXAMPLE](context, { execution }, again);
}

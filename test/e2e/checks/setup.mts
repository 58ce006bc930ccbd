import assert from 'node:assert/strict';
import { openBrowser, type Browser } from '../lib/browser.mts';
import { Editor } from '../lib/editor.mts';
import type { Context } from './context.mts';

const GROUP = 'Tenant Setup in the editor';

/** The sample tenant as somebody wrote it down: one name differs, and one group is not there yet. */
const DOCUMENT = {
	version: 1,
	tenant: { domain: 'sample.example' },
	extensions: [{ extension_number: '1001', display_name: 'Front Desk' }],
	ring_groups: [{ extension_number: '8001', name: 'Office', agents: ['1001'] }],
};

/** A person opens Tenant Setup in the browser, compares a document and reads the plan as a table. */
export async function checkSetup(context: Context): Promise<void> {
	const { report, simulator, rest, folder, credential } = context;
	simulator.reset();
	let browser: Browser | undefined;
	await report.check(GROUP, 'a browser can be started', async () => {
		browser = await openBrowser(folder);
	});
	if (!browser) return;
	const { page, shot, close } = browser;
	const editor = new Editor(page, rest);
	const writes = () =>
		simulator.log.filter(
			({ method, path }) => method === 'POST' && !/\/auth\/|\/tenants\/switch/.test(path),
		);
	try {
		await editor.signIn();
		await report.check(
			GROUP,
			'Compare shows the plan as a table, a row for each record',
			async () => {
				await editor.findNode('onboarding', 'PortSIP Provisioning');
				await editor.chooseAction('Compare tenant setup');
				await editor.chooseCredential(credential.name);
				await editor.fillCode('document', JSON.stringify(DOCUMENT, null, 2));
				await shot('20-compare-form');
				simulator.log.length = 0;
				assert.equal(await editor.execute(), 'success');
				const { heads, rows } = await editor.table();
				await shot('21-compare-table');
				assert.deepEqual(heads.slice(0, 4), ['part', 'record', 'operation', 'changed']);
				assert.deepEqual(
					rows.map((row) => row.slice(0, 3)),
					[
						['tenant', 'sample.example', 'unchanged'],
						['extensions', '1001', 'update'],
						['ring_groups', '8001', 'create'],
					],
				);
				const shown = rows.flat().join('\n');
				assert.match(shown, /display_name[^]*Sample Office[^]*Front Desk/);
				assert.doesNotMatch(shown, /\[object/);
				assert.deepEqual(writes(), []);
			},
		);
		await report.check(GROUP, 'Onboard looks first, and makes the customer', async () => {
			await editor.findNode('onboarding', 'PortSIP Provisioning');
			await editor.chooseAction('Onboard customer');
			await editor.chooseCredential(credential.name);
			await editor.fill('customer', 'Willow Dental');
			await editor.fill('domain', 'willow.example');
			await editor.fill('website', 'https://www.willow.example');
			await editor.locate('timezone', 'dublin');
			await editor.locate('currency', 'euro (');
			await editor.locate('region', 'ireland (');
			await editor.locate('trunkId', 'sample');
			await editor.fill('howMany', '5');
			await editor.toggle('dryRun');
			await shot('22-onboard-form');
			simulator.log.length = 0;
			assert.equal(await editor.execute(), 'success');
			await editor.seeOutput(/dryRun/, /nothing was written/);
			assert.deepEqual(writes(), []);
			await editor.toggle('dryRun');
			assert.equal(await editor.execute(), 'success');
			await editor.seeOutput(/2 created/);
			await shot('23-onboarded');
			const domains = [...simulator.state.tenants.values()].map(({ domain }) => domain);
			assert.ok(domains.includes('willow.example'));
		});
	} finally {
		await shot('24-setup-end').catch(() => {});
		await close();
	}
}

import assert from 'node:assert/strict';
import { openBrowser, type Browser } from '../lib/browser.mts';
import { Editor } from '../lib/editor.mts';
import { Skip } from '../lib/report.mts';
import type { Context } from './context.mts';
import { administratorForm, tenantUserForm } from './credentialForm.mts';
import { importExample } from './importExample.mts';

const GROUP = 'Editor';

/** A person builds a workflow in the browser: nothing may be missing, stuck or misleading. */
export async function checkEditor(context: Context): Promise<void> {
	const { report } = context;
	let browser: Browser | undefined;
	await report.check(GROUP, 'a browser can be started', async () => {
		browser = await openBrowser(context.folder);
	});
	if (!browser) return;
	const { page, shot, close } = browser;
	const editor = new Editor(page, context.rest);
	let broken = false;
	// Each step needs the one before it.
	const step = async (name: string, body: () => Promise<unknown>) => {
		const passed = await report.check(GROUP, name, () => {
			if (broken) throw new Skip('a step before it failed');
			return body();
		});
		if (!passed && !broken) await shot(`failed-${name.replaceAll(/\W+/g, '-')}`).catch(() => {});
		broken ||= !passed;
	};
	try {
		await step('sign in', () => editor.signIn());
		await step('find the node and its actions', async () => {
			await editor.findNode('portsip', 'PortSIP PBX');
			await shot('01-actions');
			await editor.chooseAction('Create tenant');
		});
		await step('fill in the required fields', () => requiredFields(context, editor, shot));
		await step('fill in nested optional fields', () => nestedFields(editor, shot));
		await step('run the node and read its output', () => firstRun(context, editor, shot));
		await step('read what went wrong', async () => {
			assert.equal(await editor.execute(), 'error');
			await editor.seeOutput(/Create tenant: the PBX answered 409/, /Look the existing record up/);
			await shot('05-failure');
		});
		await step('pick a tenant from the list with a search', () => locate(editor, shot));
		await step('fill in a list of entries', () => listOfEntries(editor, shot));
		await step('act in a tenant: its records are listed, and read', () =>
			actInTenant(context, editor, shot),
		);
		await step('credential form: red with the cause, then green', () =>
			administratorForm(context, editor, shot),
		);
		await step('credential form: a tenant user is asked for the domain, green', () =>
			tenantUserForm(context, editor, shot),
		);
		await step('import an example, choose the credential once, run it', () =>
			importExample(context, editor, shot),
		);
	} finally {
		await close();
	}
}

type Shot = Browser['shot'];

async function requiredFields({ credential }: Context, editor: Editor, shot: Shot): Promise<void> {
	// n8n takes the newest one by itself, which may be of another part.
	await editor.chooseCredential(credential.name);
	await shot('02-create-tenant');
	await editor.fill('name', 'Willow Dental');
	await editor.fill('domain', 'willow.example');
	await editor.fill('website', 'https://www.willow.example');
	assert.deepEqual(await editor.locate('timezone', 'dublin'), ['Europe/Dublin']);
	await editor.locate('currency', 'euro (');
	assert.deepEqual(await editor.locate('region', 'ireland ('), ['Ireland (IRL)']);
}

/** A collection in the collection, with a choice and a switch, and a field after it. */
async function nestedFields(editor: Editor, shot: Shot): Promise<void> {
	await editor.add(0, 'Call Event Target');
	// The inner button stands above the outer one, and both offer "Enabled".
	await editor.id('collection-parameter-add').nth(1).waitFor();
	await editor.add(0, 'Enabled');
	await editor.add(0, 'URL');
	await editor.add(0, 'Authentication');
	await editor.toggle('enabled');
	await editor.fill('url', 'https://events.example/cdr');
	await editor.add(1, 'Office Hours');
	await editor.fill('officeHours', 'Mon-Fri 09:00-17:30');
	await editor.scrollDown();
	await shot('03-nested-fields');
}

async function firstRun({ simulator }: Context, editor: Editor, shot: Shot): Promise<void> {
	assert.equal(await editor.execute(), 'success');
	const tenant = [...simulator.state.tenants.values()].find(
		({ domain }) => domain === 'willow.example',
	);
	assert.ok(tenant, 'the PBX has no such tenant');
	await editor.seeOutput(new RegExp(String(tenant.id)));
	await shot('04-output');
	assert.equal(tenant.currency, 'EUR');
	const target = tenant.cdr_event as Record<string, unknown>;
	assert.deepEqual([target.enabled, target.url], [true, 'https://events.example/cdr']);
	assert.match(JSON.stringify(tenant.office_hours), /09/);
}

async function locate(editor: Editor, shot: Shot): Promise<void> {
	await editor.pick('operation', 'Get');
	const hits = await editor.locate('tenantId', 'willow');
	assert.deepEqual(hits, ['Willow Dental (willow.example)']);
	assert.equal(await editor.execute(), 'success');
	await editor.seeOutput(/Willow Dental/);
	await shot('06-picked-tenant');
}

/** With the account of the whole PBX, the lists show what there is in the chosen tenant. */
async function actInTenant(context: Context, editor: Editor, shot: Shot): Promise<void> {
	const { simulator, credential } = context;
	const [user] = [...simulator.state.users.values()];
	const tenant = simulator.state.tenants.get(String(user.tenant_id));
	// Found by what people call it.
	await editor.findNode('create user', 'PortSIP Extensions');
	await editor.chooseAction('Get extension');
	await editor.chooseCredential(credential.name);
	await editor.locate('actInTenant', String(tenant?.name).toLowerCase());
	const [hit] = await editor.locate('extensionId', String(user.extension_number));
	assert.ok(hit.includes(String(user.extension_number)), hit);
	assert.equal(await editor.execute(), 'success');
	await editor.seeOutput(new RegExp(String(user.id)));
	await shot('08-act-in-tenant');
}

/** A list in the collection: it opens, takes two entries and keeps them. */
async function listOfEntries(editor: Editor, shot: Shot): Promise<void> {
	await editor.pick('resource', 'Trunk (Provider, DID)', 'did');
	await editor.pick('operation', 'Create');
	await editor.add(0, 'Outbound Parameters');
	await editor.id('fixed-collection-add').click();
	await editor.id('fixed-collection-add').click();
	const parts = editor.field('key');
	assert.equal(await parts.count(), 2);
	await editor.fill('key', 'From User Part');
	await editor.pick('value', 'Outbound Caller ID', 'outbound');
	await editor.scrollDown();
	await shot('07-list-of-entries');
	assert.equal(await parts.first().locator('input').inputValue(), 'From User Part');
}

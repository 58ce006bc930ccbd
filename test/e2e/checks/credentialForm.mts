import assert from 'node:assert/strict';
import type { Browser, Page } from '../lib/browser.mts';
import type { Editor } from '../lib/editor.mts';
import { until } from '../lib/poll.mts';
import type { Context } from './context.mts';

type Shot = Browser['shot'];

/** A wrong password shows why, the right one makes it green; in the node that is open. */
export async function administratorForm(
	{ simulator }: Context,
	editor: Editor,
	shot: Shot,
): Promise<void> {
	const { page } = editor;
	const form = await newCredential(editor);
	await shot('09-credential-empty');
	const { username, password } = simulator.logins.systemAdmin;
	await editor.fill('baseUrl', simulator.url, form);
	await editor.fill('username', username, form);
	await editor.fill('password', 'not-this-one', form);
	await editor.id('credential-save-button').click();
	// n8n folds the cause away, and draws the form anew while the credential is saved.
	const [more, cause] = [page.getByText('More details'), page.getByText(/refused the sign-in/)];
	await more.waitFor();
	await until(
		'the cause to be shown',
		async () => {
			await more.click({ timeout: 1000 }).catch(() => undefined);
			return (await cause.count()) > 0 || undefined;
		},
		{ seconds: 15, everyMs: 300 },
	);
	await shot('10-credential-refused');
	await editor.fill('password', password, form);
	await editor.id('credential-save-button').click();
	await accepted(editor, form);
	await shot('11-credential-accepted');
	await closeForm(editor, form);
}

/** The field for the tenant's domain is there for a tenant user only. */
export async function tenantUserForm(
	{ simulator }: Context,
	editor: Editor,
	shot: Shot,
): Promise<void> {
	const form = await newCredential(editor);
	const { username, password, domain } = simulator.logins.tenantUser;
	assert.equal(await editor.field('domain', form).count(), 0, 'an administrator has no domain');
	await editor.fill('baseUrl', simulator.url, form);
	await editor.pick('signInAs', 'Tenant User');
	await editor.fill('username', username, form);
	await editor.fill('password', password, form);
	await editor.fill('domain', domain, form);
	await shot('12-credential-tenant-user');
	await editor.id('credential-save-button').click();
	await accepted(editor, form);
	await shot('13-credential-tenant-user-accepted');
	await closeForm(editor, form);
}

async function newCredential(editor: Editor): Promise<Page> {
	await editor.id('node-credentials-select').click();
	await editor.page.getByText('Create new credential').last().click();
	const form = editor.id('credential-edit-dialog');
	await form.waitFor();
	return form;
}

/** n8n closes the form of a credential that works, and tests it again when it is opened. */
async function accepted(editor: Editor, form: Page): Promise<void> {
	await form.waitFor({ state: 'hidden' });
	await editor.id('credential-edit-button').click();
	await editor.id('credentials-config-container-test-success').waitFor();
}

async function closeForm(editor: Editor, form: Page): Promise<void> {
	// The Escape key would close the node beneath it as well.
	await editor.page.locator('.el-dialog__headerbtn:visible').last().click();
	await form.waitFor({ state: 'hidden' });
}

import type { Page } from './browser.mts';
import { finished, type Execution } from './executions.mts';
import { until } from './poll.mts';
import { OWNER, type Rest } from './rest.mts';

/** The heading of a node's actions in the panel. */
const ACTIONS = /^Actions \(\d+\)$/;

/** n8n's editor as a person uses it. Names in quotes are the test ids of its own markup. */
export class Editor {
	constructor(
		readonly page: Page,
		private readonly rest: Rest,
	) {}

	async signIn(): Promise<void> {
		await this.page.goto(`${this.rest.url}/signin`);
		await this.page.getByLabel('Email').fill(OWNER.email);
		await this.page.getByLabel('Password').fill(OWNER.password);
		await this.page.getByRole('button', { name: /sign in/i }).click();
		await this.page.waitForURL(/\/home\//);
	}

	/** Opens an empty workflow and the node's page in the panel of nodes. */
	async findNode(search: string, name: string): Promise<void> {
		await this.page.goto(`${this.rest.url}/workflow/new`);
		await this.id('canvas-add-button').click();
		await this.id('node-creator-search-bar').fill(search);
		await this.id('item-iterator-item').filter({ hasText: name }).first().click();
		await this.page.getByText(ACTIONS).waitFor();
	}

	/** Chooses an action; n8n then opens the node. */
	async chooseAction(action: string): Promise<void> {
		await (await this.action(action)).click();
		await this.id('ndv').waitFor();
	}

	/** An action in the panel of a node. */
	async action(action: string): Promise<Page> {
		const entry = this.page.getByText(action, { exact: true });
		const shown = await entry.waitFor({ timeout: 5000 }).then(
			() => true,
			() => false,
		);
		// Behind triggers of the same name, n8n folds the actions up where a workflow is empty.
		if (!shown) await this.page.getByText(ACTIONS).click();
		await entry.waitFor();
		return entry;
	}

	/** The widget of a parameter. */
	field(name: string, within: Page = this.page): Page {
		return within.getByTestId(`parameter-input-${name}`);
	}

	async fill(name: string, value: string, within?: Page): Promise<void> {
		await this.field(name, within).locator('input').first().fill(value);
	}

	/** Fills the editor of a JSON field. */
	async fillCode(name: string, text: string): Promise<void> {
		const code = this.field(name).locator('.cm-content');
		await code.click();
		await this.page.keyboard.press('ControlOrMeta+A');
		await this.page.keyboard.insertText(text);
	}

	/** What the output panel shows as a table. */
	async table(): Promise<{ heads: string[]; rows: string[][] }> {
		const panel = this.id('output-panel');
		await panel.getByTestId('radio-button-table').click();
		await panel.locator('table tbody tr').first().waitFor();
		const heads: string[] = await panel.locator('table thead th').allInnerTexts();
		const rows: string[][] = [];
		for (const row of await panel.locator('table tbody tr').all()) {
			rows.push((await row.locator('td').allInnerTexts()).map((text: string) => text.trim()));
		}
		return { heads: heads.map((text) => text.trim()).filter(Boolean), rows };
	}

	async toggle(name: string, within?: Page): Promise<void> {
		await this.field(name, within).locator('.el-switch, [role=switch], input').first().click();
	}

	/** Picks a choice, by typing where the list can be searched. */
	async pick(name: string, choice: string | RegExp, search?: string): Promise<void> {
		await this.field(name).locator('input').first().click();
		await this.choose(choice, search);
	}

	/**
	 * Adds an optional field to a collection.
	 *
	 * @param nth which of the buttons, from the top
	 */
	async add(nth: number, field: string): Promise<void> {
		await this.id('collection-parameter-add').nth(nth).locator('input').first().click();
		await this.choose(new RegExp(`^${field}$`), field);
		await this.id('node-parameters').getByText(field, { exact: true }).first().waitFor();
	}

	private async choose(choice: string | RegExp, search?: string): Promise<void> {
		if (search) await this.page.keyboard.type(search);
		const options = this.page.locator('.el-select-dropdown__item:visible');
		const text = options.filter({ has: this.page.getByText(choice, { exact: true }) });
		await text.first().click();
	}

	/**
	 * Searches in the list of a locator and picks the first hit.
	 *
	 * @param search in small letters
	 * @returns all hits
	 */
	async locate(name: string, search: string): Promise<string[]> {
		const locator = this.id(`resource-locator-${name}`);
		await locator.getByTestId('rlc-input').click();
		const items = this.id('rlc-item');
		await items.first().waitFor();
		await this.id('rlc-search').locator('input').or(this.id('rlc-search')).last().fill(search);
		const hits = await until('the list to hold hits only', async () => {
			const texts: string[] = await items.allInnerTexts();
			const all = texts.length > 0 && texts.every((text) => text.toLowerCase().includes(search));
			return all ? texts : undefined;
		});
		await items.first().click();
		return hits;
	}

	/** Runs the open node and waits until its result is shown. */
	async execute(): Promise<'success' | 'error'> {
		const { status } = await this.startedBy(this.id('node-execute-button'));
		const shown = status === 'success' ? 'success' : 'danger';
		await this.id(`node-run-status-${shown}`).first().waitFor();
		return status === 'success' ? 'success' : 'error';
	}

	/** Waits until the output panel shows a text. */
	async seeOutput(...parts: RegExp[]): Promise<void> {
		const panel = this.id('output-panel');
		for (const part of parts)
			await until(
				`the output to show ${part}`,
				async () => (part.test(await panel.innerText()) ? true : undefined),
				{ seconds: 10 },
			);
	}

	/** Opens an empty workflow and fills it from a file, by the menu. */
	async importFile(file: string): Promise<void> {
		await this.page.goto(`${this.rest.url}/workflow/new`);
		await this.id('canvas-add-button').waitFor();
		await this.id('workflow-menu').click();
		await this.page.getByText('Import', { exact: true }).hover();
		const chooser = this.page.waitForEvent('filechooser');
		await this.page.getByText(/from file/i).click();
		await (await chooser).setFiles(file);
		await this.id('canvas-node').first().waitFor();
	}

	/** Opens a node of the canvas. */
	async openNode(name: string): Promise<void> {
		await this.page.locator(`[data-test-id="canvas-node"][data-node-name="${name}"]`).dblclick();
		await this.id('ndv').waitFor();
	}

	async closeNode(): Promise<void> {
		await this.id('ndv-close-button').click();
		await this.id('ndv').waitFor({ state: 'hidden' });
	}

	/** Chooses a saved credential in the node that is open. */
	async chooseCredential(name: string): Promise<void> {
		await this.id('node-credentials-select').click();
		await this.page.locator('.el-select-dropdown__item:visible').getByText(name).first().click();
		await until('the credential to be chosen', async () => {
			const input = this.id('node-credentials-select').locator('input').first();
			return (await input.inputValue()) === name || undefined;
		});
	}

	/** Runs the workflow on the canvas and waits for its end. */
	async executeWorkflow(): Promise<Execution> {
		return await this.startedBy(this.id('execute-workflow-button'));
	}

	private async startedBy(button: Page): Promise<Execution> {
		const started = this.page.waitForResponse(/\/rest\/workflows\/[^/]+\/run$/);
		await button.first().click();
		const { data } = await (await started).json();
		return await finished(this.rest, data.executionId);
	}

	/** Scrolls the parameters to their end. */
	async scrollDown(): Promise<void> {
		await this.page.mouse.move(700, 600);
		await this.page.mouse.wheel(0, 5000);
		await this.page.waitForTimeout(300);
	}

	id(name: string): Page {
		return this.page.getByTestId(name);
	}
}

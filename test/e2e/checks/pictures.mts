import assert from 'node:assert/strict';
import { existsSync, readdirSync, readFileSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import { animated, type Frame } from '../lib/animation.mts';
import { openBrowser, type Browser, type Page } from '../lib/browser.mts';
import { Editor } from '../lib/editor.mts';
import { create } from '../lib/executions.mts';
import { PROJECT, SCREENSHOTS } from '../lib/paths.mts';
import { Skip } from '../lib/report.mts';
import { withCredential, type Workflow } from '../lib/workflow.mts';
import type { Context } from './context.mts';
import { EXAMPLE } from './importExample.mts';

const GROUP = 'Pictures';
const IMAGES = path.join(PROJECT, 'docs/images');
const WORKFLOWS = path.join(PROJECT, 'workflows');
const MOST_BYTES = 400 * 1024;

/** Pictures that the part `editor` takes on its way, by what they are called in the documents. */
const FROM_EDITOR: Readonly<Record<string, string>> = {
	'create-tenant': '03-nested-fields',
	failure: '05-failure',
	'act-in-tenant': '08-act-in-tenant',
	onboarding: '16-imported-run',
};

/** Messages that fade in and out would stand in front of what is to be seen. */
const STYLE = '.el-notification { visibility: hidden }';

/** Makes the pictures of `docs/images` anew: each example workflow, and the first workflow. */
export async function makePictures(context: Context): Promise<void> {
	const { report, rest, folder } = context;
	let browser: Browser | undefined;
	await report.check(GROUP, 'a browser can be started', async () => {
		browser = await openBrowser(folder);
	});
	if (!browser) return;
	for (const [name, shot] of Object.entries(FROM_EDITOR)) {
		await report.check(GROUP, `${name}, from the part editor`, () => {
			const file = path.join(SCREENSHOTS, `${shot}.png`);
			if (!existsSync(file)) throw new Skip('run the part editor, too');
			save(`${name}.png`, readFileSync(file));
		});
	}
	const { page, close } = browser;
	const editor = new Editor(page, rest);
	try {
		await editor.signIn();
		await report.check(GROUP, 'first workflow, moving', async () => {
			save('first-workflow.png', animated(await firstWorkflow(context, editor)));
		});
		// The part editor takes one after its run.
		const others = readdirSync(WORKFLOWS).filter(
			(each) => /\.json$/.test(each) && each !== EXAMPLE,
		);
		for (const file of others) {
			await report.check(GROUP, file, async () => {
				const workflow = JSON.parse(readFileSync(path.join(WORKFLOWS, file), 'utf8')) as Workflow;
				const { id } = await create(rest, withCredential(workflow, context.credential));
				await page.setViewportSize({ width: 1400, height: 700 });
				await page.goto(`${rest.url}/workflow/${id}`);
				await editor.id('canvas-node').first().waitFor();
				await fitted(page);
				save(`workflow-${path.basename(file, '.json')}.png`, await still(page));
			});
		}
	} finally {
		await close();
	}
}

/** The README's first workflow as a person makes it. */
async function firstWorkflow({ credential }: Context, editor: Editor): Promise<Frame[]> {
	const { page } = editor;
	await page.setViewportSize({ width: 1100, height: 640 });
	const frames: Frame[] = [];
	const frame = async (seconds: number) => {
		// What slides in has come to rest.
		await page.waitForTimeout(1000);
		frames.push({ png: await still(page), seconds });
	};
	await editor.findNode('customer', 'PortSIP PBX');
	await (await editor.action('Get many tenants')).scrollIntoViewIfNeeded();
	await frame(2);
	await editor.chooseAction('Get many tenants');
	await editor.chooseCredential(credential.name);
	await frame(2);
	assert.equal(await editor.execute(), 'success');
	await editor.seeOutput(/sample\.example/);
	await frame(3);
	await editor.closeNode();
	await fitted(page);
	await frame(2);
	return frames;
}

/** All of the workflow, by n8n's own key, after its nodes have come to rest. */
async function fitted(page: Page): Promise<void> {
	await page.keyboard.press('1');
	await page.waitForTimeout(1000);
}

const still = (page: Page): Promise<Buffer> => page.screenshot({ style: STYLE });

function save(name: string, picture: Buffer): void {
	assert.ok(picture.length <= MOST_BYTES, `${name} has ${picture.length} bytes`);
	writeFileSync(path.join(IMAGES, name), picture);
}

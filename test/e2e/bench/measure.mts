import { median } from '../../../scripts/bench/median.mts';
import type { Page } from '../lib/browser.mts';
import type { Editor } from '../lib/editor.mts';
import type { Subject } from './subjects.mts';

/** Milliseconds, unless it says otherwise. */
export interface Measured {
	panelFirst: number;
	panelWhole: number;
	/** How many actions the panel shows. */
	actions: number;
	opening: number;
	/** The middle one of some keys, until the frame that shows it. */
	typing: number;
	slowestKey: number;
	closing: number;
	/** Tasks of more than 50 ms from opening to closing. */
	blocked: number;
}

const ACTIONS = '[data-keyboard-nav-type="action"]';
const FIELDS = '[data-test-id="ndv"] [data-test-id^="parameter-input-"]';
const NODE_VIEW = '[data-test-id="ndv"]';

/**
 * n8n draws a form anew after a key, but only once in 200 ms: keys that come faster fall beside a
 * drawing or into one by chance. At this distance each key pays for a whole one.
 */
const TEXT = 'willow dental';
const BETWEEN_KEYS_MS = 400;

/** Opens the page of a node in the panel of nodes, which is open, and goes back. */
export async function panel(
	editor: Editor,
	{ title }: Subject,
): Promise<Pick<Measured, 'panelFirst' | 'panelWhole' | 'actions'>> {
	const { page } = editor;
	await editor.id('node-creator-search-bar').fill(title);
	const item = editor
		.id('item-iterator-item')
		.filter({ has: page.getByText(title, { exact: true }) })
		.first();
	await item.waitFor();
	// The search is still filtering for a moment.
	await page.waitForTimeout(500);
	const { first, whole, count } = await timed(page, ['click', ACTIONS], () => item.click());
	await editor.id('nodes-list-header').locator('button').first().click();
	await editor.id('node-creator-search-bar').waitFor();
	return { panelFirst: first, panelWhole: whole, actions: count };
}

/** Opens a node of the canvas, types in a field of it and closes it. */
export async function form(
	editor: Editor,
	{ title, field }: Subject,
): Promise<Pick<Measured, 'opening' | 'typing' | 'slowestKey' | 'closing' | 'blocked'>> {
	const { page } = editor;
	const moment = await page.evaluate('performance.now()');
	const node = page.locator(`[data-test-id="canvas-node"][data-node-name="${title}"]`);
	const opened = await timed(page, ['dblclick', FIELDS], () => node.dblclick());
	await editor.field(field).locator('input, textarea').first().click();
	await page.evaluate('stopwatch.takeKeys()');
	await page.keyboard.type(TEXT, { delay: BETWEEN_KEYS_MS });
	const keys: number[] = await page.evaluate('stopwatch.takeKeys()');
	const closed = await timed(page, ['click', NODE_VIEW, true], () =>
		editor.id('ndv-close-button').click(),
	);
	const blocked: number = await page.evaluate(`stopwatch.blockedSince(${moment})`);
	return {
		opening: opened.whole,
		typing: median(keys),
		slowestKey: Math.max(...keys),
		closing: closed.first,
		blocked,
	};
}

interface Times {
	first: number;
	whole: number;
	count: number;
}

/** @param waited event, what is counted, and whether it is to go rather than to come */
async function timed(
	page: Page,
	waited: readonly [string, string, boolean?],
	act: () => Promise<unknown>,
): Promise<Times> {
	await page.evaluate(`stopwatch.arm(...${JSON.stringify(waited)})`);
	await act();
	return await page.evaluate('stopwatch.result');
}

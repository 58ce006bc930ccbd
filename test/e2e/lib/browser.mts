import { existsSync, mkdirSync, mkdtempSync } from 'node:fs';
import path from 'node:path';
import { pathToFileURL } from 'node:url';
import { SCREENSHOTS } from './paths.mts';
import { Skip } from './report.mts';
import { inServer } from './target.mts';

/** A page of the browser driver, whose types are not installed with this project. */
export type Page = any;

export interface Browser {
	page: Page;
	/** Saves what the page shows, under a name. */
	shot(name: string): Promise<void>;
	close(): Promise<void>;
}

/** Headless, and without the calls home that a fresh Chromium makes. */
const FLAGS = [
	'--no-sandbox',
	'--disable-gpu',
	'--disable-quic',
	'--no-first-run',
	'--disable-background-networking',
	'--disable-component-update',
	'--disable-sync',
];

/**
 * Starts Chromium with an empty profile.
 *
 * @param folder of this run
 * @throws Skip where there is no Chromium, or no driver for it
 */
export async function openBrowser(folder: string): Promise<Browser> {
	const executablePath = findChromium();
	if (!executablePath) throw new Skip('there is no Chromium here (Debian package: chromium)');
	const driver = inServer('playwright-core/index.mjs');
	if (!existsSync(driver)) throw new Skip('the editor is tested with the newest n8n only');
	const { chromium, selectors } = await import(pathToFileURL(driver).href);
	selectors.setTestIdAttribute('data-test-id');
	const context = await chromium.launchPersistentContext(
		mkdtempSync(path.join(folder, 'chromium-')),
		{ executablePath, args: FLAGS, viewport: { width: 1400, height: 900 } },
	);
	const page = context.pages()[0] ?? (await context.newPage());
	page.setDefaultTimeout(30_000);
	page.setDefaultNavigationTimeout(90_000);
	mkdirSync(SCREENSHOTS, { recursive: true });
	return {
		page,
		shot: (name) =>
			page.screenshot({
				path: path.join(SCREENSHOTS, `${name}.png`),
				// Messages that fade in and out would stand in front of what is to be seen.
				style: '.el-notification { visibility: hidden }',
			}),
		close: () => context.close(),
	};
}

function findChromium(): string | undefined {
	return (process.env.PATH ?? '')
		.split(path.delimiter)
		.flatMap((folder) =>
			['chromium', 'chromium-browser', 'google-chrome'].map((name) => path.join(folder, name)),
		)
		.find((file) => existsSync(file));
}

import { request } from 'undici';
import type { Installation } from './installation.mts';
import { until } from './poll.mts';
import { Background, freePort } from './processes.mts';

/** A running n8n. */
export interface Server {
	url: string;
	process: Background;
}

/**
 * Settings of every n8n process here: quiet, on loopback only, and without a word to the outside.
 * Task runners are none of ours: no workflow here has a Code node.
 */
export async function settings(userFolder: string): Promise<Record<string, string | undefined>> {
	return {
		N8N_USER_FOLDER: userFolder,
		N8N_ENCRYPTION_KEY: 'only-for-the-end-to-end-tests',
		N8N_HOST: '127.0.0.1',
		N8N_LISTEN_ADDRESS: '127.0.0.1',
		N8N_SECURE_COOKIE: 'false',
		N8N_LOG_LEVEL: 'info',
		N8N_RUNNERS_MODE: 'external',
		N8N_RUNNERS_AUTH_TOKEN: 'only-for-the-end-to-end-tests',
		N8N_RUNNERS_BROKER_PORT: String(await freePort()),
		N8N_DIAGNOSTICS_ENABLED: 'false',
		N8N_DYNAMIC_BANNERS_ENABLED: 'false',
		N8N_HIRING_BANNER_ENABLED: 'false',
		N8N_PERSONALIZATION_ENABLED: 'false',
		N8N_TEMPLATES_ENABLED: 'false',
		N8N_VERIFIED_PACKAGES_ENABLED: 'false',
		N8N_VERSION_NOTIFICATIONS_ENABLED: 'false',
		N8N_LICENSE_AUTO_RENEW_ENABLED: 'false',
		// Up to 1.9x, n8n made tools of community nodes only where this was set.
		N8N_COMMUNITY_PACKAGES_ALLOW_TOOL_USAGE: 'true',
		GENERIC_TIMEZONE: 'Etc/UTC',
		// Options of the runner's own Node.js must not reach n8n's.
		NODE_OPTIONS: undefined,
	};
}

/**
 * Starts n8n's main process and waits until it is ready.
 *
 * @param more further settings, such as those of the queue mode
 * @param at where it listens, if it takes the place of another one
 */
export async function startServer(
	{ node, n8n }: Installation,
	userFolder: string,
	log: string,
	more: Record<string, string> = {},
	at?: string,
): Promise<Server> {
	const url = at ?? `http://127.0.0.1:${await freePort()}`;
	const { port } = new URL(url);
	const process = Background.start({
		command: node,
		args: [n8n, 'start'],
		cwd: userFolder,
		env: { ...(await settings(userFolder)), N8N_PORT: port, WEBHOOK_URL: url, ...more },
		log,
	});
	try {
		await until(
			'n8n to be ready',
			async () => {
				if (process.ended) throw new Error(`n8n ended at once:\n${process.tail()}`);
				const ready = await answers(`${url}/healthz/readiness`);
				// Old versions say that they are ready before they can be asked anything.
				return (ready && (await answers(`${url}/rest/settings`))) || undefined;
			},
			{ seconds: 180, everyMs: 500 },
		);
	} catch (error) {
		await process.stop();
		throw error;
	}
	return { url, process };
}

async function answers(url: string): Promise<boolean> {
	const answer = await request(url).catch(() => undefined);
	await answer?.body.dump();
	return answer?.statusCode === 200;
}

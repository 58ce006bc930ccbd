import { Agent, request } from 'undici';

import type { Rec } from '../types.mts';
import { answerChallenge } from './digest.mts';
import type { EventSwitches } from './switches.mts';

/** What a receiver answered; status 0 is no answer. */
export interface Receipt {
	status: number;
	/** The challenge of a receiver that wants a digest. */
	challenge?: string;
}

/** The credentials of a webhook as the chosen authentication writes them. */
function credentials(setting: Rec, challenge: string | undefined): string | undefined {
	const { auth, url } = setting;
	const username = String(setting.username ?? '');
	const password = String(setting.password ?? '');
	if (auth === 'BEARER') return `Bearer ${String(setting.token ?? '')}`;
	if (auth === 'BASIC') {
		return `Basic ${Buffer.from(`${username}:${password}`).toString('base64')}`;
	}
	if (auth !== 'DIGEST' || challenge === undefined) return undefined;
	const { pathname, search } = new URL(String(url));
	return answerChallenge(challenge, pathname + search, { username, password });
}

/**
 * Makes one attempt of a delivery. Redirects are not followed.
 * @param setting a tenant's `cdr_event` or `extension_event`
 * @param challenge that of an earlier attempt
 */
export async function post(
	setting: Rec,
	text: string,
	headers: Record<string, string>,
	switches: EventSwitches,
	signal: AbortSignal,
	challenge?: string,
): Promise<Receipt> {
	const authorization = credentials(setting, challenge);
	// A connection of its own, so that none is left open after the last delivery.
	const dispatcher = new Agent({
		pipelining: 0,
		connect: { rejectUnauthorized: switches.webhookCheckCertificate },
	});
	const within = AbortSignal.any([signal, AbortSignal.timeout(switches.webhookTimeoutMs)]);
	try {
		const reply = await request(String(setting.url), {
			method: 'POST',
			headers: {
				...headers,
				'content-type': 'application/json',
				...(authorization === undefined ? {} : { [switches.webhookAuthHeader]: authorization }),
			},
			body: text,
			dispatcher,
			signal: within,
		});
		await reply.body.dump().catch(() => undefined);
		const asked = reply.headers['www-authenticate'];
		return { status: reply.statusCode, challenge: asked === undefined ? undefined : String(asked) };
	} catch {
		return { status: 0 };
	} finally {
		await dispatcher.destroy();
	}
}

import type { IHttpRequestOptions, IN8nHttpFullResponse } from 'n8n-workflow';
import { CLOCK } from '../../pbx/clock.ts';
import { Connection } from '../../pbx/connection.ts';
import type { Http } from '../../pbx/host.ts';
import type { Simulator } from '../../simulator/server.mts';

/** Sends over HTTP as n8n's request helper does. */
const send: Http = async ({ url, method, headers, body }: IHttpRequestOptions) => {
	const isForm = typeof body === 'string';
	const response = await fetch(url, {
		method: String(method),
		headers: {
			...(body && !isForm ? { 'Content-Type': 'application/json' } : {}),
			...(headers as Record<string, string>),
		},
		...(body ? { body: isForm ? body : JSON.stringify(body) } : {}),
	});
	const text = await response.text();
	const isJson = response.headers.get('content-type')?.includes('json') && text !== '';
	const data: unknown = isJson ? JSON.parse(text) : text || undefined;
	const { status } = response;
	if (status < 300) {
		return { statusCode: status, headers: {}, body: data } as unknown as IN8nHttpFullResponse;
	}
	throw Object.assign(new Error('answered'), { response: { status, headers: {}, data } });
};

/**
 * Spoils requests on their way: gives the status with which one is answered without reaching the
 * PBX, `dropped` for one that never reaches it, or `lost` for one that the PBX serves, but whose
 * answer never comes.
 */
export type Spoiling = (line: string) => number | 'dropped' | 'lost' | undefined;

/** The same requests, some of them spoilt. */
const spoiltBy =
	(spoil: Spoiling): Http =>
	async (options) => {
		const { pathname } = new URL(options.url);
		const outcome = spoil(`${options.method} ${pathname.replace(/^\/api/, '')}`);
		if (outcome === undefined) return await send(options);
		if (outcome === 'lost' || outcome === 'dropped') {
			if (outcome === 'lost') await send(options);
			throw Object.assign(new Error('lost'), { code: 'ECONNRESET', syscall: 'read' });
		}
		const data = { errors: [{ code: 'SPOILT', message: 'spoilt by the test' }] };
		throw Object.assign(new Error('spoilt'), { response: { status: outcome, headers: {}, data } });
	};

/** Connects to a PBX; requests are sent once, and their pace has no limit that a test could meet. */
export async function connect(
	to: Simulator,
	{ stop, spoil }: { stop?: AbortSignal; spoil?: Spoiling } = {},
): Promise<Connection> {
	const sends = spoil ? spoiltBy(spoil) : send;
	const { systemAdmin } = to.logins;
	const login = { ...systemAdmin, baseUrl: to.url, domain: '', ignoreSslIssues: false };
	const signedIn = await send({
		url: `${to.url}/api/auth/sign_in`,
		method: 'POST',
		body: { ...systemAdmin },
	});
	const { access_token: token } = signedIn.body as { access_token: string };
	return await Connection.open(
		{
			send: sends,
			sendWithSession: async (options) =>
				await sends({
					...options,
					headers: { ...options.headers, Authorization: `Bearer ${token}` },
				}),
			login: async () => ({ ...login, signInAs: 'system' }),
			isSignedIn: async () => true,
			clock: CLOCK,
			...(stop ? { stop } : {}),
			tell: () => undefined,
		},
		{ timeout: 10_000, tries: 1, requestsPerMinute: 1_000_000 },
	);
}

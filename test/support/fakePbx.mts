import type { IDataObject, IHttpRequestOptions, IN8nHttpFullResponse } from 'n8n-workflow';
import type { Clock } from '../../pbx/clock.ts';
import type { AccountHost, Http } from '../../pbx/host.ts';
import type { Login } from '../../pbx/sessions/login.ts';

/** A request as it left, and what can be said to it. */
export interface Exchange {
	method: string;
	/** Below `/api`, without the query. */
	path: string;
	query: URLSearchParams;
	body: IDataObject;
	/** Token of the request. */
	token: string | undefined;
	options: IHttpRequestOptions;
}

/** What a request leads to: an answer, or what n8n throws where there is none. */
export type Answering = (exchange: Exchange) => Promise<[status: number, body?: unknown] | Error>;

/** What n8n throws when a connection breaks: before anything was sent, or after. */
export const broken = (syscall: 'connect' | 'read'): Error =>
	Object.assign(new Error('broken'), { code: 'ECONNRESET', syscall });

let hosts = 0;

/**
 * A host without n8n and without a network, for tests of the connection alone: each has an address,
 * and so an account and a pace, of its own.
 */
export class FakePbx {
	readonly log: Exchange[] = [];
	readonly said: string[] = [];
	readonly login: Login = {
		baseUrl: `https://pbx-${++hosts}.example:8887`,
		signInAs: 'system',
		username: 'n8n',
		password: 'Secret-Word-1',
		domain: '',
		ignoreSslIssues: false,
	};
	readonly stop = new AbortController();
	/** Milliseconds that an answer takes. */
	latency = 0;
	/** Most requests that were on their way at once. */
	peak = 0;
	/** Life of the tokens in seconds. */
	life: number | undefined = 1800;
	readonly clock: Clock;
	private running = 0;
	private tokens = 0;

	/** @param answer says what every request leads to, but for signing in and out */
	constructor(
		private readonly answer: Answering,
		private now = 1_000_000,
	) {
		this.clock = {
			now: () => this.now,
			sleep: async (time) => {
				this.now += time;
			},
		};
	}

	/** Lets time pass. */
	pass(milliseconds: number): void {
		this.now += milliseconds;
	}

	get lines(): string[] {
		return this.log.map(({ method, path }) => `${method} ${path}`);
	}

	readonly host = (signedIn = true): AccountHost => ({
		send: this.send,
		sendWithSession: async (options) =>
			await this.send({
				...options,
				headers: { ...options.headers, Authorization: 'Bearer shared' },
			}),
		login: async () => this.login,
		isSignedIn: async () => signedIn,
		clock: this.clock,
		stop: this.stop.signal,
		tell: (text) => this.said.push(text),
	});

	private readonly send: Http = async (options) => {
		const url = new URL(options.url);
		const authorization = (options.headers as Record<string, string> | undefined)?.Authorization;
		const exchange: Exchange = {
			method: String(options.method),
			path: url.pathname.replace(/^\/api/, ''),
			query: url.searchParams,
			body: (options.body ?? {}) as IDataObject,
			token: authorization?.replace('Bearer ', ''),
			options,
		};
		this.log.push(exchange);
		this.peak = Math.max(this.peak, ++this.running);
		if (this.latency) await new Promise((resolve) => setTimeout(resolve, this.latency));
		const answer = await (this.signing(exchange) ?? this.answer(exchange));
		this.running--;
		if (answer instanceof Error) throw answer;
		const [status, body] = answer;
		const response = { statusCode: status, headers: {}, body } as unknown as IN8nHttpFullResponse;
		if (status < 300) return response;
		throw Object.assign(new Error('answered'), { response: { status, headers: {}, data: body } });
	};

	/** Overrides what signing in and out leads to, by path. */
	readonly signIns: Record<string, Answering> = {};

	private signing(exchange: Exchange): ReturnType<Answering> | undefined {
		const own = this.signIns[exchange.path];
		if (own) return own(exchange);
		const answers: Record<string, [number, unknown?]> = {
			'/auth/sign_in': [
				200,
				{
					access_token: `token${this.tokens + 1}`,
					...(this.life ? { expires_in: this.life } : {}),
				},
			],
			'/auth/user': [200, {}],
			'/auth/sign_out': [200],
			'/tenants/switch': [200],
		};
		if (exchange.path === '/auth/sign_in') this.tokens++;
		const answer = answers[exchange.path];
		return answer && Promise.resolve(answer);
	}
}

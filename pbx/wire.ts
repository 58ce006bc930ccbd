import type { IHttpRequestOptions } from 'n8n-workflow';
import { apiRoot } from './address';
import type { Answer, Call } from './call';
import { CallFailed } from './failures';
import type { Host, Http } from './host';
import { countInPace, keepPace, type Runner } from './pace';
import { encoded, pathOf } from './path';
import { answerIn, failureOf, malformed } from './reading';
import type { Login } from './sessions/login';
import { MOST_AT_ONCE, type Settings } from './settings';
import { Slots } from './slots';

/** Where requests go. */
export interface Target {
	/** Root of the API. */
	root: string;
	ignoreSslIssues: boolean;
}

/** The settings that a single request needs; the credential has no ceiling of its own. */
type WireSettings = Pick<Settings, 'timeout'> & Partial<Pick<Settings, 'requestsPerMinute'>>;

/**
 * Where the credential leads.
 *
 * @throws SignInFailure when the Base URL cannot be used
 */
export const targetOf = ({ baseUrl, ignoreSslIssues }: Login): Target => ({
	root: apiRoot(baseUrl),
	ignoreSslIssues,
});

/**
 * The one way out: every request to the PBX passes here, sign-ins and sign-outs included. It
 * guards the path, keeps to the pace, lets so many requests on their way at a time, sends nothing
 * after a stop, and follows no redirect.
 */
export class Wire {
	/** Host and port, for messages. */
	readonly address: string;
	/** Requests are not encrypted. */
	private readonly plain: boolean;
	private readonly slots = new Slots(MOST_AT_ONCE);
	private readonly runner: Runner;

	constructor(
		readonly host: Host,
		readonly target: Target,
		private readonly settings: WireSettings,
	) {
		const { clock, stop } = host;
		const { host: address, protocol } = new URL(target.root);
		this.address = address;
		this.plain = protocol === 'http:';
		this.runner = {
			perMinute: settings.requestsPerMinute,
			clock,
			...(stop ? { stop } : {}),
			tell: (text) => host.tell(text),
		};
	}

	/**
	 * Sends one request, once.
	 *
	 * @param send with which session; as it is, if nothing is said
	 * @returns the answer, whatever it says
	 * @throws CallFailed where there is none, or where nothing may be sent
	 */
	async ask(call: Call, send: Http = this.host.send): Promise<Answer> {
		const options = this.optionsOf(call);
		return await this.slots.within(async () => {
			await this.wait(call);
			return await send(options).then(
				({ statusCode, headers, body }) => ({ status: statusCode, headers, body }),
				(thrown: unknown) => this.answerOf(thrown, call),
			);
		});
	}

	/** Counts a request that n8n makes by itself. */
	count(): void {
		countInPace(this.target.root, this.runner);
	}

	private async wait({ closing }: Call): Promise<void> {
		const { stop } = this.host;
		if (closing && stop?.aborted) return this.count();
		const waited = stop?.aborted ? 0 : await keepPace(this.target.root, this.runner);
		if (stop?.aborted && !closing) throw this.stopped(waited);
	}

	private answerOf(thrown: unknown, { method }: Call): Answer {
		// A read that was on its way is given up; of a write it must be known what became of it.
		if (method === 'GET' && this.host.stop?.aborted) throw this.stopped(0);
		const answer = answerIn(thrown);
		if (!answer) throw new CallFailed(failureOf(thrown, this.address, this.plain));
		if (answer.status < 300) throw new CallFailed(malformed(answer.status, this.address));
		return answer;
	}

	private stopped(waited: number): CallFailed {
		const seconds = Math.round(waited / 1000);
		const why = seconds
			? ` after it had waited ${seconds} s to keep to Requests per Minute (${this.runner.perMinute})`
			: '';
		return new CallFailed({
			kind: 'stopped',
			message: `the execution was stopped${why}, so it was not sent`,
			advice: 'Run the workflow again to do the rest.',
		});
	}

	private optionsOf(call: Call): IHttpRequestOptions {
		const { root, ignoreSslIssues } = this.target;
		const { method, route, ids, query, file, closing } = call;
		const { stop } = this.host;
		return {
			method,
			url: `${root}${pathOf(route, ids)}${queryOf(query)}`,
			...bodyOf(call),
			...(file ? { encoding: 'stream' } : {}),
			json: true,
			returnFullResponse: true,
			timeout: closing && stop?.aborted ? CLOSING_TIMEOUT : this.settings.timeout,
			// A write that is sent on to another address arrives there as a read.
			disableFollowRedirect: true,
			skipSslCertificateValidation: ignoreSslIssues,
			...(stop && method === 'GET' ? { abortSignal: stop } : {}),
		};
	}
}

/** Milliseconds that a stopped execution waits for the end of its sessions. */
const CLOSING_TIMEOUT = 300;

/** Spaces and quotes of filters are encoded the way that every server reads alike. */
function queryOf(query: Call['query'] = {}): string {
	const pairs = Object.entries(query).map(([name, value]) => `${encoded(name)}=${encoded(value)}`);
	return pairs.length ? `?${pairs.join('&')}` : '';
}

function bodyOf({ body, bytes, headers }: Call): Partial<IHttpRequestOptions> {
	if (bytes?.length) {
		return { body: bytes, headers: { ...headers, 'Content-Type': 'application/octet-stream' } };
	}
	const filled = typeof body === 'string' || (body && Object.keys(body).length > 0);
	return { ...(filled ? { body } : {}), ...(headers ? { headers: { ...headers } } : {}) };
}

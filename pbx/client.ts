import type {
	IDataObject,
	IExecuteFunctions,
	IHttpRequestOptions,
	ILoadOptionsFunctions,
	IN8nHttpFullResponse,
} from 'n8n-workflow';
import { apiRoot } from './address';
import { answerFailure, failureOf, malformedFailure, RequestFailure } from './failure';
import { isWebPage } from './faults';
import { keepPace } from './pace';
import { Patience } from './patience';
import { mayRepeat, PASSED_ON } from './retry';
import type { Settings } from './settings';

/** Contexts of n8n that can send requests with the credential. */
export type Context = IExecuteFunctions | ILoadOptionsFunctions;

/** One call of the API. */
export interface Call {
	method: 'GET' | 'POST';
	/** Path below `/api`, all braces filled in and encoded. */
	path: string;
	query?: Readonly<Record<string, string>>;
	body?: IDataObject;
	/** Bytes in place of a body: not a stream, since a renewed session repeats the request. */
	bytes?: Buffer;
	headers?: Readonly<Record<string, string>>;
	/** The answer is a file. */
	file?: boolean;
	/** A write that does no more when it is sent twice. */
	repeatable?: boolean;
	/** An answer without a body is no answer, such as one for a page of a list. */
	needsBody?: boolean;
}

/** What the PBX answered. */
export interface Reply {
	status: number;
	headers: IDataObject;
	/** Parsed JSON, the bytes of a file, or undefined where the body was empty. */
	body: unknown;
}

/** The only way from the node to the PBX. */
export interface Client {
	/** @throws RequestFailure */
	send(call: Call): Promise<Reply>;
}

/** Sends one HTTP request with a session. */
export type Send = (options: IHttpRequestOptions) => Promise<IN8nHttpFullResponse>;

/** Where requests go, and how. */
export interface Link {
	/** Root of the API. */
	root: string;
	ignoreSslIssues: boolean;
	settings: Settings;
	/** Signal of n8n when the execution is stopped. */
	cancelled: AbortSignal | undefined;
	/** How often requests are tried; all that use the link share it. */
	patience: Patience;
}

/**
 * A client with the session of a node's credential. Base URL and session are taken from the
 * credential of the first item, as n8n does for the session itself: a token never goes to
 * another host.
 *
 * @throws RequestFailure when the Base URL cannot be used
 */
export async function connect(context: Context, settings: Settings): Promise<Client> {
	const link = await linkOf(context, settings);
	return clientOver(link, async (options) => {
		const { httpRequestWithAuthentication } = context.helpers;
		return (await httpRequestWithAuthentication.call(
			context,
			'portSipApi',
			options,
		)) as IN8nHttpFullResponse;
	});
}

/**
 * Where the credential of a node leads.
 *
 * @throws RequestFailure when the Base URL cannot be used
 */
export async function linkOf(context: Context, settings: Settings): Promise<Link> {
	const target = await targetOf(context).catch((error: unknown) => {
		throw new RequestFailure(failureOf(error));
	});
	const cancelled =
		'getExecutionCancelSignal' in context ? context.getExecutionCancelSignal() : undefined;
	return { ...target, settings, cancelled, patience: new Patience(settings.tries, cancelled) };
}

async function targetOf(context: Context): Promise<Pick<Link, 'root' | 'ignoreSslIssues'>> {
	const { baseUrl, ignoreSslIssues } = await context.getCredentials('portSipApi');
	return { root: apiRoot(String(baseUrl ?? '')), ignoreSslIssues: ignoreSslIssues === true };
}

/** A client that sends calls in a given way, and again where that is safe. */
export const clientOver = (link: Link, send: Send): Client => ({
	async send(call) {
		const repeatable = call.method === 'GET' || call.repeatable === true;
		return await link.patience
			.persistently(async () => await sendOnce(link, send, call), repeatable)
			// A write without an answer may have been done: the user must look before repeating it.
			.catch((error: unknown) => {
				throw !repeatable && error instanceof RequestFailure ? withOutcome(error) : error;
			});
	},
});

/** A failed write that may have been done nevertheless says so. */
function withOutcome(failed: RequestFailure): RequestFailure {
	const { failure } = failed;
	const { status, signIn, certificate } = failure;
	// Below 300 the PBX said yes, but its answer is lost; from 500 on it broke, or never answered.
	const open = status === undefined || status < 300 || status >= 500;
	if (signIn || certificate || !open || mayRepeat(false, failure)) return failed;
	// The advice for an answer of the PBX itself says already what to look for.
	if (status !== undefined && status >= 500 && !PASSED_ON.has(status)) {
		return new RequestFailure({ ...failure, unknownOutcome: true });
	}
	return new RequestFailure({
		...failure,
		unknownOutcome: true,
		message: `${failure.message}; whether the PBX made the change is not known`,
		advice:
			'Look the record up on the PBX, and run the item again only if the change is not there.',
	});
}

async function sendOnce(link: Link, send: Send, call: Call): Promise<Reply> {
	const { root, ignoreSslIssues, settings, cancelled } = link;
	const options: IHttpRequestOptions = {
		method: call.method,
		url: urlOf(root, call),
		...bodyFor(call),
		...(call.file ? { encoding: 'arraybuffer' } : {}),
		json: true,
		returnFullResponse: true,
		timeout: settings.timeout,
		// A write that is sent on to another address arrives there as a read.
		disableFollowRedirect: true,
		skipSslCertificateValidation: ignoreSslIssues,
	};
	await keepPace(root, settings.requestsPerMinute, cancelled);
	const answer = await send(options).catch((error: unknown) => {
		throw error instanceof RequestFailure ? error : new RequestFailure(failureOf(error, root));
	});
	return {
		status: answer.statusCode,
		headers: answer.headers,
		body: bodyOf(answer, call, root),
	};
}

function bodyFor({ body, bytes, headers }: Call): Partial<IHttpRequestOptions> {
	if (bytes?.length) {
		return { body: bytes, headers: { ...headers, 'Content-Type': 'application/octet-stream' } };
	}
	const sent = body && Object.keys(body).length ? { body } : {};
	return headers ? { ...sent, headers: { ...headers } } : sent;
}

function bodyOf(
	{ statusCode, headers, body }: IN8nHttpFullResponse,
	call: Call,
	root: string,
): unknown {
	const { host } = new URL(root);
	// A file can be a web page; one that nobody calls a file is none.
	const file = call.file && headers['content-disposition'] !== undefined;
	if (!file && isWebPage(headers['content-type'], body)) {
		throw new RequestFailure(answerFailure(statusCode, headers['content-type'], body, host));
	}
	if (call.file) return body;
	const empty = body === undefined || body === null || String(body).trim() === '';
	if (empty && !call.needsBody) return undefined;
	if (!empty && typeof body !== 'string') return body;
	throw new RequestFailure(malformedFailure(statusCode, host));
}

/** Spaces and quotes of filters are encoded the way that every server reads alike. */
function urlOf(root: string, { path, query = {} }: Call): string {
	const pairs = Object.entries(query).map(
		([name, value]) => `${encodeURIComponent(name)}=${encodeURIComponent(value)}`,
	);
	return `${root}${path}${pairs.length ? `?${pairs.join('&')}` : ''}`;
}

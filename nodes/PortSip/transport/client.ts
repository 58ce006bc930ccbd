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
import { mayRepeat, pause } from './retry';

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

interface Target {
	root: string;
	ignoreSslIssues: boolean;
}

/**
 * A client for the credential of a node. Base URL and session are taken from the credential of
 * the first item, as n8n does for the session itself: a token never goes to another host.
 *
 * @throws RequestFailure when the Base URL cannot be used
 */
export async function connect(context: Context): Promise<Client> {
	const target = await targetOf(context).catch((error: unknown) => {
		throw new RequestFailure(failureOf(error));
	});
	return { send: async (call) => await persistently(context, target, call) };
}

async function targetOf(context: Context): Promise<Target> {
	const { baseUrl, ignoreSslIssues } = await context.getCredentials('portSipApi');
	return { root: apiRoot(String(baseUrl ?? '')), ignoreSslIssues: ignoreSslIssues === true };
}

/** Sends a call, and again where that is safe; a write that may have been done says so. */
async function persistently(context: Context, target: Target, call: Call): Promise<Reply> {
	const cancelled =
		'getExecutionCancelSignal' in context ? context.getExecutionCancelSignal() : undefined;
	for (let tries = 1; ; tries++) {
		const reply = await send(context, target, call).catch((error: unknown) => {
			if (error instanceof RequestFailure) return error;
			throw error;
		});
		if (!(reply instanceof RequestFailure)) return reply;
		const { failure } = reply;
		const again = mayRepeat(call.method, failure) && (await pause(tries, failure, cancelled));
		if (!again) throw call.method === 'POST' ? withOutcome(reply) : reply;
	}
}

/** A write without an answer may have been done: the user must look before repeating it. */
function withOutcome(unanswered: RequestFailure): RequestFailure {
	const { failure } = unanswered;
	if (failure.status !== undefined || failure.neverSent || failure.signIn) return unanswered;
	return new RequestFailure({
		...failure,
		message: `${failure.message}; whether the PBX made the change is not known`,
		advice:
			'Look the record up on the PBX, and run the item again only if the change is not there.',
	});
}

async function send(context: Context, target: Target, call: Call): Promise<Reply> {
	const options: IHttpRequestOptions = {
		method: call.method,
		url: urlOf(target.root, call),
		...bodyFor(call),
		...(call.file ? { encoding: 'arraybuffer' } : {}),
		json: true,
		returnFullResponse: true,
		skipSslCertificateValidation: target.ignoreSslIssues,
	};
	const answer = (await context.helpers.httpRequestWithAuthentication
		.call(context, 'portSipApi', options)
		.catch((error: unknown) => {
			throw new RequestFailure(failureOf(error, target.root));
		})) as IN8nHttpFullResponse;
	return {
		status: answer.statusCode,
		headers: answer.headers,
		body: bodyOf(answer, call, target.root),
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
	if (call.file) return body;
	if (isWebPage(headers['content-type'], body)) {
		throw new RequestFailure(answerFailure(statusCode, headers['content-type'], body, host));
	}
	if (typeof body !== 'string') return body ?? undefined;
	if (body.trim() === '') return undefined;
	throw new RequestFailure(malformedFailure(statusCode, host));
}

/** Spaces and quotes of filters are encoded the way that every server reads alike. */
function urlOf(root: string, { path, query = {} }: Call): string {
	const pairs = Object.entries(query).map(
		([name, value]) => `${encodeURIComponent(name)}=${encodeURIComponent(value)}`,
	);
	return `${root}${path}${pairs.length ? `?${pairs.join('&')}` : ''}`;
}

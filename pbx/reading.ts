import { adviceFor, LOOK_FIRST } from './advice';
import { retryAfter } from './backOff';
import type { Answer, Call, Reply } from './call';
import { CallFailed, type Failure, type SignInOutlook } from './failures';
import {
	connectionFault,
	isCertificateFault,
	isOtherProtocol,
	isWebPage,
	pbxError,
	plainFault,
	redirectFault,
	wantsHttps,
	webPageFault,
	type Wording,
} from './wording';

/**
 * The reply in an answer.
 *
 * @param host host and port that were addressed, for messages
 * @throws CallFailed where the answer says no, or says nothing that can be used
 */
export async function replyOf(answer: Answer, call: Call, host: string): Promise<Reply> {
	const { status, headers, body } = answer;
	if (status >= 300) throw new CallFailed(await refusalOf(answer, host));
	// A file can be a web page; one that nobody calls a file is none.
	const file = call.file && headers['content-disposition'] !== undefined;
	if (!file && isWebPage(headers['content-type'], body)) {
		throw new CallFailed({ kind: 'page', status, ...pageWords(status, host, body) });
	}
	if (call.file) return answer;
	const empty = body === undefined || body === null || String(body).trim() === '';
	if (empty && !call.needsBody) return { ...answer, body: undefined };
	if (!empty && typeof body !== 'string') return answer;
	throw new CallFailed(malformed(status, host));
}

async function refusalOf({ status, headers, body }: Answer, host: string): Promise<Failure> {
	const said = await readable(body);
	const wait = retryAfter(headers['retry-after'], momentOf(headers));
	const asked = wait === undefined ? {} : { retryAfter: wait };
	if (status < 400) {
		return { kind: 'answered', status, ...redirectFault(status, host, headers.location) };
	}
	if (wantsHttps(said)) return { kind: 'answered', status, ...plainFault(host) };
	if (isWebPage(headers['content-type'], said)) {
		return { kind: 'answered', status, ...asked, ...pageWords(status, host, said) };
	}
	const error = pbxError(said);
	const code = error?.code;
	return {
		kind: 'answered',
		status,
		...asked,
		...(code ? { code } : {}),
		message: `the PBX answered ${[status, code].filter(Boolean).join(' ')}${error?.message ? `: ${error.message}` : ''}`,
		advice: adviceFor(status, code),
	};
}

/** A page says nothing about what the PBX did, unless it says that it was not asked. */
function pageWords(status: number, host: string, page: unknown): Wording {
	const { message, advice } = webPageFault(host, page);
	if (status < 300) return { message, advice: `${advice} ${LOOK_FIRST}` };
	const proxy = `Something in front of the PBX answered in its place. Check whether the PBX is running. ${LOOK_FIRST}`;
	return {
		message: `${message} (${status})`,
		advice: status >= 500 ? proxy : status === 429 ? adviceFor(status, undefined) : advice,
	};
}

/** A body that broke off, or could not be read as JSON although the PBX said yes. */
export const malformed = (status: number, host: string): Failure => ({
	kind: 'unreadable',
	status,
	message: `the answer of ${host} (${status}) is incomplete or not valid JSON`,
	advice: `Something between n8n and the PBX may have cut or changed it. ${LOOK_FIRST}`,
});

/** When an answer was given by the clock of whoever gave it: dates in it count from there. */
function momentOf({ date }: Answer['headers']): number {
	const moment = Date.parse(String(date));
	return Number.isNaN(moment) ? Date.now() : moment;
}

/** What n8n's request helper threw, as far as it matters. */
interface Cause {
	name?: string;
	message?: string;
	description?: string;
	outlook?: SignInOutlook;
	code?: unknown;
	syscall?: unknown;
	errors?: unknown;
	response?: { status: number; headers?: Answer['headers']; data?: unknown };
}

/**
 * The answer behind what n8n's request helper threw, if there was one. n8n wraps it, with the
 * request and its token inside: only status, headers and body are taken from it.
 */
export function answerIn(thrown: unknown): Answer | undefined {
	const { response } = causeOf(thrown);
	if (!response) return undefined;
	const { status, headers = {}, data } = response;
	return { status, headers, body: data };
}

/**
 * The failure behind what was thrown where there was no answer.
 *
 * @param host host and port that were addressed, for messages
 * @param plain it was addressed without encryption
 */
export function failureOf(thrown: unknown, host: string, plain = false): Failure {
	if (thrown instanceof CallFailed) return thrown.failure;
	const cause = causeOf(thrown);
	if (cause.name === 'SignInFailure') {
		return {
			kind: 'signIn',
			outlook: cause.outlook ?? 'lasting',
			message: withoutAdvice(cause),
			advice: sentence(cause.description),
		};
	}
	const code = String(cause.code ?? '');
	const address = { host, plain };
	const words = connectionFault(code, address);
	if (isOtherProtocol(code, cause.message ?? '', address))
		return { kind: 'otherProtocol', ...words };
	if (isCertificateFault(code)) return { kind: 'untrusted', ...words };
	return { kind: 'unanswered', sent: !isUnconnected(cause), ...words };
}

/** Steps of making a connection; whatever fails in one of them has sent nothing. */
const CONNECTING: ReadonlySet<unknown> = new Set(['connect', 'getaddrinfo']);

/** Where a name has several addresses, all of them were tried. */
const isUnconnected = ({ syscall, errors }: Cause): boolean =>
	Array.isArray(errors) && errors.length > 0
		? errors.every((each: Cause) => CONNECTING.has(each.syscall))
		: CONNECTING.has(syscall);

/** n8n puts what it caught under `cause`, at times more than once. */
function causeOf(thrown: unknown): Cause {
	let current = (thrown ?? {}) as Cause & { cause?: unknown };
	for (let depth = 0; depth < 5; depth++) {
		if (current.name === 'SignInFailure' || current.response || !current.cause) return current;
		current = current.cause as Cause & { cause?: unknown };
	}
	return current;
}

const sentence = (words = ''): string => `${words.replace(/\.$/, '')}.`;

const withoutAdvice = ({ message = '', description = '' }: Cause): string =>
	message.replace(description, '').replace(/[. ]+$/, '');

/** Longest answer that is read for its message, in bytes. */
const LONGEST = 64 * 1024;

/** Where a file was asked for, the body arrives as a stream, also when it is the PBX's JSON error. */
async function readable(body: unknown): Promise<unknown> {
	const bytes = isStream(body) ? await firstOf(body) : body;
	if (!Buffer.isBuffer(bytes)) return bytes;
	const text = bytes.toString('utf8');
	try {
		return JSON.parse(text);
	} catch {
		return text;
	}
}

const isStream = (body: unknown): body is AsyncIterable<Buffer> =>
	typeof body === 'object' && body !== null && Symbol.asyncIterator in body;

async function firstOf(stream: AsyncIterable<Buffer>): Promise<Buffer> {
	const chunks: Buffer[] = [];
	let length = 0;
	try {
		for await (const chunk of stream) {
			chunks.push(chunk);
			length += chunk.length;
			if (length > LONGEST) break;
		}
	} catch {
		// What came so far has to do: it is for a message only.
	}
	return Buffer.concat(chunks);
}

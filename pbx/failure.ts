import type { IDataObject } from 'n8n-workflow';
import {
	connectionFault,
	isCertificateFault,
	isWebPage,
	pbxError,
	redirectFault,
	webPageFault,
	type Wording,
} from './faults';
import { retryAfter } from './retry';
import type { SignInOutlook } from './sessions/signInFailure';

/** What a request came to, when it did not come to an answer that can be used. */
export interface PbxFailure extends Wording {
	/** Status of the answer; absent where there was none. */
	status?: number;
	/** PortSIP's own code, for example `RESOURCE_IN_USE`. */
	code?: string;
	/** The request cannot have reached the PBX. */
	neverSent?: boolean;
	/** The certificate is not trusted: trying again changes nothing. */
	certificate?: boolean;
	/** Milliseconds after which the PBX wants to be asked again. */
	retryAfter?: number;
	/** The answer said yes, but broke off or was changed on its way. */
	unreadable?: boolean;
	/** The sign-in failed: no further request of this execution can succeed. */
	signIn?: boolean;
	/** The sign-in could not be taken, but was not refused: it may be tried again. */
	passing?: boolean;
	/** A write that may have been done. */
	unknownOutcome?: boolean;
}

/** Thrown by the transport; the router adds operation and item and makes n8n's error of it. */
export class RequestFailure extends Error {
	constructor(readonly failure: PbxFailure) {
		super(failure.message);
		this.name = 'RequestFailure';
	}
}

/** What to do about PortSIP's codes (notes on errors, part c). */
const BY_CODE: Readonly<Record<string, string>> = {
	VALIDATE_FAILED:
		'The PBX did not accept a value. Compare the fields with what its answer names; hints and limits stand below each field.',
	RESOURCE_IN_USE:
		'Something else still uses it. Take it out of use first: for a trunk its assignments and rules, for a dealer the dealers below it.',
	LICENSE_MODULE_UNAVAILABLE:
		'The license of the PBX lacks the module for this. Ask your PortSIP partner, or leave the operation out.',
	LICENSE_TENANT_MODULE_REQUIRED:
		'The tenant has no license for this module. Give the tenant users of the module (Max Contact Center Users or Max Advanced Users).',
	LICENSE_TARGET_MODULE_REQUIRED:
		'The extension that is addressed has no license for this module. Assign it one first.',
	LICENSE_SNAPSHOT_UNAVAILABLE:
		'The PBX is still reading its license. Wait a minute and run it again.',
	LICENSE_EXTENSION_IN_USE:
		'Extensions still use the licensed module, so it cannot be switched off. Take it from them first.',
};

const BY_STATUS: Readonly<Record<number, string>> = {
	400: 'Check the values of the fields against the answer of the PBX.',
	401: 'The session is not accepted, although n8n signed in anew. Check whether the account still exists and is enabled.',
	403: 'The account in the credential may not do this. Use an account with the role for it. What belongs to a tenant needs a user of the tenant, or a system administrator or dealer with Act in Tenant; system settings need a system administrator.',
	404: 'There is no such record, or this account cannot see it, or this version of the PBX does not have the call. Check the ID and whether it was deleted.',
	409: 'It conflicts with what the PBX already holds. Look the existing record up, and change it instead or choose another value.',
	415: 'The PBX did not accept the form of the request. Please report it to the makers of this node.',
	429: 'The PBX limits how many requests it takes. Wait a minute, then run fewer items at once.',
};

/** After an answer that leaves open what the PBX did. */
const LOOK_FIRST = 'Look up whether the change was made before you run it again.';

/**
 * The failure behind whatever n8n's request helper threw. n8n wraps it, with the request and
 * its token inside: only status and body of the answer are taken from it.
 *
 * @param thrown what was caught
 * @param root root of the API, for the host in messages
 */
export function failureOf(thrown: unknown, root?: string): PbxFailure {
	const host = root === undefined ? 'The PBX' : new URL(root).host;
	const cause = causeOf(thrown);
	if (cause.name === 'SignInFailure') {
		return {
			message: withoutAdvice(cause),
			advice: `${cause.description}.`,
			signIn: true,
			...(cause.outlook === 'passing' ? { passing: true } : {}),
		};
	}
	if (!cause.response) return unanswered(String(cause.code ?? ''), host);
	const { status, headers, data } = cause.response;
	if (status < 300) return malformedFailure(status, host);
	const wait = retryAfter(headers?.['retry-after'], momentOf(headers));
	return {
		...answerFailure(status, headers?.['content-type'], readable(data), host),
		...(wait === undefined ? {} : { retryAfter: wait }),
	};
}

/** When an answer was given by the clock of whoever gave it: dates in it count from there. */
function momentOf(headers: IDataObject = {}): number {
	const date = Date.parse(String(headers.date));
	return Number.isNaN(date) ? Date.now() : date;
}

/** Causes for which the request never left: there was no connection to send it over. */
const NO_CONNECTION = new Set([
	'ECONNREFUSED',
	'ENOTFOUND',
	'EAI_AGAIN',
	'EHOSTUNREACH',
	'ENETUNREACH',
]);

function unanswered(cause: string, host: string): PbxFailure {
	const certificate = isCertificateFault(cause);
	return {
		...connectionFault(cause, host),
		...(certificate ? { certificate } : {}),
		...(certificate || NO_CONNECTION.has(cause) ? { neverSent: true } : {}),
	};
}

/** The failure that an answer stands for. */
export function answerFailure(
	status: number,
	contentType: unknown,
	body: unknown,
	host: string,
): PbxFailure {
	if (status >= 300 && status < 400) return redirectFailure(status, host);
	if (isWebPage(contentType, body)) return pageFailure(status, host);
	const said = pbxError(body);
	const code = said?.code;
	return {
		status,
		...(code ? { code } : {}),
		message: `the PBX answered ${[status, code].filter(Boolean).join(' ')}${said?.message ? `: ${said.message}` : ''}`,
		advice:
			(code ? BY_CODE[code] : undefined) ??
			BY_STATUS[status] ??
			(status >= 500
				? `The PBX could not complete it. ${LOOK_FIRST}`
				: 'Check the values and the rights of the account.'),
	};
}

/** Whoever sends a request on has not done it. */
function redirectFailure(status: number, host: string): PbxFailure {
	const { message, advice } = redirectFault(status, host);
	return { status, message, advice: `${advice}.` };
}

/** A page says nothing about what the PBX did, unless it says that it was not asked. */
function pageFailure(status: number, host: string): PbxFailure {
	const { message, advice } = webPageFault(host);
	if (status < 300) return { status, message, advice: `${advice} ${LOOK_FIRST}` };
	const proxy = `Something in front of the PBX answered in its place. Check whether the PBX is running. ${LOOK_FIRST}`;
	return {
		status,
		message: `${message} (${status})`,
		advice: status >= 500 ? proxy : status === 429 ? BY_STATUS[status] : advice,
	};
}

/** A body that broke off, or could not be read as JSON although the PBX said yes. */
export const malformedFailure = (status: number, host: string): PbxFailure => ({
	status,
	unreadable: true,
	message: `the answer of ${host} (${status}) is incomplete or not valid JSON`,
	advice: `Something between n8n and the PBX may have cut or changed it. ${LOOK_FIRST}`,
});

interface Cause {
	name?: string;
	message?: string;
	description?: string;
	outlook?: SignInOutlook;
	code?: unknown;
	response?: { status: number; headers?: IDataObject; data?: unknown };
}

/** n8n puts what it caught under `cause`, at times more than once. */
function causeOf(thrown: unknown): Cause {
	let current = (thrown ?? {}) as Cause & { cause?: unknown };
	for (let depth = 0; depth < 5; depth++) {
		if (current.name === 'SignInFailure' || current.response || !current.cause) return current;
		current = current.cause as Cause & { cause?: unknown };
	}
	return current;
}

const withoutAdvice = ({ message = '', description = '' }: Cause): string =>
	message.replace(description, '').replace(/[. ]+$/, '');

/** Bodies of downloads arrive as bytes, also when they are the PBX's JSON error. */
function readable(data: unknown): unknown {
	if (!Buffer.isBuffer(data)) return data;
	const text = data.toString('utf8');
	try {
		return JSON.parse(text);
	} catch {
		return text;
	}
}

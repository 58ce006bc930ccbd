import { PASSED_ON } from './statuses';
import type { Wording } from './wording';

/**
 * What a sign-in that gave no token says about the next one: the PBX said no to this name and
 * password, and trying again brings the address closer to being blocked; it could not be reached
 * or was busy, which passes; or something must be changed first.
 */
export type SignInOutlook = 'refused' | 'passing' | 'lasting';

/** Nothing came back. */
interface Unanswered extends Wording {
	kind: 'unanswered';
	/** False where there was no connection to send the request over. */
	sent: boolean;
}

/** The certificate of the other side is not trusted, so nothing was sent. */
interface Untrusted extends Wording {
	kind: 'untrusted';
}

/** Whoever listens there speaks another protocol, so nothing was understood. */
interface OtherProtocol extends Wording {
	kind: 'otherProtocol';
}

/** The PBX, or something in front of it, said no. */
interface Answered extends Wording {
	kind: 'answered';
	status: number;
	/** PortSIP's own code, for example `RESOURCE_IN_USE`. */
	code?: string;
	/** Milliseconds after which it wants to be asked again. */
	retryAfter?: number;
}

/** The answer said yes, but broke off or was changed on its way. */
interface Unreadable extends Wording {
	kind: 'unreadable';
	status: number;
}

/** A web page said yes: whoever gave it is not the PBX. */
interface Page extends Wording {
	kind: 'page';
	status: number;
}

/** There is no session, so nothing was sent. */
interface SignIn extends Wording {
	kind: 'signIn';
	outlook: SignInOutlook;
}

/** There is a session, but not in the tenant, so nothing was sent. */
interface NotEntered extends Wording {
	kind: 'notEntered';
	status?: number;
}

/** A list of which only a part could be read. */
interface Incomplete extends Wording {
	kind: 'incomplete';
}

/** The PBX took a deletion, and the record is still there. */
interface Lingering extends Wording {
	kind: 'lingering';
}

/** An id or a path that would lead to another call, so nothing was sent. */
interface Unsafe extends Wording {
	kind: 'unsafe';
}

/** The execution was stopped before it was sent. */
interface Stopped extends Wording {
	kind: 'stopped';
}

/** Everything that can become of a call but an answer that can be used. */
export type Failure =
	| Unanswered
	| Untrusted
	| OtherProtocol
	| Answered
	| Unreadable
	| Page
	| SignIn
	| NotEntered
	| Incomplete
	| Lingering
	| Unsafe
	| Stopped;

/** Thrown by the connection; who runs it adds operation and item. */
export class CallFailed extends Error {
	/**
	 * @param failure what happened
	 * @param open it is a write, and whether the PBX made the change is not known
	 * @param seen what a look at the PBX has shown of it
	 */
	constructor(
		readonly failure: Failure,
		readonly open = false,
		readonly seen = '',
	) {
		super(failure.message);
		this.name = 'CallFailed';
	}
}

/** The status behind a failure, where there was an answer. */
export const statusOf = (failure: Failure): number | undefined =>
	'status' in failure ? failure.status : undefined;

/** The PBX does not have it, or does not show it to this account. */
export const isHidden = (error: unknown): boolean =>
	error instanceof CallFailed && [403, 404].includes(statusOf(error.failure) ?? 0);

const isNotNow = (status: number) => status === 429 || PASSED_ON.has(status);

/**
 * Whether a failed request may be sent again.
 *
 * One that changes nothing, or nothing more when it is repeated, may whenever the cause can pass.
 * A write may only where the PBX cannot have done it: it limited the request (429), said when to
 * come back, was not there at all, or was still reading its license. After anything else the
 * write may have been done, and repeating it could do it twice.
 *
 * @param repeatable sending it twice does no more than sending it once
 */
export function mayRepeat(repeatable: boolean, failure: Failure): boolean {
	switch (failure.kind) {
		case 'unanswered':
			return repeatable || !failure.sent;
		case 'unreadable':
			return repeatable;
		case 'signIn':
			return failure.outlook === 'passing';
		case 'answered':
			return repeatable ? isNotNow(failure.status) : isNotTaken(failure);
		default:
			return false;
	}
}

const isNotTaken = ({ status, retryAfter, code }: Answered): boolean =>
	status === 429 ||
	(status === 503 && retryAfter !== undefined) ||
	code === 'LICENSE_SNAPSHOT_UNAVAILABLE';

/** Whether the PBX may have made a change although the write came to this. */
export function mayBeDone(failure: Failure): boolean {
	switch (failure.kind) {
		case 'unanswered':
			return failure.sent;
		case 'unreadable':
		case 'page':
			return true;
		case 'answered':
			return failure.status >= 500 && !isNotTaken(failure);
		default:
			return false;
	}
}

/** Whether the next try of a write may not meet it again; a 500 of the PBX itself stays. */
export const mayPass = (failure: Failure): boolean =>
	failure.kind === 'answered' ? PASSED_ON.has(failure.status) : mayBeDone(failure);

/** Whether nothing answers for the PBX; one that limits requests is there. */
export const isAway = (failure: Failure): boolean =>
	failure.kind === 'unanswered' ||
	failure.kind === 'untrusted' ||
	failure.kind === 'otherProtocol' ||
	(failure.kind === 'answered' && PASSED_ON.has(failure.status));

import type { Login } from '../sessions/login';
import { isBody, type Body } from '../events/values';

/** A message of the PBX on the socket. */
export type Frame =
	| { kind: 'signedIn' }
	| { kind: 'refused'; command: string; error: string }
	| { kind: 'done'; command: string }
	| { kind: 'event'; body: Body }
	| { kind: 'unknown' };

/** A subscription, with the numbers or tenants that it is for. */
export interface Subscription {
	topic: string;
	selector?: 'extensions' | 'queues' | 'tenants';
	values?: readonly string[];
}

/** Address of the socket of a PBX (contract/events.md, part 2). */
export function socketAddress(baseUrl: string): string {
	const { protocol, host } = new URL(baseUrl);
	return `${protocol === 'http:' ? 'ws' : 'wss'}://${host}/wsi`;
}

/** The first message: who speaks. It holds the password, and must never be shown. */
export const signInMessage = ({ username, password, domain, signInAs }: Login): string =>
	JSON.stringify({
		command: 'auth',
		username,
		password,
		...(signInAs === 'tenantUser' ? { domain } : {}),
	});

/** One message for each topic: which of several would be refused could not be told. */
export const subscribeMessage = ({ topic, selector, values }: Subscription): string =>
	JSON.stringify({
		command: 'subscribe',
		topics: [topic],
		...(selector ? { [selector]: values ?? [] } : {}),
	});

/** Reads a message; whatever it is, it is no reason to fail. */
export function readFrame(text: string): Frame {
	const body = parsed(text);
	if (!isBody(body)) return { kind: 'unknown' };
	if (typeof body.event_type === 'string') return { kind: 'event', body };
	if (typeof body.command !== 'string' && body.status === undefined) return { kind: 'unknown' };
	const command = String(body.command ?? '');
	// The status comes as number or as text.
	if (Number(body.status) !== 0) {
		return { kind: 'refused', command, error: String(body.error ?? 'no reason given') };
	}
	return command === 'auth' ? { kind: 'signedIn' } : { kind: 'done', command };
}

function parsed(text: string): unknown {
	try {
		return JSON.parse(text) as unknown;
	} catch {
		return undefined;
	}
}

import type { Events } from './events/hub.mts';
import type { State } from './state.mts';
import type { Switches } from './switches.mts';
import type { Caller, Operation, Rec } from './types.mts';

export interface Counters {
	requests: number;
	logins: number;
	refusedLogins: number;
	blockedLogins: number;
	refreshes: number;
	throttled: number;
	injectedFailures: number;
	socketLogins: number;
	refusedSocketLogins: number;
}

/** Counters at zero. */
export function zeroCounters(): Counters {
	return {
		requests: 0,
		logins: 0,
		refusedLogins: 0,
		blockedLogins: 0,
		refreshes: 0,
		throttled: 0,
		injectedFailures: 0,
		socketLogins: 0,
		refusedSocketLogins: 0,
	};
}

/** Refused logins of one address; times in milliseconds since the epoch. */
export interface LoginRecord {
	refused: number;
	blockedUntil: number;
}

/** What a handler works on. */
export interface Pbx {
	state: State;
	switches: Switches;
	counters: Counters;
	loginRecords: Map<string, LoginRecord>;
	events: Events;
	/** What a second administrator does, and has done. */
	changes: Change[];
}

/** Something a second administrator does just before a request arrives. */
export interface Change {
	/** A regular expression for the path of that request, below /api, such as `^/tenants$`. */
	path: string;
	method?: string;
	/** How many matching requests pass first. */
	skip?: number;
	/** What the second administrator sends by POST. */
	request: {
		/** The path below /api, such as `/tenants/812…`. */
		path: string;
		body?: Rec;
		/** The id of the tenant that it is done in; the whole PBX if absent. */
		tenant?: string;
	};
	/** What it was answered; absent while the change waits. */
	answer?: { status: number; body?: unknown };
}

/** The PBX without those it tells what happens. */
export type PbxCore = Omit<Pbx, 'events'>;

/** One checked request. */
export interface Call {
	pbx: Pbx;
	operation: Operation;
	params: Record<string, string>;
	query: Rec;
	body: Rec;
	/** The bytes of the body, as they came. */
	raw: Buffer;
	headers: Record<string, unknown>;
	/** Address of the client. */
	address: string;
	caller: Caller;
}

/** An answer that is a file. */
export class Download {
	constructor(
		readonly filename: string,
		readonly content: string | Buffer,
	) {}
}

/** An answer with headers of its own. */
export class Reply {
	constructor(
		readonly headers: Record<string, string>,
		readonly value?: unknown,
	) {}
}

/** Carries an operation out; what it returns is the answer, undefined an empty one. */
export type Handler = (call: Call) => unknown;

export type HandlerTable = Record<string, Handler>;

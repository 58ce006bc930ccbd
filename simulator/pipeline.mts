import { setTimeout as pause } from 'node:timers/promises';

import type { FastifyRequest } from 'fastify';

import { keyOf } from './contract.mts';
import { applyChanges } from './changes.mts';
import { errorBody, forbidden, invalid, notFound, PbxError } from './errors.mts';
import { takeFailure, type RateLimiter } from './faults.mts';
import { handlers } from './handlers/index.mts';
import { sweep } from './handlers/tenants.mts';
import { errorOutcome, finish, htmlPage, json, type Outcome } from './outcome.mts';
import type { Call, Pbx } from './pbx.mts';
import { validateBody, validateQuery } from './schema.mts';
import { identify, mayCall } from './sessions.mts';
import type { Failure } from './switches.mts';
import type { Caller, Operation, Rec } from './types.mts';

/** One API request as the tests see it; bodies and passwords are not kept. */
export interface LogEntry {
	/** Milliseconds since the epoch. */
	at: number;
	method: string;
	/** The path as it was requested, with /api and without the query. */
	path: string;
	query: Rec;
	/** 0 if the connection was dropped without an answer. */
	status: number;
	/** User name of the account behind the token. */
	tokenOwner?: string;
}

function readBody(operation: Operation, header: string | undefined, text: string): Rec {
	if (text === '') {
		if (operation.bodyRequired) throw invalid('body', 'is required');
		return {};
	}
	const expected = operation.bodyContentType ?? 'application/json';
	const given = (header ?? '').split(';')[0].trim().toLowerCase();
	if (given !== expected) {
		throw new PbxError(415, 'UNSUPPORTED_MEDIA_TYPE', `The body must be ${expected}`);
	}
	if (expected === 'application/octet-stream') return {};
	if (expected !== 'application/json') return Object.fromEntries(new URLSearchParams(text));
	let body: unknown;
	try {
		body = JSON.parse(text);
	} catch {
		throw invalid('body', 'is no JSON');
	}
	if (typeof body !== 'object' || body === null || Array.isArray(body)) {
		throw invalid('body', 'must be an object');
	}
	return body as Rec;
}

/** Whom a call is for, by its scope. */
const CALLERS: Readonly<Record<string, string>> = {
	system: 'System administrators',
	dealer: 'Dealers',
	tenant: 'Users of a tenant',
	user: 'Users of a tenant',
};

function authorize(pbx: Pbx, operation: Operation, request: FastifyRequest): Caller | undefined {
	if (operation.noAuth) return undefined;
	const caller = identify(pbx, request.headers.authorization);
	if (!mayCall(caller, [operation.scope, ...(operation.alsoScopes ?? [])])) {
		throw forbidden(
			`${CALLERS[operation.scope] ?? 'Others'} may make this call, and this account may not`,
		);
	}
	return caller;
}

function rawBody(request: FastifyRequest): Buffer {
	return Buffer.isBuffer(request.body) ? request.body : Buffer.alloc(0);
}

function execute(pbx: Pbx, operation: Operation, request: FastifyRequest): Outcome {
	const caller = authorize(pbx, operation, request);
	const query = { ...(request.query as Rec) };
	validateQuery(operation, query);
	let body: Rec = {};
	if (operation.method !== 'GET') {
		body = readBody(operation, request.headers['content-type'], rawBody(request).toString());
		if (operation.bodyContentType !== 'application/octet-stream') validateBody(operation, body);
	}
	const result = handlers[keyOf(operation)]({
		pbx,
		operation,
		params: request.params as Record<string, string>,
		query,
		body,
		raw: rawBody(request),
		headers: request.headers,
		address: request.ip,
		// Absent only where the operation needs no token; those handlers do not look at it.
		caller: caller as Caller,
	} satisfies Call);
	return finish(operation.success[0], result);
}

function spoil(failure: Failure, done?: Outcome): Outcome {
	const { status, code = 'UNKNOWN', message = 'An injected failure', retryAfter } = failure;
	const keepsBody = failure.truncate && done?.text !== undefined;
	const outcome = failure.html
		? htmlPage(status, message)
		: keepsBody
			? { ...done, status }
			: json(status, errorBody(code, message));
	return {
		...outcome,
		headers: {
			...failure.headers,
			...(retryAfter === undefined ? {} : { 'retry-after': String(retryAfter) }),
		},
		drop: failure.dropConnection,
		truncate: failure.truncate,
	};
}

function throttle(pbx: Pbx, seconds: number): Outcome {
	pbx.counters.throttled++;
	const { rateLimitAnswer } = pbx.switches;
	const outcome = json(rateLimitAnswer === '503' ? 503 : 429, errorBody('UNKNOWN', 'Too many'));
	const told = rateLimitAnswer === '429-retry-after';
	return told ? { ...outcome, headers: { 'retry-after': String(seconds) } } : outcome;
}

function ownerOf(pbx: Pbx, request: FastifyRequest): string | undefined {
	const token = /^Bearer (\S+)$/i.exec(request.headers.authorization ?? '')?.[1];
	const session = [...pbx.state.sessions.values()].find(({ accessToken }) => accessToken === token);
	const account = session && pbx.state[session.accountKind].get(session.accountId);
	return account?.name as string | undefined;
}

function withoutSecrets(query: Rec): Rec {
	return Object.fromEntries(
		Object.entries(query).map(([name, value]) => [name, /password|token/.test(name) ? '…' : value]),
	);
}

/**
 * Takes one API request from the limit of requests to the finished answer.
 * @param operation what the path and method mean, or undefined if the API has no such call
 * @param log where the request is written down before the answer goes out
 */
export async function serve(
	pbx: Pbx,
	limiter: RateLimiter,
	log: LogEntry[],
	operation: Operation | undefined,
	request: FastifyRequest,
): Promise<Outcome> {
	const path = request.url.split('?')[0];
	const ownPath = path.slice('/api'.length);
	const entry: LogEntry = {
		at: Date.now(),
		method: request.method,
		path,
		query: withoutSecrets(request.query as Rec),
		status: 0,
		tokenOwner: ownerOf(pbx, request),
	};
	log.push(entry);
	pbx.counters.requests++;
	if (pbx.switches.latencyMs > 0) await pause(pbx.switches.latencyMs);
	sweep(pbx.state, pbx.switches.tenantDeletionMs);
	applyChanges(pbx, request.method, ownPath);

	const run = () => {
		try {
			if (!operation) throw notFound('This path');
			return execute(pbx, operation, request);
		} catch (error) {
			return errorOutcome(error);
		}
	};
	const seconds = limiter.refuse(pbx);
	const failure = seconds === undefined ? takeFailure(pbx, request.method, ownPath) : undefined;
	let outcome: Outcome;
	if (seconds !== undefined) outcome = throttle(pbx, seconds);
	else if (failure) outcome = spoil(failure, failure.afterExecution ? run() : undefined);
	else outcome = run();
	entry.status = outcome.drop ? 0 : outcome.status;
	return outcome;
}

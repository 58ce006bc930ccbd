import { keyOf, operations } from './contract.mts';
import { forbidden, notFound } from './errors.mts';
import { isMeant } from './faults.mts';
import { handlers } from './handlers/index.mts';
import { errorOutcome, finish, type Outcome } from './outcome.mts';
import { checkEntry, checkParts, type Parts } from './parts.mts';
import type { Change, Pbx } from './pbx.mts';
import { validateBody, validateQuery } from './schema.mts';
import { mayCall } from './sessions.mts';
import type { Caller, Operation, Rec } from './types.mts';

const parts: Parts = {
	path: ['string'],
	method: ['string'],
	skip: ['number'],
	request: ['object'],
};

/**
 * Checks a change that a test asks for.
 * @returns a message about the first thing that is wrong, or undefined
 */
export function checkChange(value: unknown): string | undefined {
	const problem = checkEntry('change', value, parts, ['path', 'request']);
	if (problem) return problem;
	const { request } = value as { request: unknown };
	const requestParts = { path: ['string'], body: ['object'], tenant: ['string'] };
	return checkParts('request', request, requestParts, ['path']);
}

const routes = operations
	.filter(({ method }) => method === 'POST')
	.map((operation) => ({
		operation,
		pattern: new RegExp(`^${operation.path.replaceAll(/\{(\w+)\}/g, '(?<$1>[^/]+)')}$`),
	}))
	// A word of the API in a path goes before a record that might be called so.
	.sort((left, right) => countBraces(left.operation) - countBraces(right.operation));

function countBraces({ path }: Operation): number {
	return path.split('{').length;
}

function callerIn(tenant: string | undefined): Caller {
	const account = { name: 'second administrator', role: 'SystemAdmin' };
	return {
		session: {
			id: 'second administrator',
			accountKind: 'administrators',
			accountId: '',
			accessToken: '',
			refreshToken: '',
			expiresAt: 0,
			switchedTo: tenant,
		},
		account,
		level: tenant === undefined ? 'system' : 'tenant',
		tenantId: tenant,
	};
}

function carryOut(pbx: Pbx, { path, body = {}, tenant }: Change['request']): Outcome {
	const [way, text] = path.split('?');
	const query: Rec = Object.fromEntries(new URLSearchParams(text));
	try {
		const route = routes.find(({ pattern }) => pattern.test(way));
		if (!route) throw notFound('This path');
		const { operation, pattern } = route;
		const caller = callerIn(tenant);
		if (!mayCall(caller, [operation.scope, ...(operation.alsoScopes ?? [])])) {
			throw forbidden(`This call needs the scope ${operation.scope}`);
		}
		validateQuery(operation, query);
		validateBody(operation, body);
		const params = { ...pattern.exec(way)?.groups };
		const rest = { raw: Buffer.alloc(0), headers: {}, address: '' };
		const call = { pbx, operation, params, query, body: structuredClone(body), caller, ...rest };
		return finish(operation.success[0], handlers[keyOf(operation)](call));
	} catch (error) {
		return errorOutcome(error);
	}
}

/**
 * Does what the second administrator waits to do before a request. Neither the log nor the
 * counters show it, and the PBX may refuse it as it may refuse anybody.
 * @param path of the request, below /api, without the query
 */
export function applyChanges(pbx: Pbx, method: string, path: string): void {
	for (const change of pbx.changes) {
		if (change.answer || !isMeant(change, method, path)) continue;
		if (change.skip) {
			change.skip--;
			continue;
		}
		const { status, text, contentType } = carryOut(pbx, change.request);
		const isJson = contentType === 'application/json';
		change.answer = { status, ...(isJson ? { body: JSON.parse(String(text)) } : {}) };
	}
}

import type { FastifyInstance, FastifyReply, FastifyRequest } from 'fastify';

import { checkChange } from './changes.mts';
import { errorBody, PbxError } from './errors.mts';
import type { Change, Pbx } from './pbx.mts';
import type { LogEntry } from './pipeline.mts';
import { expireTokens } from './sessions.mts';
import { collectionNames, isObject, type CollectionName } from './state.mts';
import { checkSwitches } from './switches.mts';
import type { Rec } from './types.mts';

function refusal(message: string): PbxError {
	return new PbxError(400, 'CONTROL', message);
}

/**
 * Reads the body of a control request.
 * @param what it is an object of
 * @throws PbxError 400
 */
export function readObject(text: unknown, what: string): Rec {
	let values: unknown;
	try {
		values = JSON.parse(String(text ?? ''));
	} catch {
		throw refusal('The body is no JSON');
	}
	if (!isObject(values)) throw refusal(`The body must be an object of ${what}`);
	return values;
}

/** Answers a control request with what an action returns, or with why it was refused. */
export function perform(reply: FastifyReply, action: () => unknown): unknown {
	try {
		const result = action();
		return result === undefined ? reply.code(204).send() : result;
	} catch (error) {
		if (!(error instanceof PbxError)) throw error;
		return reply.code(error.status).send(errorBody('CONTROL', error.message, error.detail));
	}
}

/** Writes new values into the switches, or says what is wrong with them and writes none. */
function setSwitches({ switches }: Pbx, values: Rec): unknown {
	const problem = checkSwitches(values);
	if (problem) throw refusal(problem);
	return Object.assign(switches, values);
}

/** Lets a second administrator wait for a request, or says what is wrong with that. */
function addChange({ changes }: Pbx, change: Rec): unknown {
	const problem = checkChange(change);
	if (problem) throw refusal(problem);
	changes.push(change as unknown as Change);
	return changes;
}

/**
 * Adds the control endpoint, which the real PBX does not have.
 * @param reset puts the simulator back to its start
 */
export function addControl(
	app: FastifyInstance,
	pbx: Pbx,
	log: LogEntry[],
	reset: () => void,
): void {
	app.get('/_control/switches', () => pbx.switches);
	app.post('/_control/switches', (request: FastifyRequest, reply: FastifyReply) =>
		perform(reply, () => setSwitches(pbx, readObject(request.body, 'switches'))),
	);
	app.get('/_control/changes', () => pbx.changes);
	app.post('/_control/changes', (request: FastifyRequest, reply: FastifyReply) =>
		perform(reply, () => addChange(pbx, readObject(request.body, 'one change'))),
	);
	app.get('/_control/log', () => log);
	app.get('/_control/counters', () => pbx.counters);
	app.post('/_control/reset', (_request, reply) => {
		reset();
		return reply.code(204).send();
	});
	app.post('/_control/expire-tokens', (_request, reply) => {
		expireTokens(pbx.state);
		return reply.code(204).send();
	});
	app.get('/_control/state/resources', () =>
		Object.fromEntries(
			[...pbx.state.resources].map(([address, table]) => [address, Object.fromEntries(table)]),
		),
	);
	app.get<{ Params: { collection: string } }>('/_control/state/:collection', (request, reply) => {
		const name = request.params.collection as CollectionName;
		if (!collectionNames.includes(name)) {
			return reply.code(404).send(errorBody('CONTROL', `There is no collection "${name}"`));
		}
		return Object.fromEntries(pbx.state[name]);
	});
}

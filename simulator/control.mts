import type { FastifyInstance, FastifyReply, FastifyRequest } from 'fastify';

import { checkChange } from './changes.mts';
import { errorBody } from './errors.mts';
import type { Change, Pbx } from './pbx.mts';
import type { LogEntry } from './pipeline.mts';
import { expireTokens } from './sessions.mts';
import { collectionNames, isObject, type CollectionName } from './state.mts';
import { checkSwitches } from './switches.mts';
import type { Rec } from './types.mts';

/**
 * Takes a body over, or says what is wrong with it and takes nothing.
 * @param what the body is an object of, for the message
 */
function take(
	text: unknown,
	what: string,
	check: (body: Rec) => string | undefined,
	accept: (body: Rec) => void,
): string | undefined {
	let body: unknown;
	try {
		body = JSON.parse(String(text ?? ''));
	} catch {
		return 'The body is no JSON';
	}
	if (!isObject(body)) return `The body must be an object of ${what}`;
	const problem = check(body);
	if (!problem) accept(body);
	return problem;
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
	app.post('/_control/switches', (request: FastifyRequest, reply: FastifyReply) => {
		const problem = take(request.body, 'switches', checkSwitches, (values) =>
			Object.assign(pbx.switches, values),
		);
		return problem ? reply.code(400).send(errorBody('CONTROL', problem)) : pbx.switches;
	});
	app.get('/_control/changes', () => pbx.changes);
	app.post('/_control/changes', (request: FastifyRequest, reply: FastifyReply) => {
		const problem = take(request.body, 'one change', checkChange, (change) =>
			pbx.changes.push(change as unknown as Change),
		);
		return problem ? reply.code(400).send(errorBody('CONTROL', problem)) : pbx.changes;
	});
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

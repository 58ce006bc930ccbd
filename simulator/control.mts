import type { FastifyInstance, FastifyReply, FastifyRequest } from 'fastify';

import { errorBody } from './errors.mts';
import type { Pbx } from './pbx.mts';
import type { LogEntry } from './pipeline.mts';
import { expireTokens } from './sessions.mts';
import { collectionNames, type CollectionName } from './state.mts';
import { checkSwitches } from './switches.mts';
import type { Rec } from './types.mts';

/** Writes new values into the switches, or says what is wrong with them and writes none. */
function setSwitches(pbx: Pbx, text: unknown): string | undefined {
	let values: unknown;
	try {
		values = JSON.parse(String(text ?? ''));
	} catch {
		return 'The body is no JSON';
	}
	if (typeof values !== 'object' || values === null || Array.isArray(values)) {
		return 'The body must be an object of switches';
	}
	const problem = checkSwitches(values as Rec);
	if (!problem) Object.assign(pbx.switches, values);
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
		const problem = setSwitches(pbx, request.body);
		return problem ? reply.code(400).send(errorBody('CONTROL', problem)) : pbx.switches;
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

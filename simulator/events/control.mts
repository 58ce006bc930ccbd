import type { FastifyInstance } from 'fastify';

import { perform, readObject } from '../control.mts';
import type { Pbx } from '../pbx.mts';
import type { Rec } from '../types.mts';
import type { Stage } from './stage.mts';

/** Adds the part of the control endpoint that makes things happen and shows who was told. */
export function addEventControl(app: FastifyInstance, { events }: Pbx, stage: Stage): void {
	const actions: Record<string, (request: Rec) => Rec | void> = {
		calls: stage.playCall,
		extensions: stage.setExtension,
		records: stage.addRecord,
		events: stage.sendEvent,
		sockets: stage.disturbSockets,
	};
	for (const [name, act] of Object.entries(actions)) {
		app.post(`/_control/${name}`, (request, reply) =>
			perform(reply, () => act(readObject(request.body, 'fields'))),
		);
	}
	app.get('/_control/deliveries', () => ({
		waiting: events.webhooks.waiting,
		attempts: events.webhooks.attempts,
	}));
	app.get('/_control/sockets', () => events.sockets.view());
}

import { TriggerContext } from 'n8n-core';
import type { INode, ITriggerFunctions, ITriggerResponse } from 'n8n-workflow';
import { WebSocket } from 'undici';
import { sampleLogins } from '../../../simulator/seed.mts';
import { TriggerServer } from '../../../test/support/triggers.mts';
import { loadNodeTypes } from '../../engine/nodeTypes.mts';
import { Engine } from '../../engine/run.mts';
import { answering } from './child.mts';

/** As much of n8n as triggers see of it, with the built nodes, in a process of its own. */

/** What started workflows. */
export interface Started {
	starts: number;
	/** Calls that did. */
	calls: number;
}

/** What came over the live connection. */
export interface Heard {
	events: number;
	/** Events that came before one that was sent earlier, or twice. */
	disordered: number;
	/** Bytes in use once nothing is left to clear away. */
	heap: number;
}

export interface Commands {
	start(url: string): Promise<null>;
	publishWebhook(): Promise<null>;
	/** What started workflows; the webhook is given back. */
	started(): Promise<Started>;
	listen(): Promise<null>;
	heard(): Promise<Heard>;
	stopListening(): Promise<null>;
	/** Polls; the first time only sees where the list ends. */
	poll(options: { first: boolean; most: number }): Promise<{ items: number; time: number }>;
}

let engine: Engine;
let server: TriggerServer;
let listening: ITriggerResponse | undefined;
const heard = { events: 0, disordered: 0, last: 0 };

async function contextOf(): Promise<{ context: TriggerContext; node: INode }> {
	const workflow = engine.workflow({
		nodes: [
			{
				...{ id: 'live', name: 'Live', type: 'n8n-nodes-portsip.portSipLiveTrigger' },
				...{ typeVersion: 1, position: [0, 0] },
				parameters: { triggerOn: ['callEnded'], options: {} },
			},
		],
		connections: {},
	});
	const [node] = Object.values(workflow.nodes);
	const take = (sessionId: unknown) => {
		heard.events++;
		const number = Number(sessionId);
		if (number <= heard.last) heard.disordered++;
		heard.last = number;
	};
	const context = new TriggerContext(
		...([workflow, node, engine.additionalData(), 'trigger', 'activate'] as const),
		(data) => data.flat().forEach(({ json }) => take(json.sessionId)),
		(error) => console.error(error.message),
	);
	return await Promise.resolve({ context, node });
}

answering<Commands>({
	async start(baseUrl) {
		engine = await Engine.start();
		engine.signInWith({ baseUrl, signInAs: 'tenantUser', ...sampleLogins.tenantUser });
		server = await TriggerServer.start(engine);
		return null;
	},
	async publishWebhook() {
		const options = { allowHttp: true, allowLocal: true };
		const parameters = { triggerOn: ['callEnded'], options };
		server.save('webhook', [{ type: 'portSipTrigger', parameters }]);
		await server.activate('webhook');
		return null;
	},
	async started() {
		const items = server.items.map(({ sessionId }) => sessionId);
		const { length: starts } = server.executions;
		server.executions.length = 0;
		await server.deactivate('webhook');
		return { starts, calls: new Set(items).size };
	},
	async listen() {
		// Node.js 20 has none; it is undici's from 22 on, too.
		if (!('WebSocket' in globalThis)) Object.assign(globalThis, { WebSocket });
		const { nodeTypes } = await loadNodeTypes();
		const { context, node } = await contextOf();
		const type = nodeTypes.getByNameAndVersion(node.type, 1);
		listening = await type.trigger?.call(context as ITriggerFunctions);
		return null;
	},
	async heard() {
		for (let round = 0; round < 3; round++) {
			global.gc?.();
			await new Promise((resolve) => setTimeout(resolve, 50));
		}
		const { events, disordered } = heard;
		return { events, disordered, heap: process.memoryUsage().heapUsed };
	},
	async stopListening() {
		await listening?.closeFunction?.();
		return null;
	},
	async poll({ first, most }) {
		const id = `poll${most}`;
		if (first) {
			const parameters = { event: 'callRecord', options: { most } };
			server.save(id, [{ type: 'portSipRecordTrigger', parameters }]);
		}
		const began = performance.now();
		const items = await server.poll(id, { activation: first ? 'init' : 'activate' });
		server.executions.length = 0;
		return { items: items?.length ?? 0, time: performance.now() - began };
	},
});

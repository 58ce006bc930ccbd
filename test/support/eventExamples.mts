import { createServer, type Server } from 'node:http';
import { once } from 'node:events';
import type { AddressInfo } from 'node:net';
import type { IDataObject, INode, INodeExecutionData } from 'n8n-workflow';
import type { Engine, WorkflowJson } from '../../scripts/engine/run.mts';

/** The node of an example that has a name. */
export function nodeIn({ nodes }: WorkflowJson, name: string): INode {
	const node = nodes.find((each) => each.name === name);
	if (!node) throw new Error(`There is no node ${name}`);
	return node;
}

/** A service of somebody else, such as a chat: takes whatever is sent to it. */
export class Service {
	readonly received: Array<{ type: string; text: string }> = [];
	private readonly server: Server = createServer((request, response) => {
		const chunks: Buffer[] = [];
		request.on('data', (chunk: Buffer) => chunks.push(chunk));
		request.on('end', () => {
			const type = String(request.headers['content-type']);
			this.received.push({ type, text: Buffer.concat(chunks).toString() });
			response.setHeader('content-type', 'application/json');
			response.end(JSON.stringify({ text: 'Good morning' }));
		});
	});

	async start(): Promise<this> {
		this.server.listen(0, '127.0.0.1');
		await once(this.server, 'listening');
		return this;
	}

	close(): void {
		this.server.closeAllConnections();
		this.server.close();
	}

	/** Turns a node on that waits for an address and a credential, and leads it here. */
	turnOn(example: WorkflowJson, name: string): WorkflowJson {
		const workflow = structuredClone(example);
		const node = nodeIn(workflow, name);
		if (!node.disabled) throw new Error(`${name} should wait until somebody turns it on`);
		const { port } = this.server.address() as AddressInfo;
		const { authentication: _, genericAuthType: __, ...parameters } = node.parameters;
		delete node.disabled;
		node.parameters = { ...parameters, url: `http://127.0.0.1:${port}/` };
		return workflow;
	}
}

/**
 * An answer to a webhook is for n8n's server; here its body becomes an item. A node that is turned
 * off lets items through, and needs not be loaded for that.
 */
function withoutServer(node: INode): INode {
	if (node.disabled)
		return { ...node, type: 'n8n-nodes-base.noOp', typeVersion: 1, parameters: {} };
	if (node.type !== 'n8n-nodes-base.respondToWebhook') return node;
	const { responseBody } = node.parameters;
	return {
		...node,
		type: 'n8n-nodes-base.set',
		typeVersion: 3.4,
		parameters: { mode: 'raw', jsonOutput: responseBody ?? '{}', options: {} },
	};
}

/**
 * What a trigger has given goes through the rest of its example: only n8n's server has triggers,
 * so one by hand stands in its place, and no other does.
 *
 * @param last node whose items are wanted
 */
export async function runFrom(
	engine: Engine,
	example: WorkflowJson,
	trigger: string,
	items: readonly INodeExecutionData[],
	last: string,
): Promise<IDataObject[]> {
	const workflow = structuredClone(example);
	const start = nodeIn(workflow, trigger);
	workflow.nodes = workflow.nodes
		.filter(({ name, type }) => name === trigger || !/trigger$/i.test(type))
		.map(withoutServer);
	const byHand = { type: 'n8n-nodes-base.manualTrigger', typeVersion: 1, parameters: {} };
	Object.assign(nodeIn(workflow, start.name), byHand);
	const names = new Set(workflow.nodes.map(({ name }) => name));
	workflow.connections = Object.fromEntries(
		Object.entries(workflow.connections).filter(([name]) => names.has(name)),
	);
	const { error, items: out } = await engine.run(workflow, undefined, [...items]);
	if (error) throw error;
	return out(last).map(({ json }) => json);
}

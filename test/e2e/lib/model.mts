import { once } from 'node:events';
import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';

/** A stand-in for a language model, which speaks OpenAI's protocol on loopback. */
export interface Model {
	url: string;
	/** Bodies of the requests, oldest first. */
	asked: any[];
	/** Values that it gives to the tool it calls. */
	values: object;
	close(): void;
}

/** Starts a model that answers first with a call of the only tool, then with the text "Done". */
export async function startModel(): Promise<Model> {
	const server = createServer(async (request, response) => {
		const parts: Buffer[] = [];
		for await (const part of request) parts.push(part as Buffer);
		const body = JSON.parse(Buffer.concat(parts).toString() || '{}');
		model.asked.push(body);
		const answered = body.messages?.some(({ role }: { role: string }) => role === 'tool');
		const message = answered
			? { role: 'assistant', content: 'Done' }
			: { role: 'assistant', content: null, tool_calls: [callOf(body, model.values)] };
		response.writeHead(200, { 'content-type': 'application/json' });
		response.end(
			JSON.stringify({
				id: 'answer',
				object: 'chat.completion',
				created: 0,
				model: 'stand-in',
				choices: [{ index: 0, message, finish_reason: answered ? 'stop' : 'tool_calls' }],
				usage: { prompt_tokens: 1, completion_tokens: 1, total_tokens: 2 },
			}),
		);
	}).listen(0, '127.0.0.1');
	await once(server, 'listening');
	const { port } = server.address() as AddressInfo;
	const model: Model = {
		url: `http://127.0.0.1:${port}/v1`,
		asked: [],
		values: {},
		close() {
			server.close();
			server.closeAllConnections();
		},
	};
	return model;
}

function callOf(body: any, values: object) {
	const name = body.tools?.[0]?.function.name;
	return { id: 'call-1', type: 'function', function: { name, arguments: JSON.stringify(values) } };
}

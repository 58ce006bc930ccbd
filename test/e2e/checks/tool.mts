import assert from 'node:assert/strict';
import { once } from 'node:events';
import { createServer, type Server } from 'node:http';
import type { AddressInfo } from 'node:net';
import { runOnce } from '../lib/executions.mts';
import { manualTrigger, withCredential, type Workflow } from '../lib/workflow.mts';
import type { Context } from './context.mts';

const GROUP = 'AI tool';

/** An agent calls the node as a tool; its language model is a stand-in on loopback. */
export async function checkTool(context: Context): Promise<void> {
	const { report, rest, simulator, credential } = context;
	const asked: any[] = [];
	const model = await startModel(asked);
	try {
		await report.check(GROUP, 'an agent looks a tenant up by calling the node', async () => {
			const { port } = model.address() as AddressInfo;
			const { id } = await rest.post('/rest/credentials', {
				name: 'Model',
				type: 'openAiApi',
				data: { apiKey: 'only-for-tests', url: `http://127.0.0.1:${port}/v1` },
			});
			const workflow = withCredential(agent(id), credential);
			const execution = (await runOnce(rest, workflow)).mustSucceed();
			assert.deepEqual(execution.items('Agent'), [{ output: 'Done' }]);
			const tools = asked[0].tools.map((tool: any) => tool.function);
			assert.equal(tools.length, 1);
			assert.deepEqual(Object.keys(tools[0].parameters.properties), ['search']);
			// What the model was given to read is what the PBX holds.
			const answer = asked[1].messages.find(({ role }: { role: string }) => role === 'tool');
			const [tenant] = [...simulator.state.tenants.values()];
			assert.match(answer.content, new RegExp(String(tenant.id)));
		});
	} finally {
		model.close();
		model.closeAllConnections();
	}
}

/** Answers first with a call of the only tool, then with a text. */
async function startModel(asked: any[]): Promise<Server> {
	const server = createServer(async (request, response) => {
		const parts: Buffer[] = [];
		for await (const part of request) parts.push(part as Buffer);
		const body = JSON.parse(Buffer.concat(parts).toString() || '{}');
		asked.push(body);
		const name = body.tools?.[0]?.function.name;
		const answered = body.messages?.some(({ role }: { role: string }) => role === 'tool');
		const call = { name, arguments: JSON.stringify({ search: 'sample' }) };
		const message = answered
			? { role: 'assistant', content: 'Done' }
			: {
					role: 'assistant',
					content: null,
					tool_calls: [{ id: 'call-1', type: 'function', function: call }],
				};
		const finish_reason = answered ? 'stop' : 'tool_calls';
		response.writeHead(200, { 'content-type': 'application/json' });
		response.end(
			JSON.stringify({
				id: 'answer',
				object: 'chat.completion',
				created: 0,
				model: 'stand-in',
				choices: [{ index: 0, message, finish_reason }],
				usage: { prompt_tokens: 1, completion_tokens: 1, total_tokens: 2 },
			}),
		);
	}).listen(0, '127.0.0.1');
	await once(server, 'listening');
	return server;
}

function agent(modelCredential: string): Workflow {
	const search = "={{ $fromAI('search', 'Part of the name of the tenant', 'string') }}";
	const to = (node: string, type: string) => ({ [type]: [[{ node, type, index: 0 }]] });
	return {
		name: 'Agent',
		nodes: [
			{ ...manualTrigger(), id: 'start', position: [0, 0] },
			{
				id: 'agent',
				name: 'Agent',
				type: '@n8n/n8n-nodes-langchain.agent',
				typeVersion: 2.2,
				position: [220, 0],
				parameters: { promptType: 'define', text: 'Which tenants are there?', options: {} },
			},
			{
				id: 'model',
				name: 'Model',
				type: '@n8n/n8n-nodes-langchain.lmChatOpenAi',
				typeVersion: 1.2,
				position: [160, 220],
				parameters: { model: { __rl: true, mode: 'id', value: 'stand-in' }, options: {} },
				credentials: { openAiApi: { id: modelCredential, name: 'Model' } },
			},
			{
				id: 'tool',
				name: 'Find tenants',
				type: 'n8n-nodes-portsip.portSipTool',
				typeVersion: 1,
				position: [380, 220],
				parameters: { resource: 'tenant', operation: 'getMany', filters: { search } },
			},
		],
		connections: {
			Start: to('Agent', 'main'),
			Model: to('Agent', 'ai_languageModel'),
			'Find tenants': to('Agent', 'ai_tool'),
		},
		settings: { executionOrder: 'v1' },
	};
}

import { createServer, type IncomingMessage, type Server, type ServerResponse } from 'node:http';
import { once } from 'node:events';
import type { AddressInfo } from 'node:net';
import { HookContext, PollContext, WebhookContext } from 'n8n-core';
import {
	NodeHelpers,
	Workflow,
	type IDataObject,
	type INode,
	type INodeExecutionData,
	type IWebhookData,
	type IWebhookFunctions,
	type IWebhookResponseData,
	type IWorkflowExecuteAdditionalData,
	type WorkflowActivateMode,
	type WorkflowExecuteMode,
} from 'n8n-workflow';
import { loadNodeTypes } from '../../scripts/engine/nodeTypes.mts';
import { Engine } from '../../scripts/engine/run.mts';
import { startSimulator, type Simulator, type SimulatorOptions } from '../../simulator/server.mts';

/** A trigger node of this package as a test writes it. */
export interface TriggerNode {
	/** `portSipTrigger` */
	type: string;
	parameters: object;
	/** "Trigger" unless a workflow has several. */
	name?: string;
	webhookId?: string;
	/** Id of the credential, where it is not the one that all tests share. */
	credential?: string;
}

/** A workflow as n8n's database has it. */
interface Row {
	nodes: INode[];
	/** JSON, as it was saved last. */
	staticData: string;
	active: boolean;
}

/** What n8n's server keeps beyond a restart. */
export type Database = Map<string, Row>;

/** An execution that a trigger has started. */
export interface Started {
	workflowId: string;
	node: string;
	mode: WorkflowExecuteMode;
	items: IDataObject[];
}

/** A test run that listens. */
interface Listening {
	workflow: Workflow;
	node: INode;
	webhook: IWebhookData;
}

const KEY = '/webhook';

/**
 * As much of n8n's server as triggers see of it: the order in which it calls their hooks, what it
 * keeps of static data and when, and its webhook addresses, which can be reached. Node and
 * contexts are n8n's own. The package must have been built.
 */
export class TriggerServer {
	/** Executions in the order in which they were started. */
	readonly executions: Started[] = [];
	/** Called in order, such as `checkExists` and `create`. */
	readonly calls: string[] = [];
	private readonly live = new Map<string, string>();
	/** Workflows that are polled: n8n has them in memory, with what no poll has saved yet. */
	private readonly polled = new Map<string, Workflow>();
	private readonly tests = new Map<string, Listening>();
	private readonly http: Server;
	/** Address that the webhooks have; the tests' own unless n8n's WEBHOOK_URL says otherwise. */
	webhookUrl = '';

	private constructor(
		private readonly engine: Engine,
		private readonly nodeTypes: Awaited<ReturnType<typeof loadNodeTypes>>['nodeTypes'],
		readonly database: Database,
	) {
		this.http = createServer((request, response) => {
			this.serve(request, response).catch((error: unknown) => {
				if (!response.headersSent) response.writeHead(500).end(String(error));
			});
		});
	}

	/** Starts a process over a database; what is active there is activated, as n8n does it. */
	static async start(
		engine: Engine,
		database: Database = new Map(),
		port = 0,
	): Promise<TriggerServer> {
		const { nodeTypes } = await loadNodeTypes();
		const server = new TriggerServer(engine, nodeTypes, database);
		server.http.listen(port, '127.0.0.1');
		await once(server.http, 'listening');
		server.webhookUrl = `http://127.0.0.1:${server.port}`;
		try {
			for (const [id, { active }] of database) if (active) await server.begin(id, 'init');
			return server;
		} catch (error) {
			await server.stop();
			throw error;
		}
	}

	get port(): number {
		return (this.http.address() as AddressInfo).port;
	}

	/** Items of all executions. */
	get items(): IDataObject[] {
		return this.executions.flatMap(({ items }) => items);
	}

	/** Saves a workflow of triggers only, anew or in place of an older version. */
	save(id: string, nodes: readonly TriggerNode[]): void {
		this.polled.delete(id);
		this.database.set(id, {
			staticData: this.database.get(id)?.staticData ?? '{}',
			active: this.database.get(id)?.active ?? false,
			nodes: nodes.map(({ type, parameters, name = 'Trigger', webhookId, credential }, at) => ({
				id: `${id}-${at}`,
				name,
				type: `n8n-nodes-portsip.${type}`,
				typeVersion: 1,
				position: [0, 0],
				parameters: parameters as INode['parameters'],
				webhookId: webhookId ?? `00000000-0000-4000-8000-${hex(id)}${hex(String(at))}`,
				credentials: { portSipApi: { id: credential ?? 'portsip', name: 'PortSIP PBX' } },
			})),
		});
	}

	/** What a node has kept for the next time. */
	staticData(id: string, node = 'Trigger'): IDataObject {
		const saved = JSON.parse(this.database.get(id)?.staticData ?? '{}') as IDataObject;
		return (saved[`node:${node}`] ?? {}) as IDataObject;
	}

	/** @throws what a node refuses with, after n8n has cleaned up */
	async activate(id: string): Promise<void> {
		await this.begin(id, 'activate');
		this.row(id).active = true;
	}

	async deactivate(id: string): Promise<void> {
		await this.end(id);
		this.row(id).active = false;
	}

	/** Publishing a change: the old version is taken down, then the new one begins. */
	async publish(id: string, nodes: readonly TriggerNode[]): Promise<void> {
		this.save(id, nodes);
		await this.end(id);
		await this.begin(id, 'update');
	}

	/** The button in the editor; what came of it is in `executions`. */
	async test(id: string): Promise<void> {
		// A test begins with empty static data.
		const workflow = this.workflow(id, '{}');
		for (const webhook of this.webhooksOf(workflow)) {
			const test = { ...webhook, isTest: true };
			const node = workflow.getNode(webhook.node) as INode;
			this.tests.set(webhook.path, { workflow, node, webhook: test });
			try {
				await this.createIfMissing(workflow, test, 'manual', 'manual');
			} catch (error) {
				await this.endTest(id);
				throw error;
			}
		}
	}

	/** The end of a test, by hand or after two minutes. */
	async endTest(id: string): Promise<void> {
		for (const [path, { workflow, webhook }] of this.tests) {
			if (workflow.id !== id) continue;
			await this.hook(workflow, webhook, 'delete', 'internal', 'update');
			this.tests.delete(path);
		}
	}

	/**
	 * One poll of a node. Static data is saved as n8n saves it: where something was emitted, and at
	 * activation. What else a poll has kept is there for the next one, but not after a restart.
	 *
	 * @returns items, or nothing
	 */
	async poll(id: string, options: PollOptions = {}): Promise<IDataObject[] | undefined> {
		return (await this.pollItems(id, options))?.map(({ json }) => json);
	}

	/** The same with the files of the items. */
	async pollItems(
		id: string,
		{ mode = 'trigger', activation = 'activate', name = 'Trigger', budget }: PollOptions = {},
	): Promise<INodeExecutionData[] | undefined> {
		const workflow = (mode === 'trigger' && this.polled.get(id)) || this.workflow(id);
		if (mode === 'trigger') this.polled.set(id, workflow);
		const node = workflow.getNode(name) as INode;
		const context = new PollContext(workflow, node, this.additionalData(), mode, activation);
		if (budget !== undefined) Object.assign(context, { getPollBudgetMs: () => budget });
		const items = (await this.typeOf(node).poll!.call(context))?.flat();
		const told = items?.map(({ json }) => json);
		if (told && mode !== 'manual') this.record(workflow, node, mode, told);
		if ((items || activation !== 'activate') && mode !== 'manual') this.keep(workflow);
		return items;
	}

	/** Ends the process; the database stays as it is. */
	async stop(): Promise<void> {
		if (!this.http.listening) return;
		this.http.closeAllConnections();
		this.http.close();
		await once(this.http, 'close');
	}

	private row(id: string): Row {
		const row = this.database.get(id);
		if (!row) throw new Error(`There is no workflow ${id}`);
		return row;
	}

	private workflow(id: string, staticData = this.row(id).staticData): Workflow {
		return new Workflow({
			id,
			name: id,
			nodes: structuredClone(this.row(id).nodes),
			connections: {},
			active: this.row(id).active,
			nodeTypes: this.nodeTypes,
			staticData: JSON.parse(staticData) as IDataObject,
			settings: {},
		});
	}

	private keep(workflow: Workflow): void {
		const { staticData } = workflow;
		if (!staticData.__dataChanged) return;
		this.row(String(workflow.id)).staticData = JSON.stringify(staticData);
	}

	private typeOf({ type, typeVersion }: INode) {
		return this.nodeTypes.getByNameAndVersion(type, typeVersion);
	}

	private additionalData(): IWorkflowExecuteAdditionalData {
		return {
			...this.engine.additionalData(),
			webhookBaseUrl: `${this.webhookUrl}${KEY}`,
			webhookTestBaseUrl: `${this.webhookUrl}${KEY}-test`,
		};
	}

	private webhooksOf(workflow: Workflow): IWebhookData[] {
		return Object.values(workflow.nodes).flatMap((node) =>
			(this.typeOf(node).description.webhooks ?? []).map((description) => ({
				httpMethod: 'POST',
				node: node.name,
				path: NodeHelpers.getNodeWebhookPath(String(workflow.id), node, description.path),
				webhookDescription: description,
				workflowId: String(workflow.id),
				workflowExecuteAdditionalData: this.additionalData(),
			})),
		);
	}

	private async begin(id: string, activation: WorkflowActivateMode): Promise<void> {
		const workflow = this.workflow(id);
		for (const webhook of this.webhooksOf(workflow)) {
			this.live.set(webhook.path, id);
			try {
				await this.createIfMissing(workflow, webhook, 'trigger', activation);
			} catch (error) {
				// With what the database has, so without what `create` has written meanwhile.
				await this.end(id);
				throw error;
			}
		}
		this.keep(workflow);
	}

	private async end(id: string): Promise<void> {
		const workflow = this.workflow(id);
		const webhooks = this.webhooksOf(workflow);
		for (const webhook of webhooks)
			await this.hook(workflow, webhook, 'delete', 'internal', 'update');
		this.keep(workflow);
		for (const { path } of webhooks) this.live.delete(path);
	}

	private async createIfMissing(
		workflow: Workflow,
		webhook: IWebhookData,
		mode: WorkflowExecuteMode,
		activation: WorkflowActivateMode,
	): Promise<void> {
		if (await this.hook(workflow, webhook, 'checkExists', mode, activation)) return;
		await this.hook(workflow, webhook, 'create', mode, activation);
	}

	private async hook(
		workflow: Workflow,
		webhook: IWebhookData,
		method: 'checkExists' | 'create' | 'delete',
		mode: WorkflowExecuteMode,
		activation: WorkflowActivateMode,
	): Promise<boolean> {
		const node = workflow.getNode(webhook.node) as INode;
		this.calls.push(method);
		const context = new HookContext(
			workflow,
			node,
			this.additionalData(),
			mode,
			activation,
			webhook,
		);
		return await this.typeOf(node).webhookMethods!.default![method].call(context);
	}

	private async serve(request: IncomingMessage, response: ServerResponse): Promise<void> {
		const chunks: Buffer[] = [];
		for await (const chunk of request) chunks.push(chunk as Buffer);
		const rawBody = Buffer.concat(chunks);
		const [, base, path] = /^(\/webhook(?:-test)?)\/([^?]+)/.exec(request.url ?? '') ?? [];
		const test = base === `${KEY}-test` ? this.tests.get(path) : undefined;
		const id = base === KEY ? this.live.get(path) : test?.webhook.workflowId;
		if (id === undefined) return void response.writeHead(404).end('not registered');
		const json = /^application\/json/.test(request.headers['content-type'] ?? '');
		const body = json ? parsed(rawBody) : {};
		// n8n says no by itself to what is called JSON and is none.
		if (body === undefined) return void response.writeHead(422).end();

		const workflow = test?.workflow ?? this.workflow(id);
		const webhook = test?.webhook ?? this.webhooksOf(workflow).find((one) => one.path === path)!;
		const node = workflow.getNode(webhook.node) as INode;
		const mode = test ? 'manual' : 'webhook';
		const additionalData = {
			...this.additionalData(),
			httpRequest: Object.assign(request, { body, rawBody, readRawBody: async () => undefined }),
			httpResponse: response,
		} as unknown as IWorkflowExecuteAdditionalData;
		const context = new WebhookContext(workflow, node, additionalData, mode, webhook, [], null);
		const answer = await (
			this.typeOf(node).webhook as (this: IWebhookFunctions) => Promise<IWebhookResponseData>
		).call(context as unknown as IWebhookFunctions);
		if (!test) this.keep(workflow);
		const { workflowData, noWebhookResponse, webhookResponse } = answer;
		if (workflowData) this.record(workflow, node, mode, itemsOf(workflowData));
		if (!noWebhookResponse) response.writeHead(200).end(JSON.stringify(webhookResponse ?? {}));
		if (workflowData && test) await this.endTest(id);
	}

	private record(
		{ id }: Workflow,
		node: INode,
		mode: WorkflowExecuteMode,
		items: IDataObject[],
	): void {
		this.executions.push({ workflowId: String(id), node: node.name, mode, items });
	}
}

interface PollOptions {
	/** `manual` is the button in the editor. */
	mode?: 'trigger' | 'manual';
	/** n8n polls once while it activates. */
	activation?: WorkflowActivateMode;
	name?: string;
	/** Milliseconds that n8n gives the poll; its own five minutes where it is left out. */
	budget?: number;
}

const itemsOf = (data: INodeExecutionData[][]): IDataObject[] =>
	data.flat().map(({ json }) => json);

const hex = (text: string): string => Buffer.from(text).toString('hex').padStart(6, '0').slice(-6);

function parsed(raw: Buffer): unknown {
	try {
		return raw.length ? (JSON.parse(raw.toString()) as unknown) : {};
	} catch {
		return undefined;
	}
}

/** A simulated PBX, and an n8n that is signed in to it. */
export interface TriggerBench {
	simulator: Simulator;
	engine: Engine;
	server: TriggerServer;
	/** Ends n8n's process and starts another over the same database, at the same address. */
	restart(): Promise<TriggerServer>;
	close(): Promise<void>;
}

/**
 * Starts both. As long as nothing else is said, the administrator of the sample tenant is signed in.
 *
 * @param options of the simulated PBX
 */
export async function setUpTriggers(
	options: Partial<SimulatorOptions> = {},
): Promise<TriggerBench> {
	const simulator = await startSimulator({ port: 0, ...options });
	const engine = await Engine.start();
	engine.signInWith({
		baseUrl: simulator.url,
		signInAs: 'tenantUser',
		...simulator.logins.tenantUser,
	});
	const bench: TriggerBench = {
		simulator,
		engine,
		server: await TriggerServer.start(engine),
		async restart() {
			const { port, database } = bench.server;
			await bench.server.stop();
			bench.server = await TriggerServer.start(engine, database, port);
			return bench.server;
		},
		async close() {
			await bench.server.stop();
			await simulator.close();
		},
	};
	return bench;
}

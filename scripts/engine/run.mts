import './environment.mts';
import { randomUUID } from 'node:crypto';
import { ExecutionLifecycleHooks, WorkflowExecute } from 'n8n-core';
import {
	Workflow,
	type ICredentialDataDecryptedObject,
	type IConnections,
	type INode,
	type INodeExecutionData,
	type INodeType,
	type INodeTypes,
	type IRun,
	type ITaskData,
	type IWorkflowExecuteAdditionalData,
	type IWorkflowSettings,
} from 'n8n-workflow';
import { MemoryCredentials } from './credentials.mts';
import { loadNodeTypes, type Loaded } from './nodeTypes.mts';

/** The parts of an exported workflow that the engine needs. */
export interface WorkflowJson {
	name?: string;
	nodes: INode[];
	connections: IConnections;
	settings?: IWorkflowSettings;
}

/** What a run left behind. */
export interface Outcome {
	run: IRun;
	/** Items that a node put out, by output; empty where it did not run. */
	items(node: string, output?: number): INodeExecutionData[];
	/** The message with which the execution stopped, if it did. */
	error: (Error & { description?: string | null }) | undefined;
}

/** Told after each node that ran. */
export type Progress = (node: string, data: ITaskData) => void;

/** n8n's execution engine with the built package and credentials in memory. */
export class Engine {
	private constructor(
		private readonly loaded: Loaded,
		/** Saved credentials; all nodes of a run share them, as in n8n. */
		readonly credentials: MemoryCredentials,
	) {}

	/**
	 * Loads the node types; the package must have been built.
	 *
	 * @param more nodes of no package, by full name
	 * @param folder another checkout of this package, whose build is run in place of this one's
	 */
	static async start(
		more: Readonly<Record<string, INodeType>> = {},
		folder?: string,
	): Promise<Engine> {
		const { nodeTypes, credentialType } = await loadNodeTypes(folder);
		const getByNameAndVersion: INodeTypes['getByNameAndVersion'] = (name, version) =>
			Object.hasOwn(more, name) ? more[name] : nodeTypes.getByNameAndVersion(name, version);
		const loaded = { nodeTypes: { ...nodeTypes, getByNameAndVersion }, credentialType };
		return new Engine(loaded, new MemoryCredentials(credentialType));
	}

	/**
	 * Saves the PortSIP credential that the runs use.
	 *
	 * @param data fields of the credential
	 * @param id id under which nodes refer to it
	 */
	signInWith(data: ICredentialDataDecryptedObject, id = 'portsip'): void {
		this.credentials.save(id, 'portSipApi', data);
	}

	/**
	 * Runs a workflow from its trigger to its end. Nodes of this package get the saved credential,
	 * as if it had been picked in the editor after the import.
	 *
	 * @param json exported workflow
	 * @param progress told after each node
	 * @param input items that leave the trigger, in place of its one empty item
	 * @param stop stops the execution, as the button in n8n's editor does
	 */
	async run(
		json: WorkflowJson,
		progress?: Progress,
		input?: INodeExecutionData[],
		stop?: AbortSignal,
	): Promise<Outcome> {
		const workflow = this.workflow(json);
		const hooks = new ExecutionLifecycleHooks('manual', randomUUID(), {
			...json,
			id: 'workflow',
			name: json.name ?? 'workflow',
			active: false,
			activeVersionId: null,
			isArchived: false,
			createdAt: new Date(),
			updatedAt: new Date(),
		});
		if (progress) hooks.addHandler('nodeExecuteAfter', (node, data) => progress(node, data));
		const additionalData = this.additionalData(hooks);
		const start = workflow.getStartNode();
		const execute = new WorkflowExecute(additionalData, 'manual');
		const running = execute.run({
			workflow,
			startNode: start,
			...(input && start ? { pinData: { [start.name]: input } } : {}),
		});
		stop?.addEventListener('abort', () => running.cancel(), { once: true });
		return outcomeOf(await running);
	}

	/** The workflow as n8n's engine sees it. */
	workflow(json: WorkflowJson): Workflow {
		return new Workflow({
			id: 'workflow',
			name: json.name ?? 'workflow',
			nodes: json.nodes.map(withCredential),
			connections: json.connections,
			active: false,
			nodeTypes: this.loaded.nodeTypes,
			settings: json.settings ?? {},
		});
	}

	/** What n8n's server would hand to an execution, as far as nodes here use it. */
	additionalData(hooks?: ExecutionLifecycleHooks): IWorkflowExecuteAdditionalData {
		const url = 'http://localhost:5678';
		const nothing = async () => await Promise.reject(new Error('Not available outside of n8n'));
		return {
			credentialsHelper: this.credentials,
			hooks,
			executeWorkflow: nothing,
			getRunExecutionData: async () => undefined,
			getRuntimeCredential: async () => undefined,
			currentNodeExecutionIndex: 0,
			restApiUrl: `${url}/rest`,
			instanceBaseUrl: url,
			formBaseUrl: `${url}/form`,
			formWaitingBaseUrl: `${url}/form-waiting`,
			formTestBaseUrl: `${url}/form-test`,
			webhookBaseUrl: `${url}/webhook`,
			webhookWaitingBaseUrl: `${url}/webhook-waiting`,
			webhookTestBaseUrl: `${url}/webhook-test`,
			mcpBaseUrl: `${url}/mcp`,
			mcpTestBaseUrl: `${url}/mcp-test`,
			variables: {},
			logAiEvent: () => undefined,
			startRunnerTask: nothing,
		} as unknown as IWorkflowExecuteAdditionalData;
	}
}

const withCredential = (node: INode): INode =>
	node.type.startsWith('n8n-nodes-portsip.') && !node.credentials?.portSipApi?.id
		? { ...node, credentials: { portSipApi: { id: 'portsip', name: 'PortSIP PBX' } } }
		: node;

function outcomeOf(run: IRun): Outcome {
	const { resultData } = run.data;
	return {
		run,
		items: (node, output = 0) =>
			(resultData.runData[node] ?? []).flatMap((data) => data.data?.main[output] ?? []),
		error: resultData.error as Outcome['error'],
	};
}

import { nodeOf } from '../../../nodes/shared/api/index.ts';

/** A node in n8n's workflow file. */
export interface WorkflowNode {
	id?: string;
	name: string;
	type: string;
	typeVersion: number;
	position?: [number, number];
	parameters: Record<string, any>;
	/** What the address of a form or a webhook ends with. */
	webhookId?: string;
	credentials?: Record<string, { id: string | null; name: string }>;
	onError?: 'stopWorkflow' | 'continueRegularOutput' | 'continueErrorOutput';
	disabled?: boolean;
}

/** What a workflow file holds, as far as the tests read it. */
export interface Workflow {
	name: string;
	nodes: WorkflowNode[];
	connections: Record<
		string,
		Record<string, Array<Array<{ node: string; type: string; index: number }>>>
	>;
	pinData?: Record<string, Array<{ json: any }>>;
	settings?: Record<string, unknown>;
}

/** What the full names of all nodes under test begin with, as n8n stores them. */
export const PACK = 'n8n-nodes-portsip.';

/** Full name of the node that has a resource. */
export const typeFor = (resource: string): string => `${PACK}${nodeOf(resource)}`;

export const manualTrigger = (): WorkflowNode => ({
	name: 'Start',
	type: 'n8n-nodes-base.manualTrigger',
	typeVersion: 1,
	parameters: {},
});

export const portSip = (
	name: string,
	resource: string,
	operation: string,
	parameters: Record<string, any> = {},
	more: Partial<WorkflowNode> = {},
): WorkflowNode => ({
	name,
	type: typeFor(resource),
	typeVersion: 1,
	parameters: { resource, operation, ...parameters },
	...more,
});

/** The value of a locator in its ID mode. */
export const byId = (value: string) => ({ __rl: true, mode: 'id', value });

/**
 * A workflow of nodes one after the other.
 *
 * @param errors node of the chain and the node that takes its error output
 */
export function chain(
	name: string,
	nodes: WorkflowNode[],
	errors: ReadonlyArray<readonly [string, WorkflowNode]> = [],
): Workflow {
	const connections: Workflow['connections'] = {};
	const link = (from: string, output: number, to: string) => {
		const outputs = ((connections[from] ??= { main: [] }).main ??= []);
		while (outputs.length <= output) outputs.push([]);
		outputs[output].push({ node: to, type: 'main', index: 0 });
	};
	nodes.slice(1).forEach((node, index) => link(nodes[index].name, 0, node.name));
	for (const [from, to] of errors) link(from, 1, to.name);
	const all = [...nodes, ...errors.map(([, to]) => to)];
	return {
		name,
		nodes: all.map((node, index) => ({
			id: `node-${index}`,
			position: [index * 220, 0] as [number, number],
			...node,
		})),
		connections,
		settings: { executionOrder: 'v1' },
	};
}

/** The same workflow with the credential in each of its PortSIP nodes. */
export function withCredential(
	workflow: Workflow,
	credential: { id: string; name: string },
): Workflow {
	const { id, name } = credential;
	return {
		...workflow,
		nodes: workflow.nodes.map((node) =>
			node.type.startsWith(PACK) ? { ...node, credentials: { portSipApi: { id, name } } } : node,
		),
	};
}

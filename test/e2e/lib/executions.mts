import { createRequire } from 'node:module';
import { until } from './poll.mts';
import { RestError, type Rest } from './rest.mts';
import { inServer } from './target.mts';
import { manualTrigger, type Workflow } from './workflow.mts';

/** What one run of a node gave: its items by output. */
interface NodeRun {
	executionStatus: string;
	error?: { message: string; description?: string };
	data?: { main: Array<Array<{ json: any; error?: { message: string } }> | null> };
}

/** An execution that has come to its end. */
export class Execution {
	constructor(
		readonly id: string,
		readonly status: string,
		readonly mode: string,
		private readonly result: {
			error?: { message: string; description?: string };
			runData: Record<string, NodeRun[]>;
		},
	) {}

	get error() {
		return this.result.error;
	}

	/** Nodes that ran. */
	get nodes(): string[] {
		return Object.keys(this.result.runData);
	}

	/** Items that left a node, of all its runs. */
	items(node: string, output = 0): any[] {
		return (this.result.runData[node] ?? []).flatMap((run) =>
			(run.data?.main[output] ?? []).map(({ json }) => json),
		);
	}

	/** How often a node ran. */
	runs(node: string): number {
		return this.result.runData[node]?.length ?? 0;
	}

	/** @throws Error with the cause, unless the execution succeeded */
	mustSucceed(): this {
		if (this.status === 'success') return this;
		const { message = 'no reason', description = '' } = this.error ?? {};
		throw new Error(`The execution is "${this.status}": ${message}. ${description}`);
	}
}

/**
 * Creates a workflow in n8n.
 *
 * @param pinned with its pinned data, which then takes the place of the trigger's own
 */
export async function create(
	rest: Rest,
	workflow: Workflow,
	pinned = false,
): Promise<{ id: string; versionId: string }> {
	const { pinData, ...own } = workflow;
	return await rest.post('/rest/workflows', {
		...{ active: false, ...own },
		...(pinned ? { pinData } : {}),
	});
}

/** Has a workflow's triggers start it from now on, or no longer. */
export async function activate(
	rest: Rest,
	{ id, versionId }: { id: string; versionId: string },
	active = true,
): Promise<void> {
	const path = `/rest/workflows/${id}`;
	const call = active ? 'activate' : 'deactivate';
	await rest.post(`${path}/${call}`, { versionId }).catch(async (error: unknown) => {
		// The old versions of n8n have one call for all changes.
		if (!(error instanceof RestError && error.status === 404)) throw error;
		await rest.patch(path, { active });
	});
}

/** Runs a workflow by its manual trigger and waits for the end. */
export async function runManually(rest: Rest, id: string, trigger: string): Promise<Execution> {
	const path = `/rest/workflows/${id}`;
	const { executionId } = await rest.post(`${path}/run`, {
		// As the editor does; old versions of n8n run what they are sent.
		workflowData: await rest.get(path),
		triggerToStartFrom: { name: trigger },
	});
	if (!executionId) throw new Error('n8n did not start the workflow');
	return await finished(rest, executionId);
}

/** Creates a workflow that starts with {@link manualTrigger} and runs it. */
export async function runOnce(rest: Rest, workflow: Workflow): Promise<Execution> {
	const { id } = await create(rest, workflow);
	return await runManually(rest, id, manualTrigger().name);
}

/** The execution, once it has ended. */
export async function finished(rest: Rest, id: string, seconds = 60): Promise<Execution> {
	const { raw, resultData } = await until(
		`execution ${id} to end`,
		async () => {
			const execution = await rest.get(`/rest/executions/${id}`);
			if (OPEN.has(execution.status)) return undefined;
			// Old versions of n8n write the status first and the result a moment later.
			const result = flatted().parse(execution.data)?.resultData;
			const written = result?.error || Object.keys(result?.runData ?? {}).length > 0;
			return written ? { raw: execution, resultData: result } : undefined;
		},
		{ seconds, everyMs: 150 },
	);
	return new Execution(id, raw.status, raw.mode, resultData);
}

const OPEN = new Set(['new', 'running', 'waiting', 'unknown']);

/** Ids of a workflow's executions, newest first. */
export async function executionsOf(rest: Rest, workflowId: string, limit = 20): Promise<string[]> {
	const filter = encodeURIComponent(JSON.stringify({ workflowId }));
	const { results } = await rest.get(`/rest/executions?filter=${filter}&limit=${limit}`);
	return results.map(({ id }: { id: string }) => id);
}

/** The library that n8n stores executions with, from the installed n8n itself. */
function flatted(): { parse(text: string): any } {
	return createRequire(inServer('n8n/package.json'))('flatted');
}

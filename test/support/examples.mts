import { readFileSync } from 'node:fs';
import path from 'node:path';
import type { IDataObject, INode } from 'n8n-workflow';
import { PACKAGE } from '../../scripts/engine/nodeTypes.mts';
import type { Outcome, WorkflowJson } from '../../scripts/engine/run.mts';
import type { Bench } from './node.mts';

/** An example workflow of the package, with the samples that are pinned in it. */
export const exampleOf = (file: string) =>
	JSON.parse(readFileSync(path.join(PACKAGE, 'workflows', file), 'utf8')) as WorkflowJson & {
		pinData: Record<string, Array<{ json: IDataObject }>>;
	};

/** An expression without its sign. */
const inner = (value: unknown): string =>
	String(value)
		.replace(/^=\{\{/, '')
		.replace(/\}\}$/, '');

/**
 * A node that the engine can run without n8n's server: a trigger by hand in place of schedules,
 * forms and webhooks, and an item with `code` and `body` in place of an answer.
 */
function withoutServer(node: INode): INode {
	if (/\.(scheduleTrigger|formTrigger|webhook)$/.test(node.type)) {
		return { ...node, type: 'n8n-nodes-base.manualTrigger', typeVersion: 1, parameters: {} };
	}
	if (node.type !== 'n8n-nodes-base.respondToWebhook') return node;
	const { responseBody, options } = node.parameters as IDataObject;
	const { responseCode = 200 } = options as IDataObject;
	const answer = `={{ { code: ${inner(responseCode)}, body: ${inner(responseBody)} } }}`;
	return {
		...node,
		type: 'n8n-nodes-base.set',
		typeVersion: 3.4,
		parameters: { mode: 'raw', jsonOutput: answer, options: {} },
	};
}

/**
 * Runs an example in n8n's engine.
 *
 * @param changes parameters of its nodes that are set otherwise, by the name of the node
 * @param items that leave the trigger
 */
export async function runExample(
	bench: Pick<Bench, 'engine'>,
	file: string,
	changes: Readonly<Record<string, IDataObject>> = {},
	items?: readonly IDataObject[],
): Promise<Outcome> {
	const workflow = exampleOf(file);
	workflow.nodes = workflow.nodes.map((node) => {
		const { name, parameters } = node;
		return withoutServer({
			...node,
			parameters: { ...parameters, ...changes[name] } as INode['parameters'],
		});
	});
	const outcome = await bench.engine.run(
		workflow,
		undefined,
		items?.map((json) => ({ json })),
	);
	expect([outcome.error?.message, outcome.error?.description]).toEqual([undefined, undefined]);
	return outcome;
}

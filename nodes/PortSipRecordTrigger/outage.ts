import type { IPollFunctions } from 'n8n-workflow';

/**
 * Polls that fail, by node: n8n saves nothing of a poll that fails, and shows a failed execution for
 * each. What is told once is remembered in the process.
 */
const failing = new Map<string, string>();
/** Polls on their way: n8n begins the next one whether or not the last one is done. */
const underWay = new Set<string>();

const keyOf = (context: IPollFunctions): string =>
	`${context.getWorkflow().id} ${context.getNode().id}`;

/**
 * Runs a poll alone, and tells of a failure once: the first poll that fails does, those after it
 * only say in n8n's log that it goes on, and so does the first one that goes well again.
 *
 * @param loud every failure is told: the workflow is activated, or somebody waits for the result
 * @returns null where there is nothing new to tell
 */
export async function toldOnce<T>(
	context: IPollFunctions,
	loud: boolean,
	poll: () => Promise<T | null>,
): Promise<T | null> {
	if (loud) return await poll();
	const key = keyOf(context);
	if (underWay.has(key)) return null;
	underWay.add(key);
	const { name } = context.getNode();
	const result = await poll()
		.catch((error: unknown) => {
			const { message } = error instanceof Error ? error : new Error(String(error));
			const known = failing.get(key);
			failing.set(key, message);
			if (known === undefined) throw error;
			context.logger.warn(`${name}: still no records: ${message}`);
			return undefined;
		})
		.finally(() => underWay.delete(key));
	if (result === undefined) return null;
	if (failing.delete(key)) context.logger.info(`${name}: records are read again`);
	return result;
}

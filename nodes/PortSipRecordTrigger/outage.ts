import type { IPollFunctions } from 'n8n-workflow';

/**
 * What was told of polls that fail, by node: n8n saves nothing of a poll that fails, and shows a
 * failed execution for each. So it is remembered in the process.
 */
const failing = new Map<string, Set<string>>();
/** Nodes that have polled in this process. */
const begun = new Set<string>();
/** Polls on their way: n8n begins the next one whether or not the last one is done. */
const underWay = new Set<string>();

const keyOf = (context: IPollFunctions): string =>
	`${context.getWorkflow().id} ${context.getNode().id}`;

/**
 * Runs a poll alone, and tells of each fault once: the first poll that meets it fails, those after
 * it only say in n8n's log that it goes on, and so does the first one that goes well again.
 *
 * @param loud every fault is told: the node has not polled before, or somebody waits for the result
 * @returns null where there is nothing new to tell
 */
export async function toldOnce<T>(
	context: IPollFunctions,
	loud: boolean,
	poll: () => Promise<T | null>,
): Promise<T | null> {
	const key = keyOf(context);
	if (loud) return await poll().finally(() => begun.add(key));
	if (underWay.has(key)) return null;
	underWay.add(key);
	// n8n starts: a poll that throws would keep the workflow from being active, for up to a day.
	const starting = !begun.has(key) && !BY_HAND.has(context.getActivationMode());
	begun.add(key);
	const { name } = context.getNode();
	const result = await poll()
		.catch((error: unknown) => {
			const { message } = error instanceof Error ? error : new Error(String(error));
			// The same one with other counts or ids in it is no other.
			const fault = message.replace(/\d{4,}/g, '#');
			const told = failing.get(key) ?? new Set();
			failing.set(key, told);
			if (!starting && !told.has(fault)) {
				told.add(fault);
				throw error;
			}
			context.logger.warn(`${name}: still no records: ${message}`);
			return undefined;
		})
		.finally(() => underWay.delete(key));
	if (result === undefined) return null;
	if (failing.delete(key)) context.logger.info(`${name}: records are read again`);
	return result;
}

/** Somebody publishes the workflow, and sees what goes wrong. */
const BY_HAND: ReadonlySet<string> = new Set(['activate', 'create', 'update']);

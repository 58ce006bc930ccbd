import type { IDataObject, INodeExecutionData } from 'n8n-workflow';
import { CLOCK } from '../../pbx/clock';
import type { Poll } from './job';
import type { Waiting } from './kept';
import { withFiles } from './recordingFile';

/** Recordings whose files are fetched in one poll at most: each may be as large as a call is long. */
export const FILES_MOST = 20;
/** A file that is not there is asked for in so many polls; then its recording comes without it. */
const TRIES = 4;
/** Milliseconds that n8n gives a poll, where it does not say so (before 2.41). */
const BUDGET = 300_000;

/** Recordings with their files. */
interface Given {
	items: INodeExecutionData[];
	/** Those whose file is not there yet. */
	waiting: Waiting[];
	/** How many of those that were found are dealt with; the others had no time left. */
	done: number;
}

/**
 * Items of recordings with their files, one after the other, for half of the time that n8n gives a
 * poll: what it gives up on would be lost.
 *
 * @param found recordings that are new; in a manual run, the one that is shown
 * @param before those whose file was not there the last time
 * @throws CallFailed where the PBX cannot be asked at the moment
 */
export async function recordingItems(
	job: Poll,
	short: (record: IDataObject) => IDataObject,
	found: readonly IDataObject[],
	before: readonly Waiting[] = [],
): Promise<Given> {
	const { context, manual } = job;
	// Older versions of n8n do not have it.
	const polling: Partial<Pick<typeof context, 'getPollBudgetMs'>> = context;
	const end = CLOCK.now() + (polling.getPollBudgetMs?.() ?? BUDGET) / 2;
	const all = [...before, ...found.map((record) => ({ record, tries: 0 }))];
	const items: INodeExecutionData[] = [];
	const waiting: Waiting[] = [];
	for (const [index, { record, tries }] of all.entries()) {
		if (index > before.length && CLOCK.now() > end) {
			return { items, waiting, done: index - before.length };
		}
		const { whole, binary, missing } = await withFiles(job, record);
		if (missing !== undefined && tries + 1 < TRIES && !manual) {
			waiting.push({ record, tries: tries + 1 });
			continue;
		}
		const note = missing === undefined ? {} : { file_missing: missing };
		items.push({ json: { ...short(whole), ...note }, ...(binary ? { binary } : {}) });
	}
	return { items, waiting, done: found.length };
}

import type { INodeExecutionData } from 'n8n-workflow';
import { CallFailed } from '../../../pbx/failures';
import { InputRefused } from '../values/inputRefused';

/** What became of an item. */
export type Outcome =
	/** The PBX did what was asked for. */
	| { became: 'done'; items: INodeExecutionData[] }
	/** Nothing was sent, because of what the item holds. */
	| { became: 'refused'; error: unknown }
	/** It was not done. */
	| { became: 'failed'; error: unknown }
	/** Whether it was done is not known. */
	| { became: 'unknown'; error: CallFailed }
	/** It was not begun, or stopped before anything was sent. */
	| { became: 'not run' };

/** The outcome of an item that threw. */
export function outcomeOf(error: unknown): Exclude<Outcome, { became: 'done' }> {
	if (error instanceof InputRefused) return { became: 'refused', error };
	if (!(error instanceof CallFailed)) return { became: 'failed', error };
	if (error.open) return { became: 'unknown', error };
	return error.failure.kind === 'stopped' ? { became: 'not run' } : { became: 'failed', error };
}

/** What is said of items: of a single one, and of several. */
const SENTENCES: Readonly<Record<Outcome['became'], readonly [string, string]>> = {
	done: ['Item # was done.', 'Items # were done.'],
	refused: ['Item # was refused, too.', 'Items # were refused, too.'],
	failed: ['Item # failed, too.', 'Items # failed, too.'],
	unknown: [
		'What became of item # is not known: look on the PBX.',
		'What became of items # is not known: look on the PBX.',
	],
	'not run': ['Item # was not run.', 'Items # were not run.'],
};

/**
 * What became of the other items, for the message of the one with which the node stops: nothing
 * that was done or left undone may be hidden by it. Items are counted from 0, as n8n does.
 *
 * @param outcomes of all items
 * @param told index of the item that the message is about
 * @returns undefined where there are no others
 */
export function othersIn(outcomes: readonly Outcome[], told: number): string | undefined {
	const kinds = Object.keys(SENTENCES) as Array<Outcome['became']>;
	const said = kinds.flatMap((kind) => {
		const indexes = [...outcomes.keys()].filter(
			(index) => index !== told && outcomes[index].became === kind,
		);
		if (!indexes.length) return [];
		const [one, many] = SENTENCES[kind];
		const ids = indexes.flatMap((index) => idsIn(outcomes[index]));
		const sentence = (indexes.length === 1 ? one : many).replace('#', rangesOf(indexes));
		return [sentence, ...(ids.length ? [listed(ids)] : [])];
	});
	return said.length ? `${said.join(' ')} Items are counted from 0.` : undefined;
}

/** Ids of the records that an item has made or changed: what to look for, or take back. */
const idsIn = (outcome: Outcome): string[] =>
	outcome.became === 'done'
		? outcome.items.flatMap(({ json: { id } }) => (id === undefined ? [] : [String(id)]))
		: [];

/** Ids that a message can show. */
const IDS_SHOWN = 20;

function listed(ids: readonly string[]): string {
	const hidden = ids.length - IDS_SHOWN;
	const shown = ids.slice(0, IDS_SHOWN).join('; ');
	return `${ids.length === 1 ? 'Its ID' : 'Their IDs'}: ${shown}${hidden > 0 ? ` and ${hidden} more` : ''}.`;
}

/** Ranges that a message can show. */
const SHOWN = 8;

/** `0 to 5, 7 and 9 to 19`. */
export function rangesOf(indexes: readonly number[]): string {
	const ranges: Array<[number, number]> = [];
	for (const index of indexes) {
		const last = ranges.at(-1);
		if (last && index === last[1] + 1) last[1] = index;
		else ranges.push([index, index]);
	}
	const texts = ranges.map(([from, to]) =>
		from === to ? String(from) : to === from + 1 ? `${from}, ${to}` : `${from} to ${to}`,
	);
	const hidden = ranges.slice(SHOWN).reduce((sum, [from, to]) => sum + to - from + 1, 0);
	if (hidden) return `${texts.slice(0, SHOWN).join(', ')} and ${hidden} more`;
	const last = texts.pop() ?? '';
	return texts.length ? `${texts.join(', ')} and ${last}` : last.replace(', ', ' and ');
}

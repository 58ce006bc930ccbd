import { CallFailed, type Failure } from '../../../pbx/failures';
import { InputRefused } from '../values/inputRefused';
import type { Planned } from './planStep';
import { titleOf } from './steps';
import type { Undone } from './undo';

/** A failure with the record at which it happened. */
export class Named extends Error {
	constructor(
		readonly record: string,
		override readonly cause: unknown,
	) {
		super(record);
	}
}

/** A run was stopped before it had begun all. */
export const stopped = (): CallFailed =>
	new CallFailed({
		kind: 'stopped',
		message: 'the execution was stopped',
		advice: 'Run it again with the same document: it does the rest.',
	});

/**
 * Refuses a document of which something cannot be, all of it named at once.
 *
 * @throws InputRefused
 */
export function refuseImpossible(planned: readonly Planned[]): void {
	const refusals = planned.flatMap(({ step, refusal }) =>
		refusal ? [{ title: titleOf(step), refusal }] : [],
	);
	if (!refusals.length) return;
	const [{ title, refusal }] = refusals;
	const others = refusals.slice(1, 11).map((each) => each.title);
	const more = refusals.length - 1 - others.length;
	const also = others.length
		? ` ${refusals.length - 1} more cannot be, either: ${others.join(', ')}${more > 0 ? ' and more' : ''}.`
		: '';
	throw new InputRefused(
		`The document cannot be applied. ${title}: ${refusal.message}`,
		`Nothing was written.${also} ${refusal.advice ?? ''}`.trim(),
	);
}

/** What is told beside the failure itself. */
interface Told {
	undone: Undone;
	/** An undo was tried. */
	undid: boolean;
	/** Records that were removed before. */
	removed: readonly string[];
	/** How many records were not begun. */
	notReached: number;
}

/** Records that a message can show. */
const SHOWN = 60;

/**
 * The failure of a whole run: the first one, then what was undone and what stays.
 *
 * @param error what stopped it
 */
export function failureOf(error: unknown, told: Told): unknown {
	const [record, cause] = error instanceof Named ? [error.record, error.cause] : ['', error];
	if (!(cause instanceof CallFailed) && !(cause instanceof InputRefused)) return cause;
	const reason = cause.message;
	const open = cause instanceof CallFailed && cause.open;
	const doubt = open ? '; whether the PBX made the change is not known' : '';
	const message = `${record ? `${record}: ` : ''}${reason}${doubt}`;
	const advice = cause instanceof CallFailed ? cause.failure.advice : cause.advice;
	const all = [...sentences(told, open), advice ?? ''].filter(Boolean).join(' ');
	// What was sent before is no refusal of the whole.
	const failure: Failure =
		cause instanceof CallFailed && cause.failure.kind !== 'stopped'
			? { ...cause.failure, message, advice: all }
			: { kind: 'incomplete', message, advice: all };
	return new CallFailed(failure);
}

function sentences({ undone, undid, removed, notReached }: Told, open: boolean): string[] {
	const { rolledBack, leftBehind } = undone;
	const left = leftBehind.map(({ record, reason }) => `${record} (${reason})`);
	return [
		rolledBack.length ? `Undone: ${listed(rolledBack)}.` : '',
		left.length ? `${undid ? 'Left behind' : 'Stays'}: ${listed(left)}.` : '',
		removed.length ? `Removed before, and gone: ${listed(removed)}.` : '',
		!rolledBack.length && !left.length && !removed.length ? 'Nothing was changed.' : '',
		notReached ? `Not begun: ${notReached} records.` : '',
		open
			? 'Nothing was undone, since it is not known what the PBX did: look at that record first.'
			: '',
		left.length && !undid ? 'Applying the document again does the rest.' : '',
	].filter(Boolean);
}

const listed = (records: readonly string[]): string => {
	const hidden = records.length - SHOWN;
	return `${records.slice(0, SHOWN).join(', ')}${hidden > 0 ? ` and ${hidden} more` : ''}`;
};

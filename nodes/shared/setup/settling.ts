import { failureOf } from './failed';
import type { Ledger } from './ledger';
import type { Planned } from './planStep';
import { isOfPbx, titleOf } from './steps';
import { undo, type Undone } from './undo';
import type { Work } from './work';

/** What is undone where a run does not succeed. */
interface SettlingJob {
	planned: readonly Planned[];
	ledger: Ledger;
	/** `auto` undoes only where the tenant was made. */
	onFailure: 'auto' | 'undo' | 'keep';
	stop: AbortSignal | undefined;
}

/**
 * Does some of the work; where it does not succeed, what was done is undone or told. Work within a
 * new tenant stands in that outside of it: both are settled, each in its own place.
 *
 * @throws CallFailed that says what was undone and what stays; from within a new tenant what is
 *   settled there, for the work outside
 */
export async function settling(
	work: Work,
	job: SettlingJob,
	doIt: () => Promise<void>,
): Promise<void> {
	try {
		await doIt();
	} catch (error) {
		throw await settled(work, job, error);
	}
}

async function settled(work: Work, job: SettlingJob, error: unknown): Promise<unknown> {
	const { planned, ledger, stop } = job;
	const unfinished = error instanceof Unfinished ? error : new Unfinished(error);
	const { undone, cause } = unfinished;
	const tenant = planned.find(({ step }) => step.kind.part === 'tenant') as Planned;
	const makesTenant = tenant.became === 'create';
	const isOutside = work.tenantId === undefined;
	const here = ledger.begun.filter(({ step }) => !makesTenant || isOfPbx(step) === isOutside);
	const undoes = isToUndo(job, makesTenant);
	if (undoes) {
		const { rolledBack, leftBehind } = await undo(work, here, stop);
		undone.rolledBack.push(...rolledBack);
		undone.leftBehind.push(...leftBehind);
	} else undone.leftBehind.push(...here.flatMap((each) => ledger.kept(each)));
	if (makesTenant && !isOutside) return unfinished;
	// With the tenant all goes that is in it.
	if (makesTenant && undone.rolledBack.includes(titleOf(tenant.step))) {
		undone.rolledBack.push(...undone.leftBehind.splice(0).map(({ record }) => record));
	}
	const notReached = planned.filter(
		(each) => each.became !== 'unchanged' && !ledger.begun.includes(each),
	).length;
	return failureOf(cause, { undone, undid: undoes, removed: ledger.removed, notReached });
}

/** After a write of which nobody knows what it did, nothing is undone: it would build on a guess. */
const isToUndo = ({ onFailure, stop, ledger }: SettlingJob, makesTenant: boolean): boolean =>
	!stop?.aborted &&
	!ledger.isOpen &&
	(onFailure === 'undo' || (onFailure === 'auto' && makesTenant));

/** A failure on its way out of the tenant, with what was settled so far. */
class Unfinished extends Error {
	readonly undone: Undone = { rolledBack: [], leftBehind: [] };

	constructor(override readonly cause: unknown) {
		super('unfinished');
	}
}

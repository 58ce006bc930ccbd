import { CallFailed } from '../../../pbx/failures';
import type { Done } from './doStep';
import { Named } from './failed';
import type { Planned } from './planStep';
import { titleOf, type Step } from './steps';
import type { Undone } from './undo';

/** What a run has done so far: nothing of it may be forgotten when it breaks off. */
export class Ledger {
	/** Those that were begun, in their order: any of them may have changed the PBX. */
	readonly begun: Planned[] = [];
	readonly done = new Map<Planned, Done>();
	/** Records that were deleted, in words. */
	readonly removed: string[] = [];
	/** The steps whose records this run has made, and nobody else. */
	readonly made = new Set<Step>();
	/** Those that did not succeed; several are under way at a time. */
	private readonly failed = new Map<Planned, unknown>();

	/** Notes a failure, and gives it the name of its record. */
	named(error: unknown, planned: Planned): Named {
		this.failed.set(planned, error);
		return new Named(titleOf(planned.step), error);
	}

	/** Nobody knows what became of some write. */
	get isOpen(): boolean {
		return [...this.failed.values()].some(isOpen);
	}

	/** What stays of a record that was begun; nothing of one that the PBX did not take. */
	kept(planned: Planned): Undone['leftBehind'] {
		const record = titleOf(planned.step);
		const isNew = planned.became === 'create';
		if (!this.failed.has(planned)) return [{ record, reason: isNew ? 'created' : 'updated' }];
		if (isOpen(this.failed.get(planned))) return [{ record, reason: 'not known' }];
		if (isNew && !planned.trunk && !this.made.has(planned.step)) return [];
		return [{ record, reason: 'in part' }];
	}
}

const isOpen = (error: unknown): boolean => error instanceof CallFailed && error.open;

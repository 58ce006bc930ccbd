import type { IExecuteFunctions, INodeExecutionData } from 'n8n-workflow';
import type { Call } from '../../../pbx/call';
import type { Connection } from '../../../pbx/connection';
import type { Session } from '../../../pbx/session';
import type { Item, Plan } from '../plan/plan';

/** What a special operation works with. */
export interface SpecialJob {
	context: IExecuteFunctions;
	connection: Connection;
	/** The session that the item works with. */
	session: Session;
	/** Index of the item. */
	index: number;
	plan: Plan;
	/** Those of all items of the run: what one of them names is not to be taken by another. */
	plans: readonly Plan[];
	/** The call of the plan, with ids in place of names. */
	call: Call;
	/** Nothing is written: the item says what would be. */
	rehearsal: boolean;
}

/** An operation that is more than one plain call; its items are paired by the router. */
export interface Special {
	/**
	 * What the operation asks of an item beyond its row. Pure: nothing is sent.
	 *
	 * @throws InputRefused, and whatever n8n throws for a binary field that is not there
	 */
	plan(plan: Plan, item: Item): Plan;
	/** @throws CallFailed */
	run(job: SpecialJob): Promise<INodeExecutionData[]>;
}

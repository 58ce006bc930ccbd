import type { IExecuteFunctions, INodeExecutionData } from 'n8n-workflow';
import { CLOCK } from '../../../pbx/clock';
import { Connection } from '../../../pbx/connection';
import { CallFailed } from '../../../pbx/failures';
import type { Settings } from '../../../pbx/settings';
import { parametersOf } from '../plan/parameters';
import { requestOptions, type Batching } from '../plan/requestOptions';
import { inBatches } from './batches';
import { errorItem, nodeError } from './errors';
import { tellOfRetries } from './hints';
import { hostOf } from './host';
import { othersIn, outcomeOf, type Outcome } from './outcome';
import { Performer } from './perform';
import { prepareAll, type Prepared } from './prepare';
import { stoppedItem } from './rehearsal';
import { byTenant, needsTenant, tenantIdOf } from './tenants';

/**
 * Runs the node: every item is checked before the first one is sent, so that a mistake in the
 * last line of a list leaves nothing half done. Then the calls of the items, several at a time;
 * results stand in the order of the items and are paired with them; under continue-on-fail a
 * failed item becomes an error item in its place.
 */
export async function run(context: IExecuteFunctions): Promise<INodeExecutionData[][]> {
	const items = prepareAll(context);
	const options = optionsOf(context);
	tellOfRetries(context, items);
	const checkOnly = options.checkOnly && items.some(({ plan }) => plan?.reads === false);
	const goOn = checkOnly || context.continueOnFail();
	const outcomes = items.map(({ error }): Outcome => {
		return error === undefined ? { became: 'not run' } : outcomeOf(error);
	});
	if (goOn || outcomes.every(({ became }) => became === 'not run')) {
		await new Run(context, items, outcomes, goOn).all({ ...options, checkOnly });
	}
	return [settled(context, items, outcomes, checkOnly)];
}

/** The calls of one execution. */
class Run {
	/** A sign-in that failed would fail again, and bring the address closer to being blocked. */
	private hopeless: CallFailed | undefined;
	private ended = false;
	private readonly stop: AbortSignal | undefined;

	constructor(
		private readonly context: IExecuteFunctions,
		private readonly items: readonly Prepared[],
		/** What became of each item; those that were refused stay as they are. */
		private readonly outcomes: Outcome[],
		private readonly goOn: boolean,
	) {
		this.stop = context.getExecutionCancelSignal();
	}

	async all({ settings, batching, checkOnly }: Options): Promise<void> {
		const connection = await this.connected(settings);
		if (!connection) return;
		const performer = new Performer(
			this.context,
			connection,
			() => this.goesOn(),
			checkOnly,
			this.items.flatMap(({ plan }) => plan ?? []),
		);
		try {
			const tenants = await this.tenantsOf(connection, performer);
			if (!this.goesOn()) return;
			performer.expect(tenants);
			for (const tenant of tenants.values()) {
				if (tenant !== undefined) connection.tenants.expect(tenant);
			}
			const run = async (index: number) => {
				await this.one(performer, index, tenants.get(index));
				return this.goesOn();
			};
			// Without continue-on-fail the first ones go ahead, in case all of them are wrong.
			const careful = !this.goOn && this.items.some(({ plan }) => plan?.reads === false);
			const work = { order: byTenant(tenants), run, clock: CLOCK, stop: this.stop, careful };
			await inBatches(work, batching);
		} finally {
			await connection.tenants.close();
		}
	}

	/** Under stop-on-error nothing is begun after the first item that was not done. */
	private goesOn(): boolean {
		return !this.ended && this.stop?.aborted !== true;
	}

	private record(index: number, outcome: Outcome): void {
		this.outcomes[index] = outcome;
		if (outcome.became !== 'done' && !this.goOn) this.ended = true;
		const error = 'error' in outcome ? outcome.error : undefined;
		if (error instanceof CallFailed && error.failure.kind === 'signIn') this.hopeless = error;
	}

	/** @returns undefined where there is no connection; every item has failed then */
	private async connected(settings: Settings): Promise<Connection | undefined> {
		return await Connection.open(hostOf(this.context), settings).catch((error: unknown) => {
			for (const index of this.left()) this.record(index, outcomeOf(error));
			return undefined;
		});
	}

	/** Indexes of the items that are still to be run. */
	private left(): number[] {
		return [...this.outcomes.keys()].filter((index) => this.outcomes[index].became === 'not run');
	}

	/** The tenants that items work in, by index: all are known before the first item is begun. */
	private async tenantsOf(
		connection: Connection,
		performer: Performer,
	): Promise<Map<number, string | undefined>> {
		const finder = performer.finderOf(connection.home);
		const tenants = new Map<number, string | undefined>();
		const indexes = this.left();
		const found = await Promise.allSettled(
			indexes.map(async (index) => {
				const { plan, operation } = this.items[index];
				return await tenantIdOf(plan?.tenant, needsTenant(operation), connection, finder);
			}),
		);
		for (const [position, result] of found.entries()) {
			const index = indexes[position];
			if (result.status === 'fulfilled') tenants.set(index, result.value);
			else this.record(index, outcomeOf(result.reason));
		}
		return tenants;
	}

	private async one(
		performer: Performer,
		index: number,
		tenant: string | undefined,
	): Promise<void> {
		const { plan } = this.items[index];
		if (!plan) return;
		const outcome = await (
			this.hopeless ? Promise.reject(this.hopeless) : performer.perform(plan, tenant, index)
		).then(
			(items): Outcome => (items ? { became: 'done', items } : { became: 'not run' }),
			outcomeOf,
		);
		this.record(index, outcome);
	}
}

/** The items of the outcomes, or the error of the first one that stops the node. */
function settled(
	context: IExecuteFunctions,
	items: readonly Prepared[],
	outcomes: readonly Outcome[],
	checkOnly: boolean,
): INodeExecutionData[] {
	const errorAt = (index: number, more?: string) =>
		nodeError(context.getNode(), outcomes[index], index, { ...items[index], more });
	const told = outcomes.map((outcome, index) =>
		checkOnly && 'error' in outcome ? stoppedItem(outcome, errorAt(index)) : undefined,
	);
	const first = outcomes.findIndex((outcome, index) => 'error' in outcome && !told[index]);
	if (first >= 0 && !context.continueOnFail()) {
		const reads = items[first].plan?.reads === true;
		const sent = outcomes.some(({ became }) => became !== 'refused' && became !== 'not run');
		throw errorAt(first, !reads && sent ? othersIn(outcomes, first) : undefined);
	}
	const input = context.getInputData();
	const errorOutput = context.getNode().onError === 'continueErrorOutput';
	return outcomes.flatMap((outcome, index) => {
		if (outcome.became === 'done') return outcome.items;
		if (outcome.became === 'not run') return [];
		const item = told[index] ?? errorItem(errorAt(index), outcome, input[index], errorOutput);
		return [{ ...item, pairedItem: { item: index } }];
	});
}

interface Options {
	settings: Settings;
	batching: Batching;
	checkOnly: boolean;
}

function optionsOf(context: IExecuteFunctions): Options {
	try {
		return requestOptions(parametersOf(context)(0));
	} catch (error) {
		throw nodeError(context.getNode(), outcomeOf(error), 0, {});
	}
}

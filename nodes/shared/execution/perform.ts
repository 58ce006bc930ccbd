import type { IExecuteFunctions, INodeExecutionData } from 'n8n-workflow';
import { CLOCK } from '../../../pbx/clock';
import type { Connection } from '../../../pbx/connection';
import { readAll } from '../../../pbx/lists/readAll';
import type { Session } from '../../../pbx/session';
import type { Plan } from '../plan/plan';
import { untilGone } from '../records/gone';
import { write } from '../records/write';
import { specials } from '../special';
import { downloaded } from '../special/fileItem';
import { fullRecord } from './fullRecord';
import { tellOfFilters } from './hints';
import { itemsOf, namedIds } from './items';
import { rehearsed } from './rehearsal';
import { Finder, type Resolved } from './resolve';
import { Secrets } from '../records/secrets';
import { Turns } from './turns';
import { turnOf, upsertItem } from './upsertItem';

/** One item that is done. */
interface Job {
	session: Session;
	plan: Plan;
	call: Resolved['call'];
	tenant: string | undefined;
	index: number;
}

/** Does the calls of items over one connection. */
export class Performer {
	/** By tenant: what an item changes in one has no order with what another one changes in the next. */
	private readonly turns = new Map<string | undefined, Turns>();
	private readonly finders = new WeakMap<Session, Finder>();
	private readonly secrets = new Secrets();
	/** How many items of the run are about each tenant. */
	private readonly expected = new Map<string | undefined, number>();

	constructor(
		private readonly context: IExecuteFunctions,
		private readonly connection: Connection,
		/** Whether an item may be begun that has waited for its turn. */
		private readonly goesOn: () => boolean,
		/** Nothing is written. */
		private readonly rehearses: boolean,
		/** Of all items of the run. */
		private readonly plans: readonly Plan[],
	) {}

	/** What is known about the records that a session sees. */
	finderOf(session: Session): Finder {
		const finder = this.finders.get(session) ?? new Finder(session);
		this.finders.set(session, finder);
		return finder;
	}

	/** Tells which tenants the items of the run are about. */
	expect(tenants: ReadonlyMap<number, string | undefined>): void {
		for (const tenant of tenants.values()) {
			this.expected.set(tenant, (this.expected.get(tenant) ?? 0) + 1);
		}
	}

	/**
	 * The items that an item becomes, paired with it. Must be called in the order of the items.
	 *
	 * @param tenant id of the tenant to work in; undefined for the account's own place
	 * @param index index of the item
	 * @returns undefined where it was not begun
	 * @throws CallFailed, InputRefused
	 */
	async perform(
		plan: Plan,
		tenant: string | undefined,
		index: number,
	): Promise<INodeExecutionData[] | undefined> {
		if (plan.nothing) {
			const { operation, ids } = plan;
			// A name is not looked up for it.
			const given = Object.entries(ids).flatMap(([name, id]) =>
				typeof id === 'string' ? [[name, id] as const] : [],
			);
			const known = namedIds(operation, { ids: Object.fromEntries(given), tenant, sent: {} });
			return [
				{ json: { ...known, unchanged: true, empty: plan.nothing }, pairedItem: { item: index } },
			];
		}
		const ordered = plan.changes !== undefined || plan.upsert !== undefined;
		const turn = ordered ? this.turnsIn(tenant).reserve() : undefined;
		const work = async (session: Session) => {
			const { call, ...resolved } = await this.finderOf(session).callOf(plan);
			const changes = plan.upsert ? turnOf(plan, call) : resolved.changes;
			if (changes !== undefined) await turn?.begin(changes);
			if (!this.goesOn()) return undefined;
			const items = await this.itemsOf({ session, plan, call, tenant, index });
			return items.map((item) => ({ ...item, pairedItem: { item: index } }));
		};
		const { home, tenants } = this.connection;
		try {
			return await (tenant === undefined ? work(home) : tenants.within(tenant, work));
		} finally {
			turn?.end();
		}
	}

	private turnsIn(tenant: string | undefined): Turns {
		const turns = this.turns.get(tenant) ?? new Turns();
		this.turns.set(tenant, turns);
		return turns;
	}

	private async itemsOf({
		session,
		plan,
		call,
		tenant,
		index,
	}: Job): Promise<INodeExecutionData[]> {
		const { context, connection, plans } = this;
		const { operation, limit, binaryProperty } = plan;
		const { kind, special, paging, fileName } = operation;
		const rehearsal = this.rehearses || plan.rehearsal;
		if (rehearsal && !plan.reads && !operation.composed) {
			return [{ json: await rehearsed(session, plan, call, tenant) }];
		}
		if (special) {
			return await specials[special].run({
				...{ context, connection, session, index, plan, plans, call, rehearsal },
			});
		}
		if (plan.download) {
			const place = { property: binaryProperty, ...(fileName ? { fallbackName: fileName } : {}) };
			return [await downloaded(context, session, call, place)];
		}
		const secrets = async () => await this.secrets.madeFor(session, plan, call.body);
		if (plan.upsert) {
			const expected = this.expected.get(tenant) ?? 1;
			const job = { session, plan: { ...plan, rehearsal }, call, tenant, expected, secrets };
			return [{ json: await upsertItem(job) }];
		}
		const made = await secrets();
		tellOfFilters(context, plan);
		const answer =
			kind === 'getMany' && paging !== 'none'
				? await readAll(session, call, limit)
				: await write(session, operation, { ...call, body: { ...call.body, ...made } });
		const about = { ids: call.ids, tenant, sent: { ...call.query, ...call.body } };
		const items = itemsOf(operation, answer, about, plan.simple);
		const told = plan.generated.returned ? made : {};
		const [first] = items;
		if (plan.fullRecord) {
			const record = await fullRecord(context, session, operation, about, first);
			return [{ json: { ...record, ...told } }];
		}
		const minutes = plan.own.wait_until_gone;
		if (typeof minutes === 'number') {
			const stop = context.getExecutionCancelSignal();
			const gone = await untilGone(session, call, { minutes, clock: CLOCK, stop });
			return [{ json: { ...first, gone } }];
		}
		return items.slice(0, limit || items.length).map((json) => ({ json: { ...json, ...told } }));
	}
}

import type { IDataObject } from 'n8n-workflow';
import { CallFailed } from '../../../pbx/failures';
import type { Session } from '../../../pbx/session';
import { firstFree, type FreeWanted } from '../numbers/free';
import { difference, sizeOf, type NumberSet } from '../numbers/numberSet';
import { added, numbersIn, poolOf } from '../numbers/pool';
import { poolIn, type Place } from '../pools/assignment';
import { assignSafely } from '../pools/assignSafely';
import { oneAtATime } from '../pools/oneAtATime';
import { freeIn, ownNumbers, trunkPool, type Bounds } from '../pools/trunkPool';
import { InputRefused } from '../values/inputRefused';
import { boundsIn, refuseBackwards, shownNumbers, wantedIn } from './did';
import type { Special } from './special';

/** How often others may be quicker: each time a wider choice is made, so that few meet again. */
const TRIES = 12;

/** What an item asks for. */
interface Asked {
	place: Place;
	wanted: FreeWanted;
	bounds: Bounds;
	/** As many in all, not as many more. */
	total: boolean;
	/** What the tenant has on a trunk of its own at the same provider; asked for where it is needed. */
	own(): Promise<NumberSet>;
	dryRun: boolean;
}

/** What became of one try. */
type Tried = { done: IDataObject } | 'again';

/** Gives a tenant the next free numbers of a trunk. */
export const didAssignNext: Special = {
	plan(plan) {
		refuseBackwards(plan.operation, plan.body);
		return plan;
	},
	async run({ connection, session, plan, call, rehearsal }) {
		const { id: trunk = '' } = call.ids ?? {};
		const body = call.body as IDataObject;
		const place = { trunk, tenant: String(body.tenant_id) };
		let known: Promise<NumberSet> | undefined;
		const own = async () =>
			await (known ??= connection.tenants.within(
				place.tenant,
				async (inside) => await ownNumbers(inside, trunk),
			));
		const asked: Asked = {
			...{ place, own, bounds: boundsIn(body), wanted: wantedIn(body) },
			total: plan.own.counted === 'total',
			dryRun: rehearsal,
		};
		const json = await oneAtATime(
			`${connection.login.baseUrl} ${trunk}`,
			async () => await assigned(session, asked),
		);
		return [{ json }];
	},
};

async function assigned(session: Session, asked: Asked): Promise<IDataObject> {
	for (let attempt = 0; attempt < TRIES; attempt++) {
		const tried = await attempted(session, asked, skipped(attempt));
		if (tried !== 'again') return tried.done;
	}
	throw new CallFailed({
		kind: 'incomplete',
		message: `others took the free numbers of the trunk ${TRIES} times before this item could; it has none of them`,
		advice: 'Run it again at a quieter time.',
	});
}

/** Those who met once choose among more places, so that they do not meet again. */
const skipped = (attempt: number): bigint =>
	attempt === 0 ? 0n : BigInt(Math.floor(Math.random() * 2 ** Math.min(attempt + 1, 8)));

async function attempted(
	session: Session,
	{ place, wanted, bounds, total, own, dryRun }: Asked,
	skip: bigint,
): Promise<Tried> {
	const pool = await trunkPool(session, place.trunk);
	const before = pool.assignments.get(place.tenant);
	const held = poolIn(before);
	const lacking = total ? wanted.count - sizeOf(numbersIn(held)) : wanted.count;
	const ids = { trunk_id: place.trunk, tenant_id: place.tenant };
	if (lacking <= 0n) {
		const all = { pool: held, operation: 'unchanged', added: '' };
		return { done: { ...ids, ...all, ...shownNumbers([]) } };
	}
	const free = difference(freeIn(pool, bounds), await own());
	const count = { ...wanted, count: lacking };
	const chosen = firstFree(free, { ...count, skip }) ?? firstFree(free, count);
	if (!chosen) throw tooFew(pool.name, free, count);
	const numbers = added(held, poolOf(chosen));
	const done: IDataObject = {
		...ids,
		...(dryRun ? { dryRun: true } : {}),
		operation: before ? 'updated' : 'created',
		added: poolOf(chosen),
		...shownNumbers(chosen),
		pool: numbers,
	};
	if (dryRun) return { done };
	const changes = { did_numbers: numbers };
	return (await assignSafely(session, place, before, changes, chosen)) ? { done } : 'again';
}

function tooFew(name: string, free: NumberSet, { count, inRow }: FreeWanted): InputRefused {
	const row = inRow ? ' in a row' : '';
	return new InputRefused(
		`The trunk "${name}" has no ${count} free numbers${row}: ${sizeOf(free)} are free${free.length ? `, ${poolOf(free).slice(0, 200)}` : ''}`,
		'Nothing was written. Add numbers to the trunk, ask for fewer, or widen From Number and To Number.',
	);
}

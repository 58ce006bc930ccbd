import type { IDataObject } from 'n8n-workflow';
import { readAll } from '../../../pbx/lists/readAll';
import type { Session } from '../../../pbx/session';
import { difference, intersection, setOf, union, type NumberSet } from '../numbers/numberSet';
import { numbersIn, poolOf } from '../numbers/pool';
import { InputRefused } from '../values/inputRefused';
import { isRecord } from '../values/isRecord';
import { assignmentsOn, poolIn } from './assignment';

/** A trunk with the numbers that tenants have on it. */
export interface TrunkPool {
	id: string;
	name: string;
	/** The numbers of the trunk itself, as they were written; empty where it says none. */
	pool: string;
	/** By the id of the tenant. */
	assignments: ReadonlyMap<string, IDataObject>;
	/** What tenants have on other trunks of the same provider, which are the same numbers. */
	elsewhere: NumberSet;
}

/** Numbers between which free ones are looked for. */
export interface Bounds {
	from?: string;
	to?: string;
}

/**
 * A trunk with its numbers, and what is taken of them.
 *
 * @param siblings whether trunks with the same host are looked at, too
 * @throws CallFailed
 */
export async function trunkPool(session: Session, id: string, siblings = true): Promise<TrunkPool> {
	const { body } = await session.send({
		method: 'GET',
		route: '/providers/{id}',
		ids: { id },
		needsBody: true,
	});
	const trunk = isRecord(body) ? body : {};
	const rows = await assignmentsOn(session, id);
	const twins = siblings ? await twinsOf(session, id, trunk) : [];
	const taken = await Promise.all(
		twins.map(async (twin) => await assignmentsOn(session, String(twin.id))),
	);
	return {
		id,
		name: String(trunk.name ?? ''),
		pool: poolIn(trunk),
		assignments: new Map(rows.map((row) => [String(row.tenant_id), row])),
		elsewhere: numbersOf(taken.flat()),
	};
}

/** Host names are the same whatever their capitals are (guide: SIP trunk). */
const hostOf = ({ hostname }: Readonly<IDataObject>): string =>
	String(hostname ?? '')
		.trim()
		.toLowerCase();

async function twinsOf(
	session: Session,
	id: string,
	trunk: Readonly<IDataObject>,
): Promise<IDataObject[]> {
	if (!hostOf(trunk)) return [];
	const all = await readAll(session, { route: '/providers' }, Infinity);
	return all.filter((other) => String(other.id) !== id && hostOf(other) === hostOf(trunk));
}

/**
 * What a tenant has on trunks that it made itself at the same provider.
 *
 * @param inside a session in the tenant
 * @throws CallFailed
 */
export async function ownNumbers(inside: Session, id: string): Promise<NumberSet> {
	const all = await readAll(inside, { route: '/providers' }, Infinity);
	const trunk = all.find((each) => String(each.id) === id) ?? {};
	const own = all.filter(
		(each) => each.shared === false && hostOf(each) !== '' && hostOf(each) === hostOf(trunk),
	);
	return numbersOf(own);
}

const numbersOf = (rows: readonly IDataObject[]): NumberSet =>
	setOf(rows.flatMap((row) => [...numbersIn(poolIn(row))]));

/** Who has any of some numbers, and which, in the words of a message. */
export function ownersOf({ assignments }: TrunkPool, numbers: NumberSet): string[] {
	return [...assignments].flatMap(([tenant, row]) => {
		const own = intersection(numbers, numbersIn(poolIn(row)));
		return own.length ? [`${poolOf(own)} (tenant ${tenant})`] : [];
	});
}

/** What all tenants have, but for one. */
export const takenIn = ({ assignments }: TrunkPool, butOf?: string): NumberSet =>
	numbersOf([...assignments].filter(([tenant]) => tenant !== butOf).map(([, row]) => row));

/**
 * What nobody has.
 *
 * @throws InputRefused where neither the trunk nor the user says which numbers there are
 */
export function freeIn(pool: TrunkPool, bounds: Bounds): NumberSet {
	const { from, to } = bounds;
	const given = from && to ? setOf([{ from: BigInt(from), to: BigInt(to) }]) : undefined;
	const known = numbersIn(pool.pool);
	if (!given && !known.length) {
		throw new InputRefused(
			`The trunk "${pool.name}" has no numbers of its own on the PBX, so nobody can tell which are free`,
			'Give From and To, or enter the numbers of the trunk in its DID Numbers.',
		);
	}
	// One bound alone cuts off one side.
	const low = from ? BigInt(from) : 0n;
	const high = to ? BigInt(to) : HIGHEST;
	const around = known.length ? intersection(known, [{ from: low, to: high }]) : (given ?? []);
	return difference(around, union(takenIn(pool), pool.elsewhere));
}

/** More digits than any number of a pool has. */
const HIGHEST = 10n ** 21n;

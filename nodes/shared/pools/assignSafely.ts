import type { IDataObject } from 'n8n-workflow';
import { CallFailed, isHidden, statusOf } from '../../../pbx/failures';
import type { Session } from '../../../pbx/session';
import { findOperation } from '../api';
import type { Operation } from '../api/types';
import { difference, intersection, type NumberSet } from '../numbers/numberSet';
import { numbersIn, without } from '../numbers/pool';
import { removeRecord } from '../records/remove';
import { assign, assignmentAt, assignmentsOn, poolIn, type Place } from './assignment';

/**
 * Writes what a tenant has on a trunk, and looks whether the numbers that are new are the tenant's
 * and nobody else's: others may have been quicker, in another process or in the portal. Where two
 * have them, both give them back, since neither can know who came first.
 *
 * @param before what the tenant has; undefined where the trunk is not assigned to it
 * @param fresh numbers that the tenant does not have yet
 * @returns false where others were quicker: the tenant then has none of the new numbers
 * @throws CallFailed
 */
export async function assignSafely(
	session: Session,
	place: Place,
	before: Readonly<IDataObject> | undefined,
	changes: Readonly<IDataObject>,
	fresh: NumberSet,
): Promise<boolean> {
	if (!fresh.length) {
		await assign(session, place, before, changes);
		return true;
	}
	const refused = await assign(session, place, before, changes).then(() => undefined, refusalIn);
	const { mine, others } = await holdersOn(session, place);
	const shared = intersection(fresh, others).length > 0;
	// The PBX refuses what overlaps.
	if (refused && shared) return false;
	if (refused) throw refused;
	if (!shared && !difference(fresh, mine).length) return true;
	await giveBack(session, place, before !== undefined, fresh);
	return false;
}

function refusalIn(error: unknown): CallFailed {
	const status = error instanceof CallFailed && !error.open ? statusOf(error.failure) : undefined;
	if (error instanceof CallFailed && status !== undefined && status >= 400 && status < 500) {
		return error;
	}
	throw error;
}

/** What the tenant has on the trunk, and what all others have. */
async function holdersOn(
	session: Session,
	place: Place,
): Promise<{ mine: NumberSet; others: NumberSet }> {
	const rows = await assignmentsOn(session, place.trunk).catch(async (error: unknown) => {
		if (!isHidden(error)) throw error;
		// Not every account may see what others have; the PBX refuses an overlap itself.
		const own = await assignmentAt(session, place);
		return own ? [{ ...own, tenant_id: place.tenant }] : [];
	});
	const numbersOf = (isOwn: boolean) =>
		numbersIn(
			rows
				.filter(({ tenant_id: tenant }) => (String(tenant) === place.tenant) === isOwn)
				.map(poolIn)
				.filter(Boolean)
				.join(';'),
		);
	return { mine: numbersOf(true), others: numbersOf(false) };
}

/** Takes numbers from a tenant again; an assignment that was made for them goes with them. */
async function giveBack(
	session: Session,
	place: Place,
	wasThere: boolean,
	numbers: NumberSet,
): Promise<void> {
	const current = await assignmentAt(session, place);
	const left = without(poolIn(current), numbers);
	if (left === poolIn(current)) return;
	if (left || wasThere) await assign(session, place, current, { did_numbers: left });
	else await unassign(session, place);
}

/**
 * Takes a trunk away from a tenant, with all numbers that it has of it.
 *
 * @throws CallFailed
 */
export async function unassign(session: Session, { trunk, tenant }: Place): Promise<void> {
	const operation = findOperation('trunk', 'removeFromTenant') as Operation;
	await removeRecord(session, operation, { id: trunk, tenant_id: tenant });
}

import type { IDataObject } from 'n8n-workflow';
import { CallFailed, mayPass, statusOf } from '../../../pbx/failures';
import { pageOf } from '../../../pbx/lists/paging';
import type { Session } from '../../../pbx/session';
import { numbersIn, poolOf } from '../numbers/pool';
import { attempt } from '../records/write';
import { isRecord } from '../values/isRecord';

/** Where the numbers of a tenant on a trunk stand. */
const ASSIGNMENT = '/providers/{id}/assignees/{tenant_id}';
const ASSIGNMENTS = '/providers/{id}/assignees';

/** Whose numbers on which trunk. */
export interface Place {
	trunk: string;
	tenant: string;
}

const idsOf = ({ trunk, tenant }: Place) => ({ id: trunk, tenant_id: tenant });

/**
 * What a tenant has on a trunk.
 *
 * @returns undefined where it has nothing
 * @throws CallFailed
 */
export async function assignmentAt(
	session: Session,
	place: Place,
): Promise<IDataObject | undefined> {
	const reply = await attempt(session, { method: 'GET', route: ASSIGNMENT, ids: idsOf(place) });
	if (!(reply instanceof CallFailed)) return isRecord(reply.body) ? reply.body : {};
	if (statusOf(reply.failure) === 404) return undefined;
	throw reply;
}

/**
 * What all tenants have on a trunk.
 *
 * @throws CallFailed, also where the PBX gives a part of the list only: the rest would pass for free
 */
export async function assignmentsOn(session: Session, trunk: string): Promise<IDataObject[]> {
	const { body } = await session.send({
		method: 'GET',
		route: ASSIGNMENTS,
		ids: { id: trunk },
		needsBody: true,
	});
	const { rows, count = rows.length } = pageOf(body);
	if (rows.length >= count) return rows;
	throw new CallFailed({
		kind: 'incomplete',
		message: `the PBX shows ${rows.length} of ${count} assignments of the trunk, so nobody can tell which numbers are free`,
		advice: 'Nothing was written. Look at the assignments of the trunk in the portal.',
	});
}

/** The numbers that an assignment holds, as they were written. */
export const poolIn = (assignment: Readonly<IDataObject> | undefined): string =>
	String(assignment?.did_numbers ?? '');

/** Whether an assignment holds what is wanted; of numbers only which they are counts. */
export const isAsWanted = (held: Readonly<IDataObject>, wanted: Readonly<IDataObject>): boolean =>
	Object.entries(wanted).every(([name, value]) =>
		name === 'did_numbers'
			? poolOf(numbersIn(poolIn(held))) === poolOf(numbersIn(String(value)))
			: String(held[name]) === String(value),
	);

/**
 * Writes what a tenant has on a trunk: the API takes it as a whole. An answer that is lost is
 * looked up; where the tenant has what it had before, it is sent once more.
 *
 * @param before what it has: what is left out could be taken for none
 * @throws CallFailed
 */
export async function assign(
	session: Session,
	place: Place,
	before: Readonly<IDataObject> | undefined,
	changes: Readonly<IDataObject>,
): Promise<IDataObject> {
	const { concurrency } = before ?? {};
	const wanted: IDataObject = { ...(concurrency === undefined ? {} : { concurrency }), ...changes };
	const call = { method: 'POST', route: ASSIGNMENT, ids: idsOf(place), body: wanted } as const;
	const first = await attempt(session, call);
	if (!(first instanceof CallFailed)) return wanted;
	const seen = first.open ? await look(session, place) : undefined;
	if (holds(seen, wanted)) return wanted;
	if (!seen || !isAsBefore(seen.now, before) || !mayPass(first.failure)) throw first;

	const second = await attempt(session, call);
	if (!(second instanceof CallFailed) || holds(await look(session, place), wanted)) return wanted;
	throw second;
}

/** What a look found; a look that fails itself tells nothing. */
type Seen = { now: IDataObject | undefined } | undefined;

const look = async (session: Session, place: Place): Promise<Seen> =>
	await assignmentAt(session, place).then(
		(now) => ({ now }),
		(error: unknown) => {
			if (error instanceof CallFailed) return undefined;
			throw error;
		},
	);

const holds = (seen: Seen, wanted: Readonly<IDataObject>): boolean =>
	seen?.now !== undefined && isAsWanted(seen.now, wanted);

function isAsBefore(
	now: Readonly<IDataObject> | undefined,
	before: Readonly<IDataObject> | undefined,
): boolean {
	if (!now || !before) return now === before;
	const { did_numbers: numbers, concurrency } = before;
	return isAsWanted(now, {
		did_numbers: numbers ?? '',
		...(concurrency === undefined ? {} : { concurrency }),
	});
}

import type { IDataObject } from 'n8n-workflow';
import { CallFailed, isHidden } from '../../../pbx/failures';
import type { Session } from '../../../pbx/session';
import { firstFree } from '../numbers/free';
import { difference, sizeOf, type NumberSet } from '../numbers/numberSet';
import { added, numbersIn, poolOf } from '../numbers/pool';
import { assign, assignmentAt, assignmentsOn, poolIn } from '../pools/assignment';
import { assignSafely, unassign } from '../pools/assignSafely';
import { oneAtATime } from '../pools/oneAtATime';
import { freeIn, trunkPool } from '../pools/trunkPool';
import type { Change } from '../records/difference';
import { InputRefused } from '../values/inputRefused';
import { titleOf, type Step } from './steps';
import type { Work } from './work';

/** How many numbers a tenant shall have in all; those that it lacks are the next free ones. */
const NEXT = 'next_numbers';

/** What a tenant has of a trunk of the PBX, and what it shall have. */
export interface TrunkPlan {
	trunkId: string;
	/** Absent where the trunk is not assigned to the tenant. */
	before: IDataObject | undefined;
	wanted: IDataObject;
	changed: Change[];
}

/**
 * Compares what a tenant has of a trunk. Numbers that it has are never taken away.
 *
 * @throws CallFailed; InputRefused where there is no such trunk, and for numbers that are none
 */
export async function trunkPlan(work: Work, step: Step): Promise<TrunkPlan> {
	const { connection, tenantId } = work;
	const { reserved } = work.choices;
	const trunkId = await trunkIdOf(work, step);
	const before =
		tenantId === undefined
			? undefined
			: await assignmentAt(connection.home, { trunk: trunkId, tenant: tenantId });
	const given: IDataObject = { ...step.body };
	for (const name of ['trunk', 'did_numbers', NEXT]) delete given[name];
	const had = poolIn(before);
	const named = added(had, String(step.body.did_numbers ?? ''));
	const count = step.body[NEXT];
	const numbers =
		count === undefined
			? named
			: added(
					named,
					await nextNumbers(connection.home, trunkId, named, {
						count: countOf(step, count),
						reserved,
					}),
				);
	const fresh = poolOf(difference(numbersIn(numbers), numbersIn(had)));
	const changed: Change[] = fresh ? [{ field: 'did_numbers', before: had, after: numbers }] : [];
	for (const [field, after] of Object.entries(given)) {
		if (String(before?.[field] ?? '') === String(after)) continue;
		changed.push({ field, before: before?.[field] ?? null, after });
	}
	if (fresh) await refuseOthersNumbers(connection.home, step, trunkId, tenantId, fresh);
	const wanted = { ...given, ...(numbers ? { did_numbers: numbers } : {}) };
	return { trunkId, before, wanted, changed };
}

function countOf(step: Step, given: unknown): bigint {
	if (/^\d{1,6}$/.test(String(given))) return BigInt(String(given));
	throw new InputRefused(
		`"${NEXT}" of the ${titleOf(step)} must be a whole number`,
		'Write how many numbers the tenant shall have on the trunk in all, such as 10.',
	);
}

/**
 * The next free numbers of a trunk.
 *
 * @param held what there is already
 * @param wanted how many there shall be in all, and which of them others have been promised
 * @returns as a pool writes them; empty where nothing is lacking
 * @throws CallFailed; InputRefused where there are not as many
 */
export async function nextNumbers(
	home: Session,
	trunkId: string,
	held: string,
	{ count, reserved = [] }: { count: bigint; reserved?: NumberSet | undefined },
): Promise<string> {
	const known = numbersIn(held);
	const lacking = count - sizeOf(known);
	if (lacking <= 0n) return '';
	const pool = await trunkPool(home, trunkId);
	const free = difference(difference(freeIn(pool, {}), known), reserved);
	const chosen =
		firstFree(free, { count: lacking, inRow: true }) ??
		firstFree(free, { count: lacking, inRow: false });
	if (chosen) return poolOf(chosen);
	throw new InputRefused(
		`The trunk "${pool.name}" has no ${lacking} free numbers: ${sizeOf(free)} are free`,
		'Add numbers to the trunk, or ask for fewer.',
	);
}

async function trunkIdOf(work: Work, step: Step): Promise<string> {
	const known = work.idOf(step);
	if (known !== undefined) return known;
	const rows = (await work.lists.rows(step.kind)).filter(
		({ name }) => String(name).trim().toLowerCase() === step.name.trim().toLowerCase(),
	);
	if (rows.length === 1) {
		const id = String(rows[0].id);
		work.know(step, id);
		return id;
	}
	throw new InputRefused(
		rows.length
			? `More than one trunk of the PBX has the name "${step.name}"`
			: `The PBX has no trunk "${step.name}" that can be given to the tenant`,
		'Trunks of the PBX are only assigned by a document. Check the name, or create the trunk first with Trunk > Create.',
	);
}

/** Pools of a trunk must not overlap; that must not be found out half-way. */
async function refuseOthersNumbers(
	home: Session,
	step: Step,
	trunkId: string,
	tenantId: string | undefined,
	fresh: string,
): Promise<void> {
	const others = await assignmentsOn(home, trunkId).catch((error: unknown) => {
		// Not every account may see what others have; the PBX refuses an overlap itself.
		if (isHidden(error)) return [];
		throw error;
	});
	const wanted = numbersIn(fresh);
	for (const other of others) {
		if (String(other.tenant_id) === tenantId) continue;
		const left = difference(wanted, numbersIn(poolIn(other)));
		if (poolOf(left) === poolOf(wanted)) continue;
		throw new InputRefused(
			`The ${titleOf(step)}: ${poolOf(difference(wanted, left))} belongs to the tenant "${String(other.tenant_name ?? other.tenant_id)}"`,
			'A number of a trunk belongs to one tenant. Give other numbers in "did_numbers".',
		);
	}
}

/** How often others may be quicker. */
const TRIES = 12;

/**
 * Gives a tenant what it shall have of a trunk. Next free numbers are chosen anew: others may have
 * taken those that were free when it was planned, also while they are written.
 *
 * @throws CallFailed, InputRefused
 */
export async function assignTo(work: Work, step: Step, planned: TrunkPlan): Promise<void> {
	const { home, login } = work.connection;
	const place = { trunk: planned.trunkId, tenant: String(work.tenantId) };
	const isChosen = step.body[NEXT] !== undefined;
	await oneAtATime(`${login.baseUrl} ${planned.trunkId}`, async () => {
		for (let tried = 0; tried < (isChosen ? TRIES : 1); tried++) {
			const { before, wanted } = isChosen ? await trunkPlan(work, step) : planned;
			const fresh = difference(numbersIn(poolIn(wanted)), numbersIn(poolIn(before)));
			if (await assignSafely(home, place, before, wanted, fresh)) return;
		}
		throw new CallFailed({
			kind: 'incomplete',
			message: 'others took its numbers on the trunk meanwhile, and it has none of the new ones',
			advice: 'Look with Find Owner of DID Pool who has them now, and give others if need be.',
		});
	});
}

/**
 * Takes back what was given.
 *
 * @throws CallFailed
 */
export async function takeBack(work: Work, { trunkId, before }: TrunkPlan): Promise<void> {
	const { home } = work.connection;
	const place = { trunk: trunkId, tenant: String(work.tenantId) };
	if (before) {
		const numbers = before.did_numbers;
		await assign(home, place, before, numbers === undefined ? {} : { did_numbers: numbers });
		return;
	}
	await unassign(home, place);
}

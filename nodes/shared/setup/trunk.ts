import type { IDataObject } from 'n8n-workflow';
import { CallFailed, statusOf } from '../../../pbx/failures';
import { findOperation } from '../api';
import type { Operation } from '../api/types';
import { difference } from '../numbers/numberSet';
import { added, numbersIn, poolOf } from '../numbers/pool';
import type { Change } from '../records/difference';
import { attempt, write } from '../records/write';
import { InputRefused } from '../values/inputRefused';
import { isRecord } from '../values/isRecord';
import { wireValue } from '../values/wireValue';
import { atRecord, titleOf, type Step } from './steps';
import type { Work } from './work';

const ROUTE = '/providers/{id}/assignees/{tenant_id}';
const assign = findOperation('trunk', 'assignToTenant') as Operation;

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
	const { home } = work.connection;
	const trunkId = await trunkIdOf(work, step);
	const before = work.tenantId === undefined ? undefined : await held(work, trunkId);
	const given: IDataObject = { ...step.body };
	delete given.trunk;
	const wanted: IDataObject = {
		...(before?.concurrency === undefined ? {} : { concurrency: before.concurrency }),
		...given,
	};
	const had = String(before?.did_numbers ?? '');
	const numbers = added(had, numbersOf(step, given.did_numbers));
	if (numbers) wanted.did_numbers = numbers;
	const fresh = poolOf(difference(numbersIn(numbers), numbersIn(had)));
	const changed: Change[] = [];
	if (fresh) changed.push({ field: 'did_numbers', before: had, after: numbers });
	for (const [field, after] of Object.entries(given)) {
		if (field === 'did_numbers' || String(before?.[field] ?? '') === String(after)) continue;
		changed.push({ field, before: before?.[field] ?? null, after });
	}
	if (fresh) await refuseOthersNumbers(home, step, trunkId, work.tenantId, fresh);
	return { trunkId, before, wanted, changed };
}

function numbersOf(step: Step, given: unknown): string {
	const fact = assign.bodyFields.find(({ name }) => name === 'did_numbers');
	if (!fact || given === undefined) return '';
	try {
		return String(wireValue(fact, given, { timezone: 'UTC', secrets: new Set() }) ?? '');
	} catch (error) {
		throw atRecord(titleOf(step), error);
	}
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

async function held(work: Work, trunkId: string): Promise<IDataObject | undefined> {
	const ids = { id: trunkId, tenant_id: String(work.tenantId) };
	const reply = await attempt(work.connection.home, { method: 'GET', route: ROUTE, ids });
	if (!(reply instanceof CallFailed)) return isRecord(reply.body) ? reply.body : {};
	if (statusOf(reply.failure) === 404) return undefined;
	throw reply;
}

/** Pools of a trunk must not overlap; that must not be found out half-way. */
async function refuseOthersNumbers(
	home: Work['inside'],
	step: Step,
	trunkId: string,
	tenantId: string | undefined,
	fresh: string,
): Promise<void> {
	const route = '/providers/{id}/assignees';
	const reply = await attempt(home, { method: 'GET', route, ids: { id: trunkId } });
	// Not every account may see what others have; the PBX refuses an overlap itself.
	if (reply instanceof CallFailed || !isRecord(reply.body)) return;
	const wanted = numbersIn(fresh);
	for (const other of [reply.body.items].flat().filter(isRecord)) {
		if (String(other.tenant_id) === tenantId) continue;
		const left = difference(wanted, numbersIn(String(other.did_numbers ?? '')));
		if (poolOf(left) === poolOf(wanted)) continue;
		throw new InputRefused(
			`The ${titleOf(step)}: ${poolOf(difference(wanted, left))} belongs to the tenant "${String(other.tenant_name ?? other.tenant_id)}"`,
			'A number of a trunk belongs to one tenant. Give other numbers in "did_numbers".',
		);
	}
}

/**
 * Gives a tenant what it shall have of a trunk.
 *
 * @throws CallFailed
 */
export async function assignTo(work: Work, { trunkId, wanted }: TrunkPlan): Promise<void> {
	const ids = { id: trunkId, tenant_id: String(work.tenantId) };
	const call = { method: 'POST', route: ROUTE, ids, body: wanted } as const;
	await write(work.connection.home, assign, call).catch(async (error: unknown) => {
		const now = error instanceof CallFailed && error.open ? await held(work, trunkId) : undefined;
		const isDone = Object.entries(wanted).every(([name, value]) =>
			name === 'did_numbers'
				? poolOf(numbersIn(String(now?.[name] ?? ''))) === poolOf(numbersIn(String(value)))
				: String(now?.[name]) === String(value),
		);
		if (!now || !isDone) throw error;
	});
}

/**
 * Takes back what was given.
 *
 * @throws CallFailed
 */
export async function takeBack(work: Work, { trunkId, before }: TrunkPlan): Promise<void> {
	const ids = { id: trunkId, tenant_id: String(work.tenantId) };
	if (before) {
		const { did_numbers: numbers, concurrency } = before;
		const body = {
			...(numbers === undefined ? {} : { did_numbers: numbers }),
			...(concurrency === undefined ? {} : { concurrency }),
		};
		const call = { method: 'POST', route: ROUTE, ids, body, repeatable: true } as const;
		await work.connection.home.send(call);
		return;
	}
	const removal = findOperation('trunk', 'removeFromTenant') as Operation;
	const call = { method: 'POST', route: removal.path, ids } as const;
	await write(work.connection.home, removal, call).catch((error: unknown) => {
		if (error instanceof CallFailed && statusOf(error.failure) === 404) return;
		throw error;
	});
}

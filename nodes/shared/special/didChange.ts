import type { IDataObject } from 'n8n-workflow';
import type { Session } from '../../../pbx/session';
import { findOperation } from '../api';
import type { Field, Operation } from '../api/types';
import { difference, intersection, type NumberSet } from '../numbers/numberSet';
import { added, numbersIn, poolOf, without } from '../numbers/pool';
import { assign, poolIn } from '../pools/assignment';
import { oneAtATime } from '../pools/oneAtATime';
import { ownersOf, takenIn, trunkPool, type TrunkPool } from '../pools/trunkPool';
import { refuseUsed } from '../pools/uses';
import { write } from '../records/write';
import { InputRefused, refusedAsEmpty } from '../values/inputRefused';
import type { Special, SpecialJob } from './special';

/** What to do where numbers are in use. */
export const TOLD =
	'Take the numbers out of what uses them first, or turn on Remove Numbers in Use.';

/** Makes the new pool of what it was. */
type Change = (pool: string, given: NumberSet, text: string) => string;

/** Gives a tenant more numbers, or the trunk itself. */
export const didAddNumbers: Special = {
	plan: (plan) => withTenant(plan),
	run: async (job) => await changed(job, (pool, _, text) => added(pool, text)),
};

/** Takes numbers away from a tenant, or from the trunk itself. */
export const didRemoveNumbers: Special = {
	plan: (plan) => withTenant(plan),
	run: async (job) => await changed(job, (pool, given) => without(pool, given)),
};

/** An empty tenant is not taken for the trunk. */
function withTenant<P extends { operation: Operation; body: IDataObject }>(plan: P): P {
	const { body, operation } = plan;
	const field = operation.bodyFields.find(({ name }) => name === 'tenant_id') as Field;
	if (body.numbers_of === 'tenant' && body.tenant_id === undefined) throw refusedAsEmpty(field);
	return plan;
}

async function changed(job: SpecialJob, change: Change) {
	const { connection, call } = job;
	const { id: trunk = '' } = call.ids ?? {};
	const json = await oneAtATime(`${connection.login.baseUrl} ${trunk}`, async () => {
		const pool = await trunkPool(job.session, trunk, false);
		const { numbers_of: of, tenant_id: tenant } = call.body as IDataObject;
		return of === 'trunk'
			? await ofTrunk(job, pool, change)
			: await ofTenant(job, pool, String(tenant), change);
	});
	return [{ json }];
}

/** What a pool becomes, as the item says it. */
function becomes(job: SpecialJob, pool: string, change: Change) {
	const text = String((job.call.body as IDataObject).did_numbers);
	const next = change(pool, numbersIn(text), text);
	const gone = difference(numbersIn(pool), numbersIn(next));
	const fresh = difference(numbersIn(next), numbersIn(pool));
	return { next, gone, fresh, same: !gone.length && !fresh.length };
}

async function ofTenant(
	job: SpecialJob,
	trunk: TrunkPool,
	tenant: string,
	change: Change,
): Promise<IDataObject> {
	const { session, connection, plan, rehearsal } = job;
	const before = trunk.assignments.get(tenant);
	const { next, gone, fresh, same } = becomes(job, poolIn(before), change);
	const others = intersection(fresh, takenIn(trunk, tenant));
	if (others.length) throw taken(trunk, others);
	if (gone.length && plan.own.remove_numbers_in_use !== true) {
		await connection.tenants.within(
			tenant,
			async (inside) => await refuseUsed(inside, gone, 'the tenant', TOLD),
		);
	}
	if (!same && !rehearsal) {
		await assign(session, { trunk: trunk.id, tenant }, before, { did_numbers: next });
	}
	return {
		...{ trunk_id: trunk.id, tenant_id: tenant },
		...told(rehearsal, same, before !== undefined, { next, gone, fresh }),
	};
}

async function ofTrunk(job: SpecialJob, trunk: TrunkPool, change: Change): Promise<IDataObject> {
	const { session, rehearsal } = job;
	const { next, gone, fresh, same } = becomes(job, trunk.pool, change);
	const held = ownersOf(trunk, gone);
	if (held.length) {
		throw new InputRefused(
			`Tenants have numbers that would be taken from the trunk "${trunk.name}": ${held.slice(0, 5).join(', ')}`,
			'Nothing was written. Take them from the tenants first, or move them to another trunk.',
		);
	}
	if (!same && !rehearsal) await writePool(session, trunk.id, next);
	return { trunk_id: trunk.id, ...told(rehearsal, same, true, { next, gone, fresh }) };
}

async function writePool(session: Session, trunk: string, numbers: string): Promise<void> {
	const update = findOperation('trunk', 'update') as Operation;
	const call = {
		method: update.method,
		route: update.path,
		ids: { id: trunk },
		body: { did_numbers: numbers },
	};
	await write(session, update, call);
}

const told = (
	rehearsal: boolean,
	same: boolean,
	existed: boolean,
	{ next, gone, fresh }: { next: string; gone: NumberSet; fresh: NumberSet },
): IDataObject => ({
	...(rehearsal ? { dryRun: true } : {}),
	operation: same ? 'unchanged' : existed ? 'updated' : 'created',
	added: poolOf(fresh),
	removed: poolOf(gone),
	pool: next,
});

function taken(trunk: TrunkPool, numbers: NumberSet): InputRefused {
	const owners = ownersOf(trunk, numbers);
	return new InputRefused(
		`Other tenants have these numbers of the trunk "${trunk.name}": ${owners.slice(0, 5).join(', ')}`,
		'Nothing was written. Choose free numbers (Get Free), or use Move Numbers.',
	);
}

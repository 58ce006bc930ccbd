import type { IDataObject } from 'n8n-workflow';
import { CallFailed } from '../../../pbx/failures';
import type { Session } from '../../../pbx/session';
import { difference, type NumberSet } from '../numbers/numberSet';
import { added, numbersIn, poolOf, without } from '../numbers/pool';
import { assign, poolIn } from '../pools/assignment';
import { oneAtATime } from '../pools/oneAtATime';
import { trunkPool, type TrunkPool } from '../pools/trunkPool';
import { refuseUsed } from '../pools/uses';
import { InputRefused } from '../values/inputRefused';
import { TOLD } from './didChange';
import type { Special } from './special';

/** The two tenants of a move. */
interface Move {
	from: string;
	to: string;
	numbers: NumberSet;
}

/** Takes numbers from one tenant and gives them to another. */
export const didMoveNumbers: Special = {
	plan(plan) {
		const { from_tenant_id: from, to_tenant_id: to } = plan.body;
		if (typeof from === 'string' && from === to) {
			throw new InputRefused('"From Tenant" and "To Tenant" are the same', 'Choose two tenants.');
		}
		return plan;
	},
	async run({ connection, session, plan, call, rehearsal }) {
		const { id: trunk = '' } = call.ids ?? {};
		const body = call.body as IDataObject;
		const move: Move = {
			from: String(body.from_tenant_id),
			to: String(body.to_tenant_id),
			numbers: numbersIn(String(body.did_numbers)),
		};
		const json = await oneAtATime(`${connection.login.baseUrl} ${trunk}`, async () => {
			const pool = await trunkPool(session, trunk, false);
			const isDone = difference(move.numbers, heldBy(pool, move.to)).length === 0;
			if (!isDone) {
				refuseForeign(pool, move);
				if (plan.own.remove_numbers_in_use !== true) {
					await connection.tenants.within(
						move.from,
						async (inside) =>
							await refuseUsed(inside, move.numbers, 'the tenant that has them', TOLD),
					);
				}
				if (!rehearsal) await moved(session, pool, move);
			}
			return {
				...{ trunk_id: trunk, from_tenant_id: move.from, to_tenant_id: move.to },
				...(rehearsal ? { dryRun: true } : {}),
				operation: isDone ? 'unchanged' : 'updated',
				moved: isDone ? '' : poolOf(move.numbers),
			};
		});
		return [{ json }];
	},
};

const heldBy = ({ assignments }: TrunkPool, tenant: string): NumberSet =>
	numbersIn(poolIn(assignments.get(tenant)));

function refuseForeign(pool: TrunkPool, { from, to, numbers }: Move): void {
	if (from === to)
		throw new InputRefused('"From Tenant" and "To Tenant" are the same tenant', 'Choose two.');
	const foreign = difference(numbers, heldBy(pool, from));
	if (!foreign.length) return;
	throw new InputRefused(
		`The tenant they shall be taken from does not have ${poolOf(foreign)} on the trunk "${pool.name}"`,
		'Nothing was written. Find Owner tells who has a number.',
	);
}

/** No number may be of two tenants, so it is taken first, and given back if it cannot be handed on. */
async function moved(
	session: Session,
	pool: TrunkPool,
	{ from, to, numbers }: Move,
): Promise<void> {
	const [source, target] = [pool.assignments.get(from), pool.assignments.get(to)];
	const place = (tenant: string) => ({ trunk: pool.id, tenant });
	await assign(session, place(from), source, { did_numbers: without(poolIn(source), numbers) });
	const next = added(poolIn(target), poolOf(numbers));
	const failed = await assign(session, place(to), target, { did_numbers: next }).then(
		() => undefined,
		failureIn,
	);
	if (!failed) return;
	// Where it may have arrived, the numbers must not be given to both.
	if (failed.open) throw leftOver(failed, numbers, from, to, 'it is not known who has them now');
	await restored(session, pool, from, failed, numbers, to);
	throw failed;
}

function failureIn(error: unknown): CallFailed {
	if (error instanceof CallFailed) return error;
	throw error;
}

async function restored(
	session: Session,
	pool: TrunkPool,
	from: string,
	cause: CallFailed,
	numbers: NumberSet,
	to: string,
): Promise<void> {
	const source = pool.assignments.get(from);
	const before = { did_numbers: poolIn(source) };
	await assign(session, { trunk: pool.id, tenant: from }, source, before).catch(
		(error: unknown) => {
			if (!(error instanceof CallFailed)) throw error;
			throw leftOver(
				cause,
				numbers,
				from,
				to,
				`and they could not be given back: ${error.message}`,
			);
		},
	);
}

const leftOver = (
	cause: CallFailed,
	numbers: NumberSet,
	from: string,
	to: string,
	what: string,
): CallFailed =>
	new CallFailed({
		kind: 'incomplete',
		message: `${poolOf(numbers)} were taken from tenant ${from}, but giving them to tenant ${to} did not work (${cause.message}), ${what}`,
		advice:
			'Look with Find Owner who has the numbers now, and give them to one of the two with Add Numbers.',
	});

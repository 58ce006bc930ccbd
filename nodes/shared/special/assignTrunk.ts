import { difference } from '../numbers/numberSet';
import { added, numbersIn, poolOf } from '../numbers/pool';
import { assign, assignmentAt, isAsWanted, poolIn } from '../pools/assignment';
import { refuseUsed } from '../pools/uses';
import { isRecord } from '../values/isRecord';
import type { Special } from './special';

/**
 * Assigns a trunk to a tenant. The API replaces all numbers that the tenant has on the trunk: so
 * they are read first, and nothing is taken away that nobody asked to be taken away.
 */
export const assignTrunk: Special = {
	plan: (plan) => plan,
	async run({ connection, session, plan, call, rehearsal }) {
		const { own } = plan;
		const { id: trunk = '', tenant_id: tenant = '' } = call.ids ?? {};
		const place = { trunk, tenant };
		const body = isRecord(call.body) ? call.body : {};
		const before = await assignmentAt(session, place);
		const held = poolIn(before);
		const given = body.did_numbers === undefined ? held : String(body.did_numbers);
		const numbers = own.existing_numbers === 'replace' ? given : added(held, given);
		const gone = difference(numbersIn(held), numbersIn(numbers));
		if (gone.length && own.remove_numbers_in_use !== true) {
			await connection.tenants.within(
				tenant,
				async (inside) => await refuseUsed(inside, gone, 'the tenant', TOLD),
			);
		}
		// Left out, the numbers could be taken for none.
		const changes = { ...body, ...(numbers ? { did_numbers: numbers } : {}) };
		const same = before !== undefined && isAsWanted(before, changes);
		const written =
			same || rehearsal ? { ...before, ...changes } : await assign(session, place, before, changes);
		return [
			{
				json: {
					id: trunk,
					trunk_id: trunk,
					tenant_id: tenant,
					...written,
					...(rehearsal ? { dryRun: true } : {}),
					operation: same ? 'unchanged' : before ? 'updated' : 'created',
					added: poolOf(difference(numbersIn(numbers), numbersIn(held))),
					removed: poolOf(gone),
					...(rehearsal ? {} : { assigned: true }),
				},
			},
		];
	},
};

const TOLD =
	'Choose Existing Numbers: Add, take the numbers out of what uses them first, or turn on Remove Numbers in Use.';

import type { IDataObject } from 'n8n-workflow';
import type { Call } from '../../../pbx/call';
import { CallFailed, statusOf } from '../../../pbx/failures';
import { readAll } from '../../../pbx/lists/readAll';
import type { Session } from '../../../pbx/session';
import { difference, intersection, sizeOf, type NumberSet } from '../numbers/numberSet';
import { added, numbersIn, poolOf } from '../numbers/pool';
import { attempt, write } from '../records/write';
import { InputRefused } from '../values/inputRefused';
import { isRecord } from '../values/isRecord';
import type { Special } from './special';

/**
 * Assigns a trunk to a tenant. The API replaces all numbers that the tenant has on the trunk: so
 * they are read first, and nothing is taken away that nobody asked to be taken away.
 */
export const assignTrunk: Special = {
	plan: (plan) => plan,
	async run({ connection, session, plan, call }) {
		const { operation, own } = plan;
		const body = isRecord(call.body) ? call.body : {};
		const before = await assignment(session, call);
		const held = String(before?.did_numbers ?? '');
		const given = body.did_numbers === undefined ? held : String(body.did_numbers);
		const replaces = own.existing_numbers === 'replace';
		const numbers = replaces ? given : added(held, given);
		const gone = difference(numbersIn(held), numbersIn(numbers));
		if (gone.length && own.remove_numbers_in_use !== true) {
			await connection.tenants.within(
				call.ids?.tenant_id ?? '',
				async (inside) => await refuseUsed(inside, gone),
			);
		}
		// Left out, the numbers and the calls at the same time could be taken for none.
		const wanted: IDataObject = {
			...(before?.concurrency === undefined ? {} : { concurrency: before.concurrency }),
			...body,
			...(numbers ? { did_numbers: numbers } : {}),
		};
		const same = before !== undefined && isAsWanted(before, wanted);
		if (!same) {
			await write(session, operation, { ...call, body: wanted }).catch(async (error: unknown) => {
				const now = isOpen(error) ? await assignment(session, call) : undefined;
				if (!now || !isAsWanted(now, wanted)) throw error;
			});
		}
		const ids = { id: call.ids?.id, trunk_id: call.ids?.id, tenant_id: call.ids?.tenant_id };
		return [
			{
				json: {
					...ids,
					...wanted,
					operation: same ? 'unchanged' : before ? 'updated' : 'created',
					added: poolOf(difference(numbersIn(numbers), numbersIn(held))),
					removed: poolOf(gone),
					assigned: true,
				},
			},
		];
	},
};

const isOpen = (error: unknown): boolean => error instanceof CallFailed && error.open;

/** What the tenant has on the trunk; undefined where it has nothing. */
async function assignment(
	session: Session,
	{ route, ids }: Call,
): Promise<IDataObject | undefined> {
	const reply = await attempt(session, { method: 'GET', route, ids });
	if (!(reply instanceof CallFailed)) return isRecord(reply.body) ? reply.body : {};
	if (statusOf(reply.failure) === 404) return undefined;
	throw reply;
}

const isAsWanted = (held: Readonly<IDataObject>, wanted: Readonly<IDataObject>): boolean =>
	Object.entries(wanted).every(([name, value]) =>
		name === 'did_numbers'
			? poolOf(numbersIn(String(held[name] ?? ''))) === poolOf(numbersIn(String(value)))
			: String(held[name]) === String(value),
	);

/** A number that rings somewhere must not be taken away by the way. */
async function refuseUsed(session: Session, gone: NumberSet): Promise<void> {
	const rules = await readAll(session, { route: '/inbound_rules' }, Infinity);
	for (const { name, did_numbers: numbers } of rules) {
		const used = intersection(gone, numbersIn(String(numbers ?? '')));
		if (!used.length) continue;
		throw new InputRefused(
			`${sizeOf(gone)} numbers would be taken from the tenant, among them ${poolOf(used)}, which the inbound rule "${String(name)}" uses`,
			'Nothing was written. Choose Existing Numbers: Add, take the number out of the rule first, or turn on Remove Numbers in Use.',
		);
	}
}

import type { Connection } from '../../../pbx/connection';
import type { Operation } from '../api/types';
import { ACT_IN_TENANT } from '../parameters/standard';
import { InputRefused } from '../values/inputRefused';
import { labelOf } from '../values/label';
import type { Lookup } from '../values/wireValue';
import type { Finder } from './resolve';

/**
 * The id of the tenant that a call works in.
 *
 * @param needed the call works in a tenant only
 * @param finder finds tenants in the account's own place
 * @param label of the field that names the tenant
 * @throws InputRefused where the account is a user of a tenant, or there is no such tenant, or one
 *   is needed that is not named; CallFailed
 */
export async function tenantIdOf(
	tenant: string | Lookup | undefined,
	needed: boolean,
	{ login }: Connection,
	finder: Finder,
	label = labelOf(ACT_IN_TENANT),
): Promise<string | undefined> {
	if (tenant === undefined) {
		if (!needed || login.signInAs === 'tenantUser') return undefined;
		throw new InputRefused(
			`"${label}" is empty, and the account in the credential belongs to no tenant`,
			`Choose the tenant in ${label}, or pick the credential of a user of that tenant.`,
		);
	}
	if (login.signInAs !== 'tenantUser') return String(await finder.resolve(tenant));
	throw new InputRefused(
		'The account in the credential is a user of a tenant, and works in that tenant only',
		`Empty ${label}, or pick the credential of a system administrator or dealer.`,
	);
}

/** Whether a call works in a tenant only. */
export const needsTenant = (
	operation: Pick<Operation, 'inTenant' | 'outside'> | undefined,
): boolean => operation?.inTenant === true && !operation.outside;

/**
 * The order in which items are begun: tenant by tenant, so that each is entered once and few at a
 * time, however the items are mixed; within a tenant in the order of the items.
 *
 * @param tenants tenant of each item that is to be run, by index
 */
export function byTenant(tenants: ReadonlyMap<number, string | undefined>): number[] {
	const groups = new Map<string | undefined, number[]>();
	for (const [index, tenant] of tenants) {
		const group = groups.get(tenant);
		if (group) group.push(index);
		else groups.set(tenant, [index]);
	}
	return [...groups.values()].flat();
}

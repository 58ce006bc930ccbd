import type { Connection } from '../../../pbx/connection';
import { InputRefused } from '../values/inputRefused';
import type { Lookup } from '../values/wireValue';
import type { Finder } from './resolve';

/**
 * The id of the tenant that a call works in.
 *
 * @param finder finds tenants in the account's own place
 * @throws InputRefused where the account is a user of a tenant, or there is no such tenant;
 *   CallFailed
 */
export async function tenantIdOf(
	tenant: string | Lookup | undefined,
	{ login }: Connection,
	finder: Finder,
): Promise<string | undefined> {
	if (tenant === undefined) return undefined;
	if (login.signInAs !== 'tenantUser') return String(await finder.resolve(tenant));
	throw new InputRefused(
		'A user of a tenant works in the own tenant only',
		'Leave Act in Tenant empty, or use the credential of a system administrator or dealer.',
	);
}

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

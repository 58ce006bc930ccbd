import type { Simulator } from '../../simulator/server.mts';
import type { CollectionName } from '../../simulator/state.mts';
import type { Rec } from '../../simulator/types.mts';

/**
 * Puts records on the PBX without a request, so that none of them counts.
 *
 * @returns their ids
 */
export function addRecords(
	{ state }: Simulator,
	collection: CollectionName,
	count: number,
	make: (index: number) => Rec,
): string[] {
	return Array.from({ length: count }, (_, index) => {
		const id = state.nextId();
		state[collection].set(id, { ...make(index), id });
		return id;
	});
}

/** Tenants like the sample one, with the domains `t0.example`, `t1.example` and so on. */
export function addTenants(simulator: Simulator, count: number): string[] {
	const [sample] = simulator.state.tenants.values();
	return addRecords(simulator, 'tenants', count, (index) => ({
		...structuredClone(sample),
		name: `Tenant ${index}`,
		domain: `t${index}.example`,
	}));
}

/** IP rules with the networks `10.0.0.0/24`, `10.0.1.0/24` and so on. */
export const addRules = (simulator: Simulator, count: number): string[] =>
	addRecords(simulator, 'ipFilters', count, (index) => ({
		cidr: `10.${index >> 8}.${index & 255}.0/24`,
		target: 'DENY',
	}));

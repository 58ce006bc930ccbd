import { findOutside, parseNumber, parsePool, type DidRange } from './did.mts';
import { invalid } from './errors.mts';
import type { State } from './state.mts';
import type { Rec } from './types.mts';

/** A trunk that a tenant may use: its own one, or the assignment of one of the system's. */
export interface UsableTrunk {
	providerId: string;
	pool: DidRange[];
}

/** The trunks of a tenant with the numbers it has of each (page "SIP trunk"). */
export function usableTrunks(state: State, tenantId: unknown): UsableTrunk[] {
	const own = [...state.providers.values()].filter((trunk) => trunk.tenant_id === tenantId);
	const assigned = [...state.assignments.values()].filter((entry) => entry.tenant_id === tenantId);
	return [...assigned, ...own].map((entry) => ({
		providerId: String(entry.provider_id ?? entry.id),
		pool: parsePool(String(entry.did_numbers ?? '')),
	}));
}

/**
 * Outbound caller ids come from the tenant's own pools only (page "Users").
 * @param entries the value of `outbound_caller_ids`; an entry may leave `provider_id` out
 * @throws PbxError 400 VALIDATE_FAILED
 */
export function checkCallerIds(state: State, tenantId: unknown, entries: unknown): void {
	const trunks = usableTrunks(state, tenantId);
	for (const { provider_id, caller_id } of (entries ?? []) as Rec[]) {
		const pools = trunks
			.filter(({ providerId }) => provider_id === undefined || provider_id === providerId)
			.flatMap(({ pool }) => pool);
		const number = parseNumber(String(caller_id ?? ''), 'outbound_caller_ids.caller_id');
		if (findOutside([number], pools)) {
			throw invalid('outbound_caller_ids', `${caller_id} is in no DID pool of the tenant`);
		}
	}
}

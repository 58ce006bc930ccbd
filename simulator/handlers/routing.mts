import { findOutside, findOverlap, parsePool, type DidRange } from '../did.mts';
import { invalid } from '../errors.mts';
import type { TableRules } from '../generic/records.mts';
import { recordsAt } from '../generic/tables.mts';
import type { Call } from '../pbx.mts';
import { checkCallerIds, usableTrunks, type UsableTrunk } from '../pools.mts';
import { duplicate } from '../rules.mts';
import { isObject, type State } from '../state.mts';
import type { Rec } from '../types.mts';

function trunkOf({ pbx, caller }: Call, id: unknown, field = 'provider_id'): UsableTrunk {
	const trunk = usableTrunks(pbx.state, caller.tenantId).find(
		({ providerId }) => providerId === id,
	);
	if (!trunk) throw invalid(field, 'the tenant has no such trunk');
	return trunk;
}

function sizeOf({ from, to }: DidRange): bigint {
	return to - from + 1n;
}

/** A range mapped to a range has the same size (page "Inbound rule"). */
function checkTargets(rule: Rec, did: DidRange): void {
	for (const [name, target] of Object.entries(rule)) {
		if (!name.endsWith('_forward_rule') || !isObject(target)) continue;
		const number = String(target.number ?? '');
		if (!/^\d+\s*-\s*\d+$/.test(number)) continue;
		const [from, to] = number.split('-').map((text) => BigInt(text.trim()));
		if (to - from + 1n !== sizeOf(did)) {
			throw invalid(`${name}.number`, 'must be a range of the same size as did_numbers');
		}
	}
}

/**
 * An inbound rule has exactly one trunk; its number or range lies inside the tenant's pool of that
 * trunk, and no other rule of the trunk has it with the same caller mask (page "Inbound rule").
 */
function checkInbound(call: Call, next: Rec, old?: Rec): void {
	const { pool } = trunkOf(call, next.provider_id);
	const range = parsePool(String(next.did_numbers));
	if (range.length !== 1) throw invalid('did_numbers', 'must be one number or one range');
	if (findOutside(range, pool)) {
		throw invalid('did_numbers', 'is not within the DID pool of the tenant');
	}
	checkTargets(next, range[0]);
	const twin = recordsAt(call.pbx.state, '/inbound_rules', call.caller.tenantId).some(
		(rule) =>
			rule !== old &&
			rule.provider_id === next.provider_id &&
			(rule.cid_number_mask ?? '') === (next.cid_number_mask ?? '') &&
			findOverlap(range, parsePool(String(rule.did_numbers))),
	);
	if (twin) throw duplicate(call.pbx, 'did_numbers');
}

/** The trunks of an outbound rule are the tenant's, as are the numbers it presents. */
function checkOutbound(call: Call, next: Rec): void {
	if (call.body.routes === undefined) return;
	for (const { provider_id, outbound_caller_id } of (next.routes ?? []) as Rec[]) {
		if (provider_id !== undefined) trunkOf(call, provider_id, 'routes.provider_id');
		if (outbound_caller_id === undefined) continue;
		checkCallerIds(call.pbx.state, call.caller.tenantId, [
			{ provider_id, caller_id: outbound_caller_id },
		]);
	}
}

/** Holidays are sent by their ids and shown as records (responses of the contract). */
function withHolidays(call: Call, record: Rec): Rec {
	const shown = Object.entries(record).map(([name, value]) => {
		if (name === 'holidays' && Array.isArray(value)) {
			return [name, value.flatMap((id) => call.pbx.state.holidays.get(String(id)) ?? [])];
		}
		if (!Array.isArray(value)) return [name, value];
		return [name, value.map((each) => (isObject(each) ? withHolidays(call, each) : each))];
	});
	return Object.fromEntries(shown) as Rec;
}

/** The rules of inbound and outbound rules, and of what else has holidays. */
export const routingRules: Record<string, TableRules> = {
	'/inbound_rules': { check: checkInbound, view: withHolidays },
	'/outbound_rules': { check: checkOutbound, view: withHolidays },
	'/ivrs': { view: withHolidays },
};

/**
 * Whether an inbound or outbound rule needs a trunk.
 * @param tenantId only the rules of this tenant
 */
export function isRouted(state: State, trunkId: unknown, tenantId?: unknown): boolean {
	const tenants = tenantId === undefined ? [...state.tenants.keys()] : [tenantId];
	return tenants.some((id) => {
		const routes = recordsAt(state, '/outbound_rules', id).flatMap(
			(rule) => (rule.routes ?? []) as Rec[],
		);
		return [...recordsAt(state, '/inbound_rules', id), ...routes].some(
			({ provider_id }) => provider_id === trunkId,
		);
	});
}

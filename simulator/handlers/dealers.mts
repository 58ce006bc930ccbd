import { keyOf } from '../contract.mts';
import { forbidden, inUse } from '../errors.mts';
import type { Call, HandlerTable, Pbx } from '../pbx.mts';
import { changeOwnPassword, checkUserName, overLimit, setPassword } from '../rules.mts';
import { show } from '../shapes.mts';
import type { State } from '../state.mts';
import type { Rec } from '../types.mts';
import { update } from '../updates.mts';
import { collection } from './collection.mts';

const levels = ['DISTRIBUTOR', 'SUB_DISTRIBUTOR', 'RESELLER'];

/** The dealer itself and every dealer above it. */
function lineOf(state: State, dealerId: string): Rec[] {
	const dealer = state.dealers.get(dealerId);
	if (!dealer) return [];
	return [dealer, ...lineOf(state, String(dealer.parent_id))];
}

/** Whether a dealer is anywhere under another one. */
export function isBelow(state: State, upperId: string, dealer: Rec): boolean {
	return lineOf(state, String(dealer.parent_id)).some(({ id }) => id === upperId);
}

/** The dealers a tenant is assigned to, the first assigned one first. */
export function dealersOfTenant(state: State, tenant: Rec): Rec[] {
	return [...state.tenantDealers.values()]
		.filter((link) => link.tenant_id === tenant.id)
		.map((link) => state.dealers.get(String(link.dealer_id)))
		.filter((dealer) => dealer !== undefined);
}

/** Whether a tenant belongs to a dealer or to a dealer under it. */
export function ownsTenant(state: State, dealerId: string, tenant: Rec): boolean {
	return dealersOfTenant(state, tenant).some(
		(dealer) => dealer.id === dealerId || isBelow(state, dealerId, dealer),
	);
}

function usage(state: State, dealerId: string, without?: Rec) {
	const owned = [...state.tenants.values()].filter(
		(tenant) => tenant.id !== without?.id && ownsTenant(state, dealerId, tenant),
	);
	return {
		tenants: owned.length,
		extensions: owned.reduce((sum, tenant) => sum + Number(tenant.max_extensions), 0),
	};
}

/**
 * Checks that a dealer, and every dealer above it, may have one tenant more. `max_extensions` is
 * compared with the sum of what their tenants are allowed, not of what exists.
 * @param next the tenant as it would be stored
 * @param old the tenant as it is stored, left out of the sums
 */
export function checkDealerLimits(pbx: Pbx, dealerId: string, next: Rec, old: Rec = next): void {
	for (const dealer of lineOf(pbx.state, dealerId)) {
		const used = usage(pbx.state, String(dealer.id), old);
		if (used.tenants + 1 > Number(dealer.max_tenants)) throw overLimit(pbx, 'max_tenants');
		if (used.extensions + Number(next.max_extensions) > Number(dealer.max_extensions)) {
			throw overLimit(pbx, 'max_extensions');
		}
	}
}

function checkDealer(call: Call, next: Rec, old?: Rec): void {
	const { pbx, caller } = call;
	if (old) {
		const used = usage(pbx.state, String(old.id));
		if (used.tenants > Number(next.max_tenants)) throw overLimit(pbx, 'max_tenants');
		if (used.extensions > Number(next.max_extensions)) throw overLimit(pbx, 'max_extensions');
		return;
	}
	checkUserName(pbx, next.name);
	setPassword(pbx, next, next.password);
	const own = caller.dealerId ? levels.indexOf(String(caller.account.level)) : -1;
	if (levels.indexOf(String(next.level)) <= own) {
		throw forbidden(`A dealer creates only dealers below its own level`);
	}
}

const dealers = collection('/dealers', 'dealers', 'The dealer', {
	visible: ({ pbx, caller }, dealer) =>
		caller.dealerId === undefined || isBelow(pbx.state, caller.dealerId, dealer),
	created: ({ caller }) => (caller.dealerId ? { parent_id: caller.dealerId } : {}),
	check: checkDealer,
	remove({ pbx }, dealer) {
		const { state } = pbx;
		if ([...state.dealers.values()].some((other) => other.parent_id === dealer.id)) {
			throw inUse('The dealer has dealers under it');
		}
		state.dealers.delete(String(dealer.id));
		for (const [key, link] of state.tenantDealers) {
			if (link.dealer_id === dealer.id) state.tenantDealers.delete(key);
		}
	},
});

function status({ pbx, caller }: Call) {
	const { state } = pbx;
	const used = usage(state, String(caller.dealerId));
	const below = [...state.dealers.values()].filter((dealer) =>
		isBelow(state, String(caller.dealerId), dealer),
	);
	const users = [...state.users.values()].filter((user) => {
		const tenant = state.tenants.get(String(user.tenant_id));
		return tenant && ownsTenant(state, String(caller.dealerId), tenant);
	});
	return {
		version: '22.8.0',
		max_dealers: 0,
		current_dealers: below.length,
		max_users: caller.account.max_extensions,
		current_users: users.length,
		max_tenants: caller.account.max_tenants,
		current_tenants: used.tenants,
	};
}

/** Dealers as their superiors manage them, and the dealer's own record. */
export const dealerHandlers: HandlerTable = {
	...dealers.handlers,
	'POST /dealers/{id}/password'(call) {
		setPassword(call.pbx, dealers.find(call), call.body.password);
	},
	'GET /dealer': (call) => show(keyOf(call.operation), call.caller.account),
	'POST /dealer'(call) {
		update(call, call.caller.account);
	},
	'POST /dealer/username'({ pbx, body, caller }) {
		checkUserName(pbx, body.name, caller.account.id);
		caller.account.name = body.name;
	},
	'POST /dealer/password': changeOwnPassword,
	'GET /dealer/password_policy': (call) =>
		show(keyOf(call.operation), call.pbx.state.settings.get('/admin/password_policy') ?? {}),
	'GET /dealer/status': status,
};

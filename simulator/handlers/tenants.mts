import { keyOf, operationOf } from '../contract.mts';
import { removeBelow } from '../generic/tables.mts';
import { checkCallerIds } from '../pools.mts';
import { forbidden, inUse, invalid, notFound } from '../errors.mts';
import type { Call, HandlerTable } from '../pbx.mts';
import { checkCurrency, checkRegion, duplicate } from '../rules.mts';
import { withDefaults } from '../schema.mts';
import { show } from '../shapes.mts';
import { isObject, type State } from '../state.mts';
import { tenantByDomain } from '../sessions.mts';
import type { Rec } from '../types.mts';
import { update } from '../updates.mts';
import { collection } from './collection.mts';
import { checkDealerLimits, dealersOfTenant, isBelow, ownsTenant } from './dealers.mts';

const defaultPolicy = withDefaults(operationOf('POST /tenant/password_policy').body ?? []);

function isOwnAddress(state: State, domain: string): boolean {
	const network = state.settings.get('/network') ?? {};
	const { web_domain, private_ipv4, public_ipv4, private_ipv6, public_ipv6 } = network;
	return [web_domain, private_ipv4, public_ipv4, private_ipv6, public_ipv6]
		.filter(Boolean)
		.some((own) => String(own).toLowerCase() === domain.toLowerCase());
}

/** Refuses a tenant that breaks a rule of the page "Tenant management". */
function checkTenant(call: Call, next: Rec, old?: Rec): void {
	const { pbx, caller } = call;
	// The contract does not say what this field holds; what is no policy is not kept.
	if (!isObject(next.password_policy)) next.password_policy = old?.password_policy;
	if (old?.deleted_at !== undefined) throw inUse('The tenant is being deleted');
	const domain = String(next.domain);
	if (isOwnAddress(pbx.state, domain)) throw invalid('domain', "is the PBX's own address");
	const holder = tenantByDomain(pbx.state, domain);
	if (holder && holder !== old) throw duplicate(pbx, 'domain');
	checkCurrency(next.currency);
	checkRegion(next.region);
	// A pool that became smaller must not block updates of other fields.
	if (call.body.outbound_caller_ids !== undefined) {
		checkCallerIds(pbx.state, next.id, next.outbound_caller_ids);
	}
	const dealers = old
		? dealersOfTenant(pbx.state, old).map((dealer) => String(dealer.id))
		: [caller.dealerId].filter((id) => id !== undefined);
	for (const dealerId of dealers) checkDealerLimits(pbx, dealerId, next, old);
}

/** What a tenant's answer shows besides its record. */
function viewTenant({ pbx }: Call, tenant: Rec): Rec {
	const [dealer] = dealersOfTenant(pbx.state, tenant);
	const users = [...pbx.state.users.values()].filter((user) => user.tenant_id === tenant.id);
	return {
		...tenant,
		current_extensions: users.length,
		...(dealer && {
			dealer_id: dealer.id,
			dealer_name: dealer.name,
			dealer_display_name: dealer.display_name,
			dealer_level: dealer.level,
		}),
	};
}

const tenants = collection('/tenants', 'tenants', 'The tenant', {
	visible: ({ pbx, caller }, tenant) =>
		caller.dealerId === undefined || ownsTenant(pbx.state, caller.dealerId, tenant),
	created: ({ body }) => ({
		password_policy: {
			...defaultPolicy,
			...(isObject(body.password_policy) ? body.password_policy : {}),
		},
		used_disk_quota: '0MB',
		created_at: new Date().toISOString(),
	}),
	check: checkTenant,
	view: viewTenant,
	stored({ pbx, caller }, tenant) {
		if (caller.dealerId) assignDealer(pbx.state, String(tenant.id), caller.dealerId);
	},
	// Deleting takes time; `sweep` removes the tenant later (page "Deleting a tenant").
	remove: (_call, tenant) => {
		tenant.deleted_at ??= Date.now();
	},
});

function assignDealer(state: State, tenantId: string, dealerId: string): void {
	state.tenantDealers.set(`${tenantId}/${dealerId}`, { tenant_id: tenantId, dealer_id: dealerId });
}

/** Removes the tenants whose deletion has lasted long enough, with everything they hold. */
export function sweep(state: State, deletionMs: number): void {
	for (const tenant of state.tenants.values()) {
		if (tenant.deleted_at === undefined) continue;
		if (Date.now() - Number(tenant.deleted_at) < deletionMs) continue;
		state.tenants.delete(String(tenant.id));
		for (const name of [
			'users',
			'providers',
			'assignments',
			'tenantDealers',
			'holidays',
			'files',
		] as const) {
			for (const [key, record] of state[name]) {
				if (record.tenant_id === tenant.id) state[name].delete(key);
			}
		}
		removeBelow(state, '', String(tenant.id));
	}
}

function dealerOf(call: Call): Rec {
	const { pbx, caller, params } = call;
	const dealer = pbx.state.dealers.get(params.dealer_id);
	const mine =
		caller.dealerId === undefined ||
		(dealer && (dealer.id === caller.dealerId || isBelow(pbx.state, caller.dealerId, dealer)));
	if (!dealer || !mine) throw notFound('The dealer');
	return dealer;
}

function switchTenant(call: Call): void {
	const { caller, query } = call;
	if (query.id === undefined) throw invalid('id', 'is required');
	const tenant = tenants.find(call, String(query.id));
	if (tenant.deleted_at !== undefined) throw notFound('The tenant');
	if (caller.dealerId && caller.account.tenant_full_access === false) {
		throw forbidden('The dealer has no full access to its tenants');
	}
	caller.session.switchedTo = String(tenant.id);
}

function summaries(call: Call) {
	return {
		items: tenants.records(call).map((tenant) => {
			const { id, name, domain, enabled, max_extensions } = tenant;
			const { current_extensions } = viewTenant(call, tenant);
			return { id, name, domain, enabled, max_extensions, current_extensions };
		}),
	};
}

/** The tenant a tenant-scope call acts on. */
export function ownTenant({ pbx, caller }: Call): Rec {
	const tenant = pbx.state.tenants.get(String(caller.tenantId));
	if (!tenant || tenant.deleted_at !== undefined) throw notFound('The tenant');
	return tenant;
}

/** Tenants, the dealers they belong to, and the move of a session into a tenant. */
export const tenantHandlers: HandlerTable = {
	...tenants.handlers,
	'GET /tenant': (call) => show(keyOf(call.operation), viewTenant(call, ownTenant(call))),
	'POST /tenant'(call) {
		update(call, ownTenant(call), checkTenant);
	},
	'POST /tenants/switch': switchTenant,
	'POST /tenants/summaries/query': summaries,
	'GET /tenants/{id}/dealers': (call) => ({
		items: dealersOfTenant(call.pbx.state, tenants.find(call)).map((dealer) =>
			show(keyOf(call.operation), dealer),
		),
	}),
	'POST /tenants/{id}/dealers/{dealer_id}'(call) {
		const { pbx } = call;
		const tenant = tenants.find(call);
		const dealer = dealerOf(call);
		checkDealerLimits(pbx, String(dealer.id), tenant);
		assignDealer(pbx.state, String(tenant.id), String(dealer.id));
	},
	'POST /tenants/{id}/dealers/{dealer_id}/destroy'(call) {
		const tenant = tenants.find(call);
		const { id } = dealerOf(call);
		if (!call.pbx.state.tenantDealers.delete(`${tenant.id}/${id}`)) {
			throw notFound('The assignment');
		}
	},
};

import { keyOf } from '../contract.mts';
import { findOutside, findOverlap, parsePool } from '../did.mts';
import { forbidden, inUse, invalid, notFound, PbxError } from '../errors.mts';
import { Download, type Call, type HandlerTable, type Pbx } from '../pbx.mts';
import { duplicate, needFeature } from '../rules.mts';
import { show } from '../shapes.mts';
import type { Rec } from '../types.mts';
import { changesOf } from '../updates.mts';
import { collection } from './collection.mts';
import { toCsv } from './csv.mts';
import { isRouted } from './routing.mts';
import { ownTenant } from './tenants.mts';

function assignmentsOf({ state }: Pbx, trunk: Rec): Rec[] {
	return [...state.assignments.values()].filter((entry) => entry.provider_id === trunk.id);
}

/** Blanks around them and capitals make no other host or authentication id (page "SIP trunk"). */
function isSame(left: unknown, right: unknown): boolean {
	const plain = (value: unknown) => String(value).trim().toLowerCase();
	return plain(left) === plain(right);
}

function isRegistering(trunk: Rec): boolean {
	return trunk.auth_mode === 'REGISTER_AUTH' && trunk.auth_id !== undefined;
}

/** A trunk of the system is checked against the ranges that went out with its assignments. */
function checkPool({ pbx }: Call, next: Rec): void {
	const pool = parsePool(String(next.did_numbers ?? ''));
	if (!pbx.switches.checkPoolOfTrunk) return;
	for (const { did_numbers } of assignmentsOf(pbx, next)) {
		if (findOutside(parsePool(String(did_numbers ?? '')), pool)) {
			throw inUse('A range that is left out is assigned to a tenant');
		}
	}
}

function checkTrunk(call: Call, next: Rec, old?: Rec): void {
	const { pbx, caller } = call;
	if (caller.level === 'tenant') {
		if (old && old.tenant_id !== caller.tenantId) throw forbidden('The trunk is the system’s');
		if (!old) checkTenantMayCreate(call, next);
	}
	const transports = [...pbx.state.transports.values()];
	if (!transports.some((transport) => transport.protocol === next.transport)) {
		throw invalid('transport', `there is no transport ${next.transport}`);
	}
	checkPool(call, next);
	const twin = [...pbx.state.providers.values()].find(
		(other) =>
			other !== old &&
			isRegistering(other) &&
			isRegistering(next) &&
			isSame(other.hostname, next.hostname) &&
			isSame(other.auth_id, next.auth_id),
	);
	if (twin) throw duplicate(pbx, 'auth_id');
}

function checkTenantMayCreate(call: Call, next: Rec): void {
	needFeature(ownTenant(call), 'enable_feature_trunks');
	if (call.pbx.state.settings.get('/admin/settings')?.enable_tenant_level_trunk === false) {
		throw forbidden('Tenants have no trunks of their own on this PBX');
	}
	if (next.auth_mode === 'IP_AUTH') {
		throw forbidden('IP-based trunks belong to the system administrator');
	}
}

const trunks = collection('/providers', 'providers', 'The trunk', {
	visible: ({ pbx, caller }, trunk) =>
		trunk.tenant_id === caller.tenantId ||
		pbx.state.assignments.has(`${trunk.id}/${caller.tenantId}`),
	created: ({ body, caller }) => ({
		auth_mode: body.auth_mode ?? (caller.level === 'tenant' ? 'REGISTER_AUTH' : 'IP_AUTH'),
		...(caller.level === 'tenant' ? { tenant_id: caller.tenantId } : {}),
	}),
	check: checkTrunk,
	// A tenant sees the range it was given, not the pool of the trunk.
	view({ pbx, caller }, trunk) {
		const assignment = pbx.state.assignments.get(`${trunk.id}/${caller.tenantId}`);
		return {
			...trunk,
			shared: trunk.tenant_id === undefined,
			...(assignment && { did_numbers: assignment.did_numbers ?? '' }),
		};
	},
	remove(call, trunk) {
		const { pbx, caller } = call;
		if (trunk.tenant_id !== caller.tenantId) throw forbidden('The trunk is the system’s');
		if (assignmentsOf(pbx, trunk).length > 0) throw inUse('The trunk is assigned to a tenant');
		if (isCallerIdSource(pbx, trunk)) throw inUse('Outbound caller ids use the trunk');
		if (isRouted(pbx.state, trunk.id)) throw inUse('A rule uses the trunk');
		pbx.state.providers.delete(String(trunk.id));
	},
});

/** Whether a tenant, or one given tenant, presents numbers of the trunk. */
function isCallerIdSource({ state }: Pbx, trunk: Rec, tenantId?: string): boolean {
	return [...state.tenants.values()]
		.filter((tenant) => tenantId === undefined || tenant.id === tenantId)
		.flatMap((tenant) => (tenant.outbound_caller_ids as Rec[] | undefined) ?? [])
		.some((entry) => entry.provider_id === trunk.id);
}

function tenantOf({ pbx, params }: Call): Rec {
	const tenant = pbx.state.tenants.get(params.tenant_id);
	if (!tenant) throw notFound('The tenant');
	return tenant;
}

function assign(call: Call): void {
	const { pbx } = call;
	const { state, switches } = pbx;
	const [trunk, tenant] = [trunks.find(call), tenantOf(call)];
	if (tenant.deleted_at !== undefined) throw inUse('The tenant is being deleted');
	const key = `${trunk.id}/${tenant.id}`;
	const old = state.assignments.get(key);
	const changes = changesOf(call, old ?? {});
	const next: Rec = { ...old, ...changes, provider_id: trunk.id, tenant_id: tenant.id };
	const pool = parsePool(String(next.did_numbers ?? ''));
	for (const other of assignmentsOf(pbx, trunk)) {
		if (other === old) continue;
		const overlap = findOverlap(pool, parsePool(String(other.did_numbers ?? '')));
		if (overlap) {
			throw new PbxError(
				switches.overlapStatus,
				switches.overlapCode,
				'The range belongs to another tenant',
				`did_numbers: ${overlap.text} overlaps ${other.did_numbers}`,
			);
		}
	}
	const around = parsePool(String(trunk.did_numbers ?? ''));
	if (switches.checkPoolOfTrunk && findOutside(pool, around)) {
		throw invalid('did_numbers', 'is not within the pool of the trunk');
	}
	state.assignments.set(key, next);
}

function assignmentOf(call: Call): Rec {
	const { state } = call.pbx;
	const assignment = state.assignments.get(`${trunks.find(call).id}/${tenantOf(call).id}`);
	if (!assignment) throw notFound('The assignment');
	return assignment;
}

function viewAssignment(call: Call, assignment: Rec): Rec {
	const tenant = call.pbx.state.tenants.get(String(assignment.tenant_id));
	return show(keyOf(call.operation), { ...assignment, tenant_name: tenant?.name });
}

/** Trunks, called providers in the API, and their assignments to tenants. */
export const trunkHandlers: HandlerTable = {
	...trunks.handlers,
	'GET /providers/{id}/status': (call) => ({
		status: trunks.find(call).enabled === false ? 'OFFLINE' : 'ONLINE',
	}),
	'GET /providers/export': (call) =>
		new Download(
			'providers.csv',
			toCsv(
				['id', 'name', 'enabled', 'brand', 'hostname', 'port', 'did_numbers'],
				trunks.records(call),
			),
		),
	'GET /providers/{id}/assignees': (call) => ({
		items: assignmentsOf(call.pbx, trunks.find(call)).map((entry) => viewAssignment(call, entry)),
	}),
	'GET /providers/{id}/assignees/{tenant_id}': (call) => viewAssignment(call, assignmentOf(call)),
	'POST /providers/{id}/assignees/{tenant_id}': assign,
	'POST /providers/{id}/assignees/{tenant_id}/destroy'(call) {
		const { provider_id, tenant_id } = assignmentOf(call);
		if (isCallerIdSource(call.pbx, trunks.find(call), String(tenant_id))) {
			throw inUse('Outbound caller ids of the tenant use the assignment');
		}
		if (isRouted(call.pbx.state, provider_id, tenant_id)) {
			throw inUse('A rule of the tenant uses the assignment');
		}
		call.pbx.state.assignments.delete(`${provider_id}/${tenant_id}`);
	},
};

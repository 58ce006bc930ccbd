import { operationOf } from '../contract.mts';
import { forbidden, inUse, invalid, notFound } from '../errors.mts';
import { genericHandler } from '../generic/index.mts';
import { shape } from '../generic/shape.mts';
import { addressOf, recordsAt, tableOf } from '../generic/tables.mts';
import { list } from '../listing.mts';
import { usersOf } from '../numbers.mts';
import type { Call, Handler, HandlerTable } from '../pbx.mts';
import { duplicate } from '../rules.mts';
import type { State } from '../state.mts';
import type { Rec } from '../types.mts';

/** The built-in roles (page "Roles"). Which of them are the tenant's is a guess from their names. */
const systemRoles = ['SystemAdmin', 'OperationsAdmin', 'SiteAdmin', 'Dealer'];
const tenantRoles = ['Admin', 'StandardUser', 'StandardInternationalUser', 'QueueManager'];
const builtIn = [...systemRoles, ...tenantRoles];

function builtInRecord(name: string): Rec {
	return {
		id: `role-${name}`,
		name,
		description: 'Built-in role',
		permissions: {},
		capabilities: [],
		protected: true,
	};
}

/** The id of a role; that of a built-in one is made from its name. */
export function roleIdOf(state: State, tenantId: unknown, name: unknown): string {
	const custom = recordsAt(state, '/roles', tenantId ?? '').find((role) => role.name === name);
	return String(custom?.id ?? `role-${String(name)}`);
}

/**
 * A tenant's user has one of the tenant's built-in roles or one the tenant made.
 * @throws PbxError 400 VALIDATE_FAILED
 */
export function checkTenantRole({ pbx, caller }: Call, name: unknown): void {
	const custom = recordsAt(pbx.state, '/roles', caller.tenantId);
	if (!tenantRoles.includes(String(name)) && !custom.some((role) => role.name === name)) {
		throw invalid('role', `the tenant has no role "${String(name)}"`);
	}
}

function builtInOf({ caller }: Call): Rec[] {
	return (caller.level === 'system' ? systemRoles : tenantRoles).map(builtInRecord);
}

/** The path takes the id; the name, which it took before 22.3, is good as well. */
function findRole(call: Call): Rec {
	const { id } = call.params;
	const all = [...builtInOf(call), ...tableOf(call, '/roles').values()];
	const role = all.find((candidate) => candidate.id === id || candidate.name === id);
	if (!role) throw notFound('The role');
	return role;
}

function checkRoleName(call: Call): void {
	const wanted = String(call.body.name).toLowerCase();
	if (builtIn.some((name) => name.toLowerCase() === wanted)) {
		throw invalid('name', 'is reserved');
	}
	const taken = recordsAt(call.pbx.state, addressOf(call, '/roles'), '').some(
		(role) => String(role.name).toLowerCase() === wanted && role.id !== call.params.id,
	);
	if (taken) throw duplicate(call.pbx, 'name');
}

/** Runs the regular handler unless the role is built in and so read-only (page "Roles"). */
function ofCustomRole(key: string, check: (call: Call, role: Rec) => void): Handler {
	const regular = genericHandler(operationOf(key), {});
	return (call) => {
		const role = findRole(call);
		if (role.protected) throw forbidden('Built-in roles are read-only');
		const byId = { ...call, params: { id: String(role.id) } };
		check(byId, role);
		return regular(byId);
	};
}

const create = genericHandler(operationOf('POST /roles'), {});

/** Roles of the system or of a tenant, the built-in ones included. */
export const roleHandlers: HandlerTable = {
	'GET /roles': (call) =>
		list(call, [...builtInOf(call), ...tableOf(call, '/roles').values()], (role) =>
			shape('GET /roles', role),
		),
	'GET /roles/{id}': (call) => shape('GET /roles/{id}', { protected: false, ...findRole(call) }),
	'POST /roles'(call) {
		checkRoleName(call);
		return create(call);
	},
	'POST /roles/{id}': ofCustomRole('POST /roles/{id}', (call, role) => {
		if (call.body.name === undefined || call.body.name === role.name) return;
		checkRoleName(call);
		// Users name their role, so they follow.
		for (const user of usersOf(call.pbx.state, call.caller.tenantId)) {
			if (user.role === role.name) user.role = call.body.name;
		}
	}),
	'POST /roles/{id}/destroy': ofCustomRole('POST /roles/{id}/destroy', (call, role) => {
		const users = usersOf(call.pbx.state, call.caller.tenantId);
		if (users.some((user) => user.role === role.name)) throw inUse('A user has the role');
	}),
};

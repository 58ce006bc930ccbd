import { randomUUID } from 'node:crypto';

import { answerFields, keyOf, operationOf } from '../contract.mts';
import { forbidden, invalid, notFound, PbxError } from '../errors.mts';
import { liveOf } from '../events/extensions.mts';
import { checkLinks } from '../generic/common.mts';
import { shape } from '../generic/shape.mts';
import { addressAt, removeBelow } from '../generic/tables.mts';
import { list } from '../listing.mts';
import { checkNumber, usersOf } from '../numbers.mts';
import { Download, type Call, type HandlerTable } from '../pbx.mts';
import {
	checkName,
	checkPassword,
	checkPin,
	duplicate,
	overLimit,
	setPassword,
} from '../rules.mts';
import { withDefaults } from '../schema.mts';
import { insert } from '../state.mts';
import type { Rec } from '../types.mts';
import { update } from '../updates.mts';
import { toCsv } from './csv.mts';
import { addPhones, checkPhones } from './phones.mts';
import { checkTenantRole, roleIdOf } from './roles.mts';
import { ownTenant } from './tenants.mts';

const fields = operationOf('POST /users').body ?? [];

/** The users of the caller's tenant. */
function own(call: Call): Rec[] {
	return usersOf(call.pbx.state, call.caller.tenantId);
}

/**
 * The user of the caller's tenant behind an id.
 * @throws PbxError 404
 */
export function findUser(call: Call, id: string = call.params.id): Rec {
	const user = call.pbx.state.users.get(id);
	if (!user || user.tenant_id !== call.caller.tenantId) throw notFound('The user');
	return user;
}

function checkNew(call: Call, next: Rec, tenant: Rec): void {
	const { pbx } = call;
	checkName(next.name);
	const wanted = String(next.name).toLowerCase();
	if (own(call).some(({ name }) => String(name).toLowerCase() === wanted)) {
		throw duplicate(pbx, 'name');
	}
	checkNumber(pbx, tenant.id, next.extension_number);
	checkTenantRole(call, next.role);
	if (own(call).length >= Number(tenant.max_extensions)) throw overLimit(pbx, 'max_extensions');
	setPassword(pbx, next, next.password);
	checkPassword(tenant.password_policy as Rec, next.extension_password, next, 'extension_password');
}

/** Refuses a user that breaks a rule of the pages "Users" and "Bulk import". */
export function checkUser(call: Call, next: Rec, old?: Rec): void {
	const tenant = ownTenant(call);
	if (!old) checkNew(call, next, tenant);
	if (call.body.voicemail_pin !== undefined) {
		checkPin(tenant.password_policy as Rec, next.voicemail_pin);
	}
	checkLinks(call, next);
}

function createUser(call: Call): Rec {
	const { phones: given = [], ...body } = call.body;
	const phones = given as Rec[];
	const next = {
		...withDefaults(fields, body),
		tenant_id: ownTenant(call).id,
		profile: randomUUID(),
		created_at: new Date().toISOString(),
	};
	checkUser(call, next);
	checkPhones(call, phones);
	const user = insert(call.pbx.state, 'users', next);
	addPhones(call, user, phones);
	return { id: user.id };
}

/** Creates all users or none: whether the PBX does so is not documented. */
function createMany(call: Call): Rec {
	const { state } = call.pbx;
	const created: Rec[] = [];
	const items = call.body.items ?? [];
	try {
		for (const body of items as Rec[]) created.push(createUser({ ...call, body }));
	} catch (error) {
		for (const { id } of created) forget(call, state.users.get(String(id))!);
		if (!(error instanceof PbxError)) throw error;
		const place = `items.${created.length}.${error.detail ?? ''}`;
		throw new PbxError(error.status, error.code, error.message, place);
	}
	return { items: created };
}

/** Removes a user with everything below it and from every list of members. */
function forget({ pbx, caller }: Call, user: Rec): void {
	const { state } = pbx;
	const owner = String(caller.tenantId);
	state.users.delete(String(user.id));
	removeBelow(state, `/users/${user.id}`, owner);
	for (const [address, table] of state.resources) {
		const isOwn = address.endsWith(addressAt('', owner));
		if (isOwn && /\/(agents|members|managers|administrators)@/.test(address)) {
			table.delete(String(user.extension_number));
		}
	}
}

/** Only users of the whole system delete a user with role Admin (Change log 22.3). */
function destroyUser(call: Call): void {
	const { caller } = call;
	const user = findUser(call);
	if (caller.session.accountKind === 'users') {
		if (user.role === 'Admin') throw forbidden('Only the system deletes a user with role Admin');
		if (user === caller.account) throw forbidden('Nobody deletes their own account');
	}
	forget(call, user);
}

/**
 * What an answer shows besides the record. Passwords only if the tenant allows it (notes h7).
 */
export function viewUser(call: Call, user: Rec): Rec {
	const { pbx, caller } = call;
	const { password, extension_password, ...rest } = user;
	const tenant = pbx.state.tenants.get(String(caller.tenantId));
	return {
		...rest,
		...(tenant?.allow_password_retrieval === true && { password, extension_password }),
		role_id: roleIdOf(pbx.state, user.tenant_id, user.role),
		role_name: user.role,
	};
}

/** What the PBX knows of the devices of a user (words of 22.3 on: notes h12). */
export function statusOf(user: Rec): Rec {
	const { presence = 'ONLINE', presence_note = '', enable_dnd = false, enable_acb = false } = user;
	const { online, call_status } = liveOf(user);
	const free = online ? 'ONLINE' : 'OFFLINE';
	return {
		status: call_status === 'ON_CALL' ? 'OTHER_CALL' : free,
		presence: presence === 'AVAILABLE' ? 'ONLINE' : presence,
		presence_note,
		registration: [],
		enable_dnd,
		enable_acb,
	};
}

function manyStatus(call: Call): Rec {
	const wanted = [call.body.items, call.body.ids].find(Array.isArray) as unknown[] | undefined;
	const users = own(call).filter(
		({ id, extension_number }) =>
			!wanted || wanted.includes(id) || wanted.includes(extension_number),
	);
	return {
		items: users.map((user) => {
			const { id, extension_number } = user;
			return { id, extension_number, ...statusOf(user) };
		}),
	};
}

/** Without an id every profile is reset (notes h11). */
function resetProfiles(call: Call): void {
	const { id } = call.query;
	const users = id === undefined ? own(call) : [findUser(call, String(id))];
	for (const user of users) user.profile = randomUUID();
}

function setExtensionPassword(call: Call, user: Rec, password: unknown, field: string): void {
	const policy = ownTenant(call).password_policy as Rec;
	checkPassword(policy, password, user, field);
	user.extension_password = password;
}

/** Changes the extension password of the signed-in user; the old one must be right. */
export function changeOwnExtensionPassword(call: Call): void {
	const { body, caller } = call;
	const { old_password, new_password } = body;
	if (old_password !== caller.account.extension_password) throw invalid('old_password', 'is wrong');
	setExtensionPassword(call, caller.account, new_password, 'new_password');
}

/** The users of a tenant, which are its extensions. */
export const userHandlers: HandlerTable = {
	'GET /users': (call) =>
		list(call, own(call), (user) => shape(keyOf(call.operation), viewUser(call, user))),
	'POST /users': createUser,
	'POST /users/create_many': createMany,
	'GET /users/export': (call) =>
		new Download('users.csv', toCsv([...(answerFields('GET /users') ?? [])], own(call))),
	'GET /users/{id}': (call) => shape(keyOf(call.operation), viewUser(call, findUser(call))),
	'POST /users/{id}'(call) {
		update(call, findUser(call), checkUser);
	},
	'POST /users/{id}/destroy': destroyUser,
	'POST /users/{id}/password'(call) {
		setPassword(call.pbx, findUser(call), call.body.password);
	},
	'POST /users/{id}/extension_password'(call) {
		setExtensionPassword(call, findUser(call), call.body.password, 'password');
	},
	'POST /users/{id}/role'(call) {
		const user = findUser(call);
		checkTenantRole(call, call.body.role);
		user.role = call.body.role;
	},
	'POST /users/profile': resetProfiles,
	'POST /users/{id}/profile'(call) {
		findUser(call).profile = randomUUID();
	},
	'GET /users/{id}/status': (call) => statusOf(findUser(call)),
	'POST /users/status/get_many': manyStatus,
};

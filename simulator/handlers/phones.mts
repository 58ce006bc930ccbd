import { inUse, notFound } from '../errors.mts';
import type { TableRules } from '../generic/records.mts';
import { shape } from '../generic/shape.mts';
import { addressAt, recordsAt } from '../generic/tables.mts';
import { usersOf } from '../numbers.mts';
import type { Call, HandlerTable } from '../pbx.mts';
import { duplicate } from '../rules.mts';
import type { Rec } from '../types.mts';

/** An address means the same bare, with `:` and with `-`, in capitals or not. */
function sameMac(left: unknown, right: unknown): boolean {
	const digits = (mac: unknown) => String(mac).toLowerCase().replaceAll(/[:-]/g, '');
	return digits(left) === digits(right);
}

/** The phones of the tenant's users, each with the user who has it. */
function phonesOfUsers({ pbx, caller }: Call): Array<{ phone: Rec; user: Rec }> {
	const { state } = pbx;
	return usersOf(state, caller.tenantId).flatMap((user) =>
		recordsAt(state, `/users/${user.id}/phones`, caller.tenantId).map((phone) => ({ phone, user })),
	);
}

/**
 * Refuses phones that cannot be given to a user: those of hot desking, which is 409 (Change log
 * 22.8), and those that a user has (page "Bulk import").
 * @param phones of one request
 */
export function checkPhones(call: Call, phones: readonly Rec[]): void {
	if (phones.length === 0) return;
	const { pbx, caller } = call;
	const desks = recordsAt(pbx.state, '/hotdesking', caller.tenantId);
	const taken = phonesOfUsers(call).map(({ phone }) => phone.mac);
	for (const { mac } of phones) {
		if (desks.some((desk) => sameMac(desk.mac, mac))) throw inUse('Hot desking uses the phone');
		if (taken.some((other) => sameMac(other, mac))) throw duplicate(pbx, 'mac');
		taken.push(mac);
	}
}

/** The rules of the phones of a user; their address cannot be changed later. */
export const phoneRules: TableRules = {
	check(call, next, old) {
		if (!old) checkPhones(call, [next]);
	},
};

/** Adds the phones that came with a new user. */
export function addPhones(call: Call, user: Rec, phones: readonly Rec[]): void {
	const { state } = call.pbx;
	const records = phones.map((phone): Rec => ({ ...phone, id: state.nextId() }));
	const table = new Map(records.map((phone) => [String(phone.id), phone]));
	state.resources.set(addressAt(`/users/${user.id}/phones`, String(user.tenant_id)), table);
}

/** Every phone of the tenant with the user or the hot desk that has it. */
function phonesOf(call: Call): Rec[] {
	const ofUsers = phonesOfUsers(call).map(({ phone, user }) => ({
		...phone,
		name: user.display_name,
		extension_number: user.extension_number,
	}));
	const ofDesks = recordsAt(call.pbx.state, '/hotdesking', call.caller.tenantId).map((desk) => ({
		...desk,
		name: desk.display_name,
	}));
	return [...ofUsers, ...ofDesks];
}

function findPhone(call: Call): Rec {
	const phone = phonesOf(call).find(({ mac }) => sameMac(mac, call.params.mac));
	if (!phone) throw notFound('The phone');
	return phone;
}

/** Nothing is provisioned: the call only finds out whether the phone is there. */
function touch(call: Call): void {
	findPhone(call);
}

/** The phones of a tenant as auto provisioning sees them. */
export const phoneHandlers: HandlerTable = {
	'GET /phones': (call) => ({ items: phonesOf(call).map((phone) => shape('GET /phones', phone)) }),
	'GET /phones/{mac}': (call) => shape('GET /phones/{mac}', findPhone(call)),
	'GET /phones/{mac}/assignee': (call) => shape('GET /phones/{mac}/assignee', findPhone(call)),
	'POST /phones/{mac}/reboot': touch,
	'POST /phones/{mac}/reject': touch,
	'POST /phones/{mac}/reprovision': touch,
};

import { inUse, notFound } from '../errors.mts';
import type { TableRules } from '../generic/records.mts';
import { shape } from '../generic/shape.mts';
import { addressAt, recordsAt } from '../generic/tables.mts';
import { usersOf } from '../numbers.mts';
import type { Call, HandlerTable } from '../pbx.mts';
import type { Rec } from '../types.mts';

function sameMac(left: unknown, right: unknown): boolean {
	return String(left).toLowerCase() === String(right).toLowerCase();
}

/** A phone that hot desking uses cannot be given to a user: 409 (Change log 22.8). */
function checkMac({ pbx, caller }: Call, mac: unknown): void {
	const bound = recordsAt(pbx.state, '/hotdesking', caller.tenantId);
	if (bound.some((desk) => sameMac(desk.mac, mac))) throw inUse('Hot desking uses the phone');
}

/** The rules of the phones of a user. */
export const phoneRules: TableRules = {
	check: (call, next) => checkMac(call, next.mac),
};

/** Adds the phones that came with a new user. */
export function addPhones(call: Call, user: Rec, phones: unknown): void {
	const { state } = call.pbx;
	const records = ((phones ?? []) as Rec[]).map((phone): Rec => ({ ...phone, id: state.nextId() }));
	const table = new Map(records.map((phone) => [String(phone.id), phone]));
	state.resources.set(addressAt(`/users/${user.id}/phones`, String(user.tenant_id)), table);
}

/** Every phone of the tenant with the user or the hot desk that has it. */
function phonesOf({ pbx, caller }: Call): Rec[] {
	const { state } = pbx;
	const { tenantId } = caller;
	const ofUsers = usersOf(state, tenantId).flatMap((user) =>
		recordsAt(state, `/users/${user.id}/phones`, tenantId).map((phone) => ({
			...phone,
			name: user.display_name,
			extension_number: user.extension_number,
		})),
	);
	const ofDesks = recordsAt(state, '/hotdesking', tenantId).map((desk) => ({
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

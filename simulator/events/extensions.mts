import { invalid, notFound } from '../errors.mts';
import { userByNumber } from '../numbers.mts';
import type { Pbx, PbxCore } from '../pbx.mts';
import { isObject } from '../state.mts';
import type { ContractField, Rec } from '../types.mts';
import { callStatuses, presences, type PbxEvent } from './facts.mts';
import { checked, tenantOf } from './requests.mts';

const topic = 'extension_events';

/** Unix seconds as text, as every time of an event is written. */
export function seconds(milliseconds: number): string {
	return String(Math.floor(milliseconds / 1000));
}

/** Whether an extension is registered and in a call. Nothing registers by itself. */
export function liveOf(user: Rec): Rec {
	const live = isObject(user.live) ? user.live : {};
	return { online: false, push_online: false, call_status: '', ...live };
}

/** From 22.3 on `AVAILABLE` is called `ONLINE` (contract/notes.md, h12). */
function presenceOf({ presence = 'ONLINE', presence_note = '' }: Rec): Rec {
	return { presence: presence === 'AVAILABLE' ? 'ONLINE' : presence, presence_note };
}

/** Who the events of an extension say they are about. */
function identity({ state }: PbxCore, user: Rec): Rec {
	const domain = state.tenants.get(String(user.tenant_id))?.domain;
	return {
		extension: `sip:${String(user.extension_number)}@${String(domain)}`,
		extension_id: user.id,
	};
}

function eventOf(pbx: PbxCore, user: Rec, event_type: string, facts: Rec): PbxEvent {
	const tenantId = String(user.tenant_id);
	const body = {
		event_type,
		...identity(pbx, user),
		tenant_id: tenantId,
		...facts,
		time: seconds(Date.now()),
	};
	return { topic, tenantId, extension: String(user.extension_number), body };
}

/** The states of extensions: of one that changed, or of all that somebody subscribed to. */
export function extensionStatus(pbx: PbxCore, tenantId: string, users: Rec[]): PbxEvent {
	const status = users.map((user) => ({
		...identity(pbx, user),
		...liveOf(user),
		...presenceOf(user),
		time: seconds(Date.now()),
	}));
	const body = { event_type: 'extension_status', tenant_id: tenantId, status };
	const extension = users.length === 1 ? String(users[0].extension_number) : undefined;
	return { topic, tenantId, extension, body };
}

/** The presence of an extension. */
export function presenceEvent(pbx: PbxCore, user: Rec): PbxEvent {
	return eventOf(pbx, user, 'extension_presence', presenceOf(user));
}

/**
 * The states of an extension as an agent.
 * @param agent_status one entry for each queue
 */
export function agentStatusEvent(pbx: PbxCore, user: Rec, agent_status: Rec[]): PbxEvent {
	return eventOf(pbx, user, 'extension_agent_status', { agent_status });
}

/** An extension that was created, changed or destroyed; what a deletion carries is not shown. */
export function managementEvent(user: Rec, event_type: string): PbxEvent {
	const { tenant_id, extension_number, id, name, display_name, email, department } = user;
	const body = {
		event_type,
		extension_number,
		extension_id: id,
		tenant_id,
		username: name,
		disp_name: display_name,
		email,
		...(department !== undefined && { department }),
		enabled: user.enabled !== false,
	};
	return { topic: 'extension_management_events', tenantId: String(tenant_id), body };
}

/** Sets whether an extension rings or is in a call, and says so if that is new. */
export function setCallStatus(pbx: Pbx, user: Rec, call_status: string): void {
	const live = liveOf(user);
	if (live.call_status === call_status) return;
	user.live = { ...live, call_status };
	pbx.events.publish(eventOf(pbx, user, 'extension_call', { call_status }));
}

const fields: ContractField[] = [
	{ name: 'tenant', type: 'string' },
	{ name: 'extension', type: 'string', required: true },
	{ name: 'online', type: 'boolean' },
	{ name: 'push_online', type: 'boolean' },
	{ name: 'call_status', type: 'string', enum: callStatuses },
	{ name: 'presence', type: 'string', enum: presences },
	{ name: 'presence_note', type: 'string' },
];

/**
 * What a phone or an app would do: registers, is in a call, changes its presence. Each change is
 * told by the event that belongs to it.
 * @param request see the README, `POST /_control/extensions`
 * @returns the state after it
 * @throws PbxError 400 or 404
 */
export function setExtension(pbx: Pbx, request: Rec): Rec {
	const given = checked('extensions', fields, request);
	const tenant = tenantOf(pbx, given.tenant);
	const user = userByNumber(pbx.state, tenant.id, given.extension);
	if (!user) throw notFound('The extension');
	const { online, push_online, call_status, presence, presence_note } = given;
	if ([online, push_online, call_status, presence, presence_note].every((v) => v === undefined)) {
		throw invalid('body', 'names nothing to change');
	}
	if (presence !== undefined || presence_note !== undefined) {
		Object.assign(user, {
			...(presence !== undefined && { presence }),
			...(presence_note !== undefined && { presence_note }),
		});
		pbx.events.publish(presenceEvent(pbx, user));
	}
	if (call_status !== undefined) setCallStatus(pbx, user, String(call_status));
	if (online !== undefined || push_online !== undefined) {
		user.live = {
			...liveOf(user),
			...(online !== undefined && { online }),
			...(push_online !== undefined && { push_online }),
		};
		pbx.events.publish(extensionStatus(pbx, String(tenant.id), [user]));
	}
	return { ...liveOf(user), ...presenceOf(user) };
}

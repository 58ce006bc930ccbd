import { invalid, notFound } from '../errors.mts';
import type { TableRules } from '../generic/records.mts';
import { shape } from '../generic/shape.mts';
import { addressAt, ownerOf, recordOf, recordsAt } from '../generic/tables.mts';
import { memberOf, userByNumber } from '../numbers.mts';
import type { Call, HandlerTable } from '../pbx.mts';
import { isObject } from '../state.mts';
import type { Rec } from '../types.mts';
import { update } from '../updates.mts';
import { findUser } from './users.mts';

/** A member is a user of the tenant: 404 if the path names somebody else, 400 if the body does. */
function memberFor({ pbx, params, caller }: Call, entry: unknown): Rec {
	const number = isObject(entry) ? entry.extension_number : entry;
	const user = userByNumber(pbx.state, caller.tenantId, number);
	if (user) return { ...(isObject(entry) ? entry : {}), ...memberOf(user) };
	if (params.extension_number === number) throw notFound('The extension');
	throw invalid('items', `there is no extension ${String(number)}`);
}

const members: TableRules = { entry: memberFor };

const agents: TableRules = {
	entry: (call, entry) => ({ skill_level: 1, status: 'LOGGED_OUT', ...memberFor(call, entry) }),
};

function groupFor(call: Call, id: unknown): Rec {
	const group = recordsAt(call.pbx.state, '/groups', call.caller.tenantId).find(
		(record) => record.id === id,
	);
	if (!group) throw notFound('The group');
	return { id: group.id, name: group.name, description: group.description };
}

function holidayFor({ pbx, caller }: Call, id: unknown): Rec {
	const holiday = pbx.state.holidays.get(String(id));
	if (holiday?.tenant_id !== caller.tenantId) throw invalid('items', 'there is no such holiday');
	return holiday ?? {};
}

/** The rules of the lists whose entries stand for something else. */
export const memberRules: Record<string, TableRules> = {
	'/ring_groups/{id}/agents': agents,
	'/call_queues/{id}/agents': agents,
	'/call_pickup_groups/{id}/members': members,
	'/call_park_groups/{id}/members': members,
	'/groups/{id}/members': members,
	'/groups/{id}/administrators': members,
	'/monitor_groups/{id}/members': members,
	'/monitor_groups/{id}/managers': members,
	'/dect_phones/{id}/members': members,
	'/exclusive_numbers/{id}/call_queues/{queue_id}/agents': members,
	'/outbound_rules/{id}/applied_groups': { entry: groupFor },
	'/users/{id}/global_holidays': { entry: holidayFor },
	'/user/global_holidays': { entry: holidayFor },
};

/** The records of a list that a user is in. */
function listsWith(call: Call, user: Rec, table: string, below: string): Rec[] {
	const { state } = call.pbx;
	const owner = ownerOf(call);
	return recordsAt(state, table, owner).filter(({ id }) =>
		state.resources
			.get(addressAt(`${table}/${id}/${below}`, owner))
			?.has(String(user.extension_number)),
	);
}

function brief({ id, name, extension_number }: Rec): Rec {
	return { id, name, extension_number };
}

/** The agent a user is in one of its queues. */
function agentOf(call: Call, user: Rec, queueId: string): Rec {
	const agent = recordsAt(call.pbx.state, `/call_queues/${queueId}/agents`, ownerOf(call)).find(
		({ extension_number }) => extension_number === user.extension_number,
	);
	if (!agent) throw notFound('The agent');
	return agent;
}

const agentKey = 'GET /call_queues/{id}/agents/{agent_number}';

/** The lists of groups, queues and numbers a user is in, and the state of a user as an agent. */
export const memberHandlers: HandlerTable = {
	'GET /users/{id}/call_queues': (call) => ({
		items: listsWith(call, findUser(call), '/call_queues', 'agents').map(brief),
	}),
	'GET /user/call_queues': (call) => ({
		items: listsWith(call, call.caller.account, '/call_queues', 'agents').map(brief),
	}),
	'GET /user/ring_groups': (call) => ({
		items: listsWith(call, call.caller.account, '/ring_groups', 'agents').map(brief),
	}),
	'GET /user/groups/administered': (call) => ({
		items: listsWith(call, call.caller.account, '/groups', 'administrators').map(brief),
	}),
	'GET /users/{id}/call_queues/{queue_id}/agent': (call) =>
		shape(agentKey, agentOf(call, findUser(call), call.params.queue_id)),
	'POST /users/{id}/call_queues/{queue_id}/agent'(call) {
		update(call, agentOf(call, findUser(call), call.params.queue_id));
	},
	'GET /user/call_queues/{id}/agent': (call) =>
		shape(agentKey, agentOf(call, call.caller.account, call.params.id)),
	'POST /user/call_queues/{id}/agent'(call) {
		update(call, agentOf(call, call.caller.account, call.params.id));
	},
	'POST /call_queues/{id}/agents/status/get_many'(call) {
		recordOf(call, '/call_queues/{id}');
		return {
			items: recordsAt(call.pbx.state, `/call_queues/${call.params.id}/agents`, ownerOf(call)),
		};
	},
};

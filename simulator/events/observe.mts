import { keyOf } from '../contract.mts';
import { recordsAt } from '../generic/tables.mts';
import { usersOf } from '../numbers.mts';
import type { Call, Handler } from '../pbx.mts';
import type { Operation, Rec } from '../types.mts';
import { agentStatusEvent, managementEvent, presenceEvent } from './extensions.mts';
import type { PbxEvent } from './facts.mts';
import { agentState, agentsEvent, agentsOf, queueEvent } from './queues.mts';

/** Looks at a call before it is carried out; what it returns tells the events of its result. */
type Watch = (call: Call) => (result: Rec) => PbxEvent[];

function users(call: Call, ids: unknown[], type: string): PbxEvent[] {
	return usersOf(call.pbx.state, call.caller.tenantId)
		.filter(({ id }) => ids.includes(id))
		.map((user) => managementEvent(user, type));
}

function queueOf({ pbx, caller }: Call, id: unknown): Rec | undefined {
	return recordsAt(pbx.state, '/call_queues', caller.tenantId).find((queue) => queue.id === id);
}

function queues(call: Call, id: unknown, type: string): PbxEvent[] {
	const queue = queueOf(call, id);
	return queue ? [queueEvent(String(call.caller.tenantId), queue, type)] : [];
}

const userUpdated: Watch = (call) => () => users(call, [call.params.id], 'extension_updated');

/** What is gone is looked at before. */
const userDestroyed: Watch = (call) => {
	const events = users(call, [call.params.id], 'extension_destroyed');
	return () => events;
};

const queueDestroyed: Watch = (call) => {
	const events = queues(call, call.params.id, 'queue_destroy');
	return () => events;
};

/** One agent of a queue changed its state. */
function agentChanged(queueId: (call: Call) => unknown, number: (call: Call) => unknown): Watch {
	return (call) => () => {
		const { pbx, caller } = call;
		const tenantId = String(caller.tenantId);
		const queue = queueOf(call, queueId(call));
		const agent =
			queue &&
			agentsOf(pbx.state, tenantId, queue).find(
				({ extension_number }) => extension_number === number(call),
			);
		const user = usersOf(pbx.state, tenantId).find(
			({ extension_number }) => extension_number === number(call),
		);
		if (!queue || !agent || !user) return [];
		const state = { queue_number: queue.extension_number, status: agentState(agent) };
		return [agentsEvent(tenantId, queue, [agent]), agentStatusEvent(pbx, user, [state])];
	};
}

function numberOfUser({ pbx, params }: Call): unknown {
	return pbx.state.users.get(params.id)?.extension_number;
}

/** The list of a queue's agents is replaced as a whole. */
const agentsReplaced: Watch = (call) => {
	const { state } = call.pbx;
	const tenantId = String(call.caller.tenantId);
	const queue = queueOf(call, call.params.id);
	const before = queue ? agentsOf(state, tenantId, queue) : [];
	return () => {
		if (!queue) return [];
		const now = agentsOf(state, tenantId, queue);
		const left = new Set(now.map(({ extension_number }) => extension_number));
		const removed = before.filter(({ extension_number }) => !left.has(extension_number));
		return [agentsEvent(tenantId, queue, now, removed)];
	};
};

/** A webhook that was switched off is switched on again by hand. */
function settingsWritten(tenantId: (call: Call) => string): Watch {
	return (call) => () => {
		for (const group of ['cdr_event', 'extension_event'] as const) {
			if (call.body[group]) call.pbx.events.webhooks.settingWritten(tenantId(call), group);
		}
		return [];
	};
}

const watches: Record<string, Watch> = {
	'POST /users': (call) => (result) => users(call, [result.id], 'extension_created'),
	'POST /users/create_many': (call) => (result) =>
		users(
			call,
			(result.items as Rec[]).map(({ id }) => id),
			'extension_created',
		),
	'POST /users/{id}': userUpdated,
	'POST /users/{id}/role': userUpdated,
	'POST /users/{id}/destroy': userDestroyed,
	'POST /user': (call) => () => users(call, [call.caller.account.id], 'extension_updated'),
	'POST /user/presence': (call) => () => [presenceEvent(call.pbx, call.caller.account)],
	'POST /call_queues': (call) => (result) => queues(call, result.id, 'queue_created'),
	'POST /call_queues/{id}': (call) => () => queues(call, call.params.id, 'queue_updated'),
	'POST /call_queues/{id}/destroy': queueDestroyed,
	'POST /call_queues/{id}/agents': agentsReplaced,
	'POST /call_queues/{id}/agents/{agent_number}': agentChanged(
		({ params }) => params.id,
		({ params }) => params.agent_number,
	),
	'POST /users/{id}/call_queues/{queue_id}/agent': agentChanged(
		({ params }) => params.queue_id,
		numberOfUser,
	),
	'POST /user/call_queues/{id}/agent': agentChanged(
		({ params }) => params.id,
		({ caller }) => caller.account.extension_number,
	),
	'POST /tenant': settingsWritten(({ caller }) => String(caller.tenantId)),
	'POST /tenants/{id}': settingsWritten(({ params }) => params.id),
};

/** Makes a handler tell the events of what it does. */
export function observed(operation: Operation, handler: Handler): Handler {
	const watch = watches[keyOf(operation)];
	if (!watch) return handler;
	return (call) => {
		const tell = watch(call);
		const result = handler(call);
		for (const event of tell((result ?? {}) as Rec)) call.pbx.events.publish(event);
		return result;
	};
}

import { addressAt, recordsAt } from '../generic/tables.mts';
import type { Pbx, PbxCore } from '../pbx.mts';
import type { State } from '../state.mts';
import type { Rec } from '../types.mts';
import { seconds } from './extensions.mts';
import type { PbxEvent } from './facts.mts';

/** A caller in a queue, as its events show one. */
export interface WaitingCaller {
	session_id: string;
	caller_number: string;
	caller_name: string;
	/** Milliseconds since the epoch. */
	since: number;
}

/** What the API calls the state of an agent, in the words of the socket from 22.3 on. */
const agentStates: Record<string, string> = { LOGGED_IN: 'READY', LOGGED_OUT: 'ONLINE' };

/** The state of an agent in the words of the socket. */
export function agentState({ status, call }: Rec): string {
	return call ? 'QUEUE_CALL' : (agentStates[String(status)] ?? String(status));
}

/** The agents of a queue as they are stored. */
export function agentsOf(state: State, tenantId: string, queue: Rec): Rec[] {
	return recordsAt(state, `/call_queues/${String(queue.id)}/agents`, tenantId);
}

function showAgent(agent: Rec): Rec {
	const { session_id, caller_number, caller_name, since } = (agent.call ?? {}) as Rec;
	return {
		state: agentState(agent),
		agent_extension_number: agent.extension_number,
		session_id: session_id ?? '',
		caller_number: caller_number ?? '',
		caller_name: caller_name ?? '',
		timestamp: seconds(Number(since ?? Date.now())),
	};
}

/** Those who wait; made-up rows of the list do not. */
function waitingIn(state: State, tenantId: string, queue: Rec): Rec[] {
	return recordsAt(state, `/call_queues/${String(queue.id)}/waiting`, tenantId).filter(
		({ since }) => since !== undefined,
	);
}

/** The place `GET /call_queues/{id}/waiting` reads. */
function waitingTable(state: State, tenantId: string, queue: Rec): Map<string, Rec> {
	const address = addressAt(`/call_queues/${String(queue.id)}/waiting`, tenantId);
	const table = state.resources.get(address) ?? new Map<string, Rec>();
	state.resources.set(address, table);
	return table;
}

function eventOf(tenantId: string, queue: Rec, event_type: string, facts: Rec): PbxEvent {
	return {
		topic: 'queue_events',
		tenantId,
		queue: String(queue.extension_number),
		body: { event_type, tenant_id: tenantId, queue_id: queue.id, ...facts },
	};
}

/** A queue that was created, changed or destroyed. */
export function queueEvent(tenantId: string, queue: Rec, event_type: string): PbxEvent {
	const body = { event_type, queue_number: queue.extension_number, tenant_id: tenantId };
	return { topic: 'queue_management_events', tenantId, body };
}

/** The whole state of a queue. Where the agents stand in it is a guess. */
export function queueStatus({ state }: PbxCore, tenantId: string, queue: Rec): PbxEvent {
	return eventOf(tenantId, queue, 'queue_status', {
		queue_number: queue.extension_number,
		queue_name: queue.name,
		waiting_list: waitingIn(state, tenantId, queue).map((row, index) => ({
			position: String(index + 1),
			session_id: row.session_id,
			caller_number: row.extension_number,
			caller_name: row.display_name,
			timestamp: seconds(Number(row.since)),
			type: 'normal',
		})),
		agents: agentsOf(state, tenantId, queue).map(showAgent),
	});
}

/** The states of agents, and who is an agent no longer. */
export function agentsEvent(
	tenantId: string,
	queue: Rec,
	agents: Rec[],
	removed: Rec[] = [],
): PbxEvent {
	return eventOf(tenantId, queue, 'queue_agent_status', {
		updated_agents: agents.map(showAgent),
		...(removed.length > 0 && {
			removed_agents: removed.map(({ extension_number }) => ({
				agent_extension_number: extension_number,
			})),
		}),
	});
}

function callerEvent(
	tenantId: string,
	queue: Rec,
	caller: WaitingCaller,
	position: number,
	reason: string,
): PbxEvent {
	const { session_id, caller_number, since } = caller;
	return eventOf(tenantId, queue, 'queue_caller_status', {
		updated_callers: [
			{
				position: String(position),
				session_id,
				caller_number,
				timestamp: seconds(since),
				type: 'normal',
				reason,
			},
		],
	});
}

/** A caller begins to wait. */
export function enqueue(pbx: Pbx, tenantId: string, queue: Rec, caller: WaitingCaller): void {
	const table = waitingTable(pbx.state, tenantId, queue);
	const { session_id, caller_number, caller_name, since } = caller;
	table.set(session_id, {
		session_id,
		extension_number: caller_number,
		display_name: caller_name,
		waiting_time: 0,
		since,
	});
	const { length } = waitingIn(pbx.state, tenantId, queue);
	pbx.events.publish(callerEvent(tenantId, queue, caller, length, 'enqueue'));
}

/**
 * A caller does not wait any longer. One who waited longer than the queue's `sla_time` breaches it.
 * @param waited seconds
 */
export function dequeue(
	pbx: Pbx,
	tenantId: string,
	queue: Rec,
	caller: WaitingCaller,
	waited: number,
	reason: 'agent_answered' | 'hangup' | 'overflow',
): void {
	const waiting = waitingIn(pbx.state, tenantId, queue);
	const position = waiting.findIndex(({ session_id }) => session_id === caller.session_id) + 1;
	const sla = Number(queue.sla_time ?? 0);
	if (sla > 0 && waited > sla) {
		pbx.events.publish(
			eventOf(tenantId, queue, 'queue_sla_breached', {
				caller: caller.caller_number,
				total_callers_breached: 1,
				sla_time_secs: sla,
				waiting_callers: waiting.length,
				timestamp: seconds(caller.since + waited * 1000),
			}),
		);
	}
	waitingTable(pbx.state, tenantId, queue).delete(caller.session_id);
	pbx.events.publish(callerEvent(tenantId, queue, caller, position, reason));
}

/** An agent begins or ends a call of a queue. */
export function setAgentCall(
	pbx: Pbx,
	tenantId: string,
	queue: Rec,
	number: string,
	call: WaitingCaller | undefined,
): void {
	const agent = agentsOf(pbx.state, tenantId, queue).find(
		({ extension_number }) => extension_number === number,
	);
	if (!agent) return;
	if (call) agent.call = call;
	else delete agent.call;
	pbx.events.publish(agentsEvent(tenantId, queue, [agent]));
}

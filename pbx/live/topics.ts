/** What a socket can be asked for, by PortSIP's names (contract/events.json, wsiTopics). */
export type Topic =
	| 'extension_management_events'
	| 'extension_events'
	| 'queue_management_events'
	| 'queue_events'
	| 'cdr_events';

/** What records a topic wants to be told of, by the numbers of which. */
export type Selector = 'extensions' | 'queues';

/** What selects within a topic; the others tell of the whole tenant. */
export const SELECTORS: Readonly<Partial<Record<Topic, Selector>>> = {
	extension_events: 'extensions',
	queue_events: 'queues',
};

/** What happens, with the word of the PBX for it. */
export interface LiveEvent {
	topic: Topic;
	type: string;
	/** It is told of everything that there is after each subscription, too: that is no news. */
	snapshot?: boolean;
}

/** All events that are published, under the names of this package. */
export const LIVE_EVENTS: Readonly<Record<string, LiveEvent>> = {
	agentStatus: { topic: 'extension_events', type: 'extension_agent_status' },
	callEnded: { topic: 'cdr_events', type: 'call_cdr' },
	callStarted: { topic: 'cdr_events', type: 'call_start' },
	callUpdated: { topic: 'cdr_events', type: 'call_update_info' },
	extensionCall: { topic: 'extension_events', type: 'extension_call' },
	extensionChanged: { topic: 'extension_management_events', type: 'extension_updated' },
	extensionCreated: { topic: 'extension_management_events', type: 'extension_created' },
	extensionDeleted: { topic: 'extension_management_events', type: 'extension_destroyed' },
	extensionPresence: { topic: 'extension_events', type: 'extension_presence' },
	extensionStatus: { topic: 'extension_events', type: 'extension_status', snapshot: true },
	queueAgents: { topic: 'queue_events', type: 'queue_agent_status' },
	queueCallers: { topic: 'queue_events', type: 'queue_caller_status' },
	queueChanged: { topic: 'queue_management_events', type: 'queue_updated', snapshot: true },
	queueCreated: { topic: 'queue_management_events', type: 'queue_created', snapshot: true },
	queueDeleted: { topic: 'queue_management_events', type: 'queue_destroy' },
	queueStatus: { topic: 'queue_events', type: 'queue_status', snapshot: true },
	slaBreached: { topic: 'queue_events', type: 'queue_sla_breached' },
};

const NAMES = new Map(Object.entries(LIVE_EVENTS).map(([name, { type }]) => [type, name]));

/** The name of an event; undefined for one that is not published. */
export const liveNameOf = (type: string): string | undefined => NAMES.get(type);

/** The topics that bring these events. */
export const topicsOf = (names: readonly string[]): Topic[] => [
	...new Set(names.map((name) => LIVE_EVENTS[name].topic)),
];

/** The twin of a topic for accounts of the system, which name tenants. */
export const globalTwin = (topic: Topic): string => `global_${topic}`;

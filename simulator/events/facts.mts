import { readContract } from '../contract.mts';
import type { Rec } from '../types.mts';

interface EventKey {
	values?: string[];
}

interface EventFacts {
	events: Record<string, { keys: Record<string, EventKey> }>;
	wsiTopics: Record<string, { selector: string }>;
	wsiGlobalTwin: Record<string, string>;
}

const { events, wsiTopics, wsiGlobalTwin } = readContract<EventFacts>('events.json');

/** One thing that happened, in the newer words; `words.mts` turns them into what is sent. */
export interface PbxEvent {
	/** The socket's topic of a tenant, such as `cdr_events`. */
	topic: string;
	tenantId: string;
	body: Rec;
	/** The number of the extension it is about. */
	extension?: string;
	/** The number of the queue it is about. */
	queue?: string;
}

/** The two webhooks of a tenant. */
export type WebhookGroup = 'cdr_event' | 'extension_event';

/** Every topic of the socket. */
export const topicNames = Object.keys(wsiTopics);

/** The topics of a tenant. */
export const tenantTopics = Object.keys(wsiGlobalTwin);

/** The system-wide topic that brings the same events as one of a tenant. */
export function twinOf(topic: string): string {
	return wsiGlobalTwin[topic];
}

/** The topic of a tenant behind a system-wide one. */
export function baseOf(topic: string): string {
	return tenantTopics.find((name) => twinOf(name) === topic) ?? topic;
}

/** What a subscription to a topic has to name. */
export function selectorOf(topic: string): 'extensions' | 'queues' | 'tenants' | undefined {
	if (topic !== baseOf(topic)) return 'tenants';
	const [name] = /^(extensions|queues)/.exec(wsiTopics[topic].selector) ?? [];
	return name as 'extensions' | 'queues' | undefined;
}

/** Why a call may end, as the webhook's tables write it. */
export const endReasons = (events['webhook:call_cdr'].keys.end_reason.values as string[]).filter(
	(value) => value !== 'None',
);

/** The presences a socket may tell. */
export const presences = events['wsi:extension_presence'].keys.presence.values as string[];

/** The states of a call an extension may be in. */
export const callStatuses = events['wsi:extension_call'].keys.call_status.values as string[];

/**
 * The webhook an event goes to. Events that the contract knows of the socket only do not; one it
 * does not know at all does.
 * @param queueEvents whether queue events belong to `extension_event`: contract/events.md, part 1
 */
export function webhookOf(
	{ topic, body }: PbxEvent,
	queueEvents: boolean,
): WebhookGroup | undefined {
	const type = String(body.event_type);
	if (topic === 'cdr_events') return 'cdr_event';
	if (topic === 'queue_events') return queueEvents ? 'extension_event' : undefined;
	const onlySocket = `wsi:${type}` in events && !(`webhook:${type}` in events);
	return topic === 'extension_events' && !onlySocket ? 'extension_event' : undefined;
}

import { recordsAt } from '../generic/tables.mts';
import type { PbxCore } from '../pbx.mts';
import { isObject } from '../state.mts';
import type { AccountKind, Rec } from '../types.mts';
import { baseOf, selectorOf, tenantTopics, topicNames, twinOf } from './facts.mts';

/** Who has signed in on a socket. */
export interface Listener {
	kind: AccountKind;
	record: Rec;
	/** The tenant of a user. */
	tenantId?: string;
}

/**
 * The permissions of a role of which one opens a topic (contract/events.json, `wsiTopics`), by the
 * areas `POST /roles` takes.
 */
const openers: Record<string, string[]> = {
	extension_management_events: ['users'],
	extension_events: ['users', 'phone_system'],
	cdr_events: ['analytics'],
	queue_management_events: ['analytics'],
	queue_events: ['analytics'],
};

/** What the built-in roles may see; what each permits in detail is not published. */
const builtIn: Record<string, string[]> = {
	Admin: ['users', 'phone_system', 'analytics'],
	QueueManager: ['analytics'],
};

function permissionsOf({ state }: PbxCore, { record, tenantId }: Listener): string[] {
	const role = String(record.role);
	if (Object.hasOwn(builtIn, role)) return builtIn[role];
	const custom = recordsAt(state, '/roles', tenantId).find(({ name }) => name === role);
	const permissions = isObject(custom?.permissions) ? custom.permissions : {};
	const has = (area: string) => Object.values(permissions[area] ?? {}).includes(true);
	return [
		...(isObject(permissions.user_management) && permissions.user_management.users === true
			? ['users']
			: []),
		...['phone_system', 'analytics'].filter(has),
	];
}

/** Agents hear of their own queues. */
function isAgentOfAll(
	{ state }: PbxCore,
	{ record, tenantId }: Listener,
	numbers: string[],
): boolean {
	const queues = recordsAt(state, '/call_queues', tenantId);
	return (
		numbers.length > 0 &&
		numbers.every((number) => {
			const queue = queues.find(({ extension_number }) => extension_number === number);
			return recordsAt(state, `/call_queues/${String(queue?.id)}/agents`, tenantId).some(
				({ extension_number }) => extension_number === record.extension_number,
			);
		})
	);
}

/**
 * Whether somebody may subscribe to a topic (contract/events.md, part 2, Roles).
 * @param selected the numbers or tenants that are asked for
 */
export function mayHear(
	pbx: PbxCore,
	listener: Listener,
	topic: string,
	selected: string[],
): boolean {
	const { socketRefusedTopics, socketSystemTopics } = pbx.switches;
	const refused = socketRefusedTopics.split(',').map((name) => name.trim());
	if (!topicNames.includes(topic) || refused.includes(topic)) return false;
	if (topic !== baseOf(topic)) {
		const onlyOne = twinOf('extension_management_events');
		return (
			listener.kind === 'administrators' && (socketSystemTopics === 'all' || topic === onlyOne)
		);
	}
	if (listener.kind !== 'users') return false;
	const permissions = permissionsOf(pbx, listener);
	return (
		openers[topic].some((permission) => permissions.includes(permission)) ||
		(topic === 'queue_events' && isAgentOfAll(pbx, listener, selected))
	);
}

/** Stands for every number or tenant. */
export const all = '*';

/** What somebody is subscribed to: numbers or tenants by topic. */
export type Subscriptions = Map<string, Set<string>>;

/** Reads the numbers or tenants a message names for a topic. */
export function selectedBy(message: Rec, topic: string): string[] {
	const selector = selectorOf(topic);
	const values = selector && message[selector];
	return Array.isArray(values) ? values.map(String) : [];
}

/** Adds a subscription; without a selector a switch says whether it is for all or for nothing. */
export function subscribe(
	{ switches }: PbxCore,
	subscriptions: Subscriptions,
	topic: string,
	selected: string[],
): void {
	const isForAll =
		!selectorOf(topic) || (selected.length === 0 && switches.socketEmptySelector === 'all');
	const old = subscriptions.get(topic) ?? [];
	subscriptions.set(topic, new Set([...old, ...(isForAll ? [all] : selected)]));
}

/** Takes a subscription back: what is named of it, or all of it. */
export function unsubscribe(subscriptions: Subscriptions, topic: string, selected: string[]): void {
	const left = subscriptions.get(topic);
	for (const value of selected) left?.delete(value);
	if (selected.length === 0 || left?.size === 0) subscriptions.delete(topic);
}

/** Whether a subscription covers an event. */
export function covers(
	listener: Listener,
	subscriptions: Subscriptions,
	event: { topic: string; tenantId: string; extension?: string; queue?: string },
): boolean {
	const has = (topic: string, value = '') => {
		const selected = subscriptions.get(topic);
		return selected !== undefined && (selected.has(all) || selected.has(value));
	};
	if (!tenantTopics.includes(event.topic)) return false;
	if (listener.tenantId === undefined) return has(twinOf(event.topic), event.tenantId);
	return listener.tenantId === event.tenantId && has(event.topic, event.extension ?? event.queue);
}

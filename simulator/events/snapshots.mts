import { recordsAt } from '../generic/tables.mts';
import { usersOf } from '../numbers.mts';
import type { PbxCore } from '../pbx.mts';
import type { Rec } from '../types.mts';
import { extensionStatus } from './extensions.mts';
import { baseOf, type PbxEvent } from './facts.mts';
import { queueEvent, queueStatus } from './queues.mts';
import { all, type Listener } from './topics.mts';

function ofTenant(
	pbx: PbxCore,
	topic: string,
	tenantId: string,
	isIn: (number: unknown) => boolean,
) {
	const { state } = pbx;
	const queues = () =>
		recordsAt(state, '/call_queues', tenantId).filter(({ extension_number }) =>
			isIn(extension_number),
		);
	const kinds: Record<string, () => PbxEvent[]> = {
		extension_events() {
			const users = usersOf(state, tenantId).filter(({ extension_number }) =>
				isIn(extension_number),
			);
			return users.length === 0 ? [] : [extensionStatus(pbx, tenantId, users)];
		},
		queue_events: () => queues().map((queue) => queueStatus(pbx, tenantId, queue)),
		queue_management_events: () =>
			queues().map((queue: Rec) => queueEvent(tenantId, queue, 'queue_created')),
	};
	return kinds[topic]?.() ?? [];
}

/**
 * What is sent after a subscription (contract/events.md, part 2, Snapshots): the states of the
 * extensions and queues that are subscribed to, and every queue. As which event the queues come is
 * not said.
 * @param selected the subscription's numbers, or its tenants
 */
export function snapshots(
	pbx: PbxCore,
	listener: Listener,
	topic: string,
	selected: Set<string>,
): PbxEvent[] {
	const isIn = (value: unknown) => selected.has(all) || selected.has(String(value));
	if (listener.tenantId !== undefined) return ofTenant(pbx, topic, listener.tenantId, isIn);
	return [...pbx.state.tenants.keys()]
		.filter(isIn)
		.flatMap((tenantId) => ofTenant(pbx, baseOf(topic), tenantId, () => true));
}

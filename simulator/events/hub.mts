import type { PbxCore } from '../pbx.mts';
import { webhookOf, type PbxEvent } from './facts.mts';
import { Sockets } from './sockets.mts';
import { Timers } from './timers.mts';
import { Webhooks } from './webhooks.mts';
import { spell } from './words.mts';

/** Brings what happens to those who want to know: webhooks and sockets. */
export class Events {
	readonly webhooks: Webhooks;
	readonly sockets: Sockets;
	/** For what happens later, such as the end of a call. */
	readonly timers = new Timers();

	constructor(private readonly pbx: PbxCore) {
		this.webhooks = new Webhooks(pbx);
		this.sockets = new Sockets(pbx);
	}

	publish(event: PbxEvent): void {
		const body = spell(this.pbx, event);
		const group = webhookOf(event, this.pbx.switches.webhookQueueEvents);
		if (group) this.webhooks.accept(event.tenantId, group, body);
		this.sockets.publish(event, body);
	}

	/** Nothing that began before goes on, and every socket is gone. */
	reset(): void {
		this.timers.clear();
		this.webhooks.reset();
		this.sockets.drop();
	}

	/** Stops everything that would keep the process alive. */
	close(): void {
		this.reset();
		this.webhooks.stop();
	}
}

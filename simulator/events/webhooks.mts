import { randomUUID } from 'node:crypto';

import type { PbxCore } from '../pbx.mts';
import { isObject } from '../state.mts';
import type { Rec } from '../types.mts';
import type { WebhookGroup } from './facts.mts';
import { post } from './post.mts';
import { Timers } from './timers.mts';

/** Seconds before each repetition (contract/events.md, part 1, Delivery). */
const waits = [15, 60, 180, 480, 900];

/** One attempt of a delivery as the tests see it. */
export interface Attempt {
	/** Milliseconds since the epoch. */
	at: number;
	tenantId: string;
	group: WebhookGroup;
	eventType: string;
	/** The same for every attempt and every doubled delivery of one event. */
	uuid: string;
	url: string;
	/** 1 for the first. */
	number: number;
	/** 0 if there was no answer. */
	status: number;
}

interface Delivery {
	tenantId: string;
	group: WebhookGroup;
	eventType: string;
	uuid: string;
	text: string;
	attempts: number;
	challenge?: string;
}

/** A generator that begins anew with each reset, so that a test sees the same order each time. */
function* fractions(): Generator<number, never> {
	for (let state = 1; ;) {
		state = (state * 48_271) % 2_147_483_647;
		yield state / 2_147_483_647;
	}
}

/** Delivers events to the webhooks of tenants. */
export class Webhooks {
	readonly attempts: Attempt[] = [];
	/** Deliveries that are neither done nor given up. */
	waiting = 0;
	private readonly timers = new Timers();
	/** First attempts go out in the order of the events, unless they are shuffled. */
	private readonly lines = new Map<string, Promise<void>>();
	private readonly failures = new Map<string, number>();
	private readonly off = new Set<string>();
	private stopped = new AbortController();
	private random = fractions();
	private doubled = 0;

	constructor(private readonly pbx: PbxCore) {}

	/** Takes an event in; a webhook that is off loses it. */
	accept(tenantId: string, group: WebhookGroup, body: Rec): void {
		if (!this.settingOf(tenantId, group)) return;
		const { webhookUuid, webhookUuidName, webhookDoubledShare } = this.pbx.switches;
		const uuid = randomUUID();
		const sent = webhookUuid === 'body' ? { ...body, [webhookUuidName]: uuid } : body;
		const delivery = {
			tenantId,
			group,
			eventType: String(body.event_type),
			uuid,
			text: JSON.stringify(sent),
			attempts: 0,
		};
		this.begin({ ...delivery });
		this.doubled += webhookDoubledShare;
		// The sum of many tenths is a little less than a whole.
		if (this.doubled < 1 - 1e-9) return;
		this.doubled -= 1;
		this.begin({ ...delivery });
	}

	/** A webhook that was switched off is on again once its setting is written. */
	settingWritten(tenantId: string, group: WebhookGroup): void {
		this.off.delete(`${tenantId} ${group}`);
		this.failures.delete(`${tenantId} ${group}`);
	}

	/** Forgets every delivery that has not ended, and every attempt. */
	reset(): void {
		this.stop();
		this.stopped = new AbortController();
		this.random = fractions();
		this.doubled = 0;
		this.waiting = 0;
		this.attempts.length = 0;
		for (const kept of [this.lines, this.failures, this.off]) kept.clear();
	}

	stop(): void {
		this.timers.clear();
		this.stopped.abort();
	}

	private settingOf(tenantId: string, group: WebhookGroup): Rec | undefined {
		const tenant = this.pbx.state.tenants.get(tenantId);
		const setting = tenant?.[group];
		// A disabled tenant's services are inactive (page "Deactivating a tenant").
		if (!tenant || tenant.enabled === false || this.off.has(`${tenantId} ${group}`)) return;
		return isObject(setting) && setting.enabled && setting.url ? setting : undefined;
	}

	private begin(delivery: Delivery): void {
		const { webhookShuffleMs } = this.pbx.switches;
		const { signal } = this.stopped;
		const run = () => this.attempt(delivery, signal);
		this.waiting++;
		if (webhookShuffleMs > 0) {
			this.timers.after(this.random.next().value * webhookShuffleMs, () => void run());
			return;
		}
		const key = `${delivery.tenantId} ${delivery.group}`;
		this.lines.set(key, (this.lines.get(key) ?? Promise.resolve()).then(run));
	}

	private async attempt(delivery: Delivery, signal: AbortSignal): Promise<void> {
		if (signal.aborted) return;
		const setting = this.settingOf(delivery.tenantId, delivery.group);
		if (!setting) {
			this.waiting--;
			return;
		}
		delivery.attempts++;
		const isFirstChallenge = delivery.challenge === undefined;
		let status = await this.send(delivery, setting, signal);
		if (isFirstChallenge && delivery.challenge && this.pbx.switches.webhookDigestAtOnce) {
			status = await this.send(delivery, setting, signal);
		}
		if (signal.aborted) return;
		this.count(delivery, status);
		const wait = waits[delivery.attempts - 1];
		// 200 exactly is success, and 404 ends the repetitions (contract/events.md, part 1).
		if (status === 200 || status === 404 || wait === undefined) this.waiting--;
		else {
			const delay = wait * 1000 * this.pbx.switches.webhookTimeScale;
			this.timers.after(delay, () => void this.attempt(delivery, signal));
		}
	}

	private async send(delivery: Delivery, setting: Rec, signal: AbortSignal): Promise<number> {
		const { switches } = this.pbx;
		const { text, challenge, attempts: number, ...told } = delivery;
		const headers: Record<string, string> =
			switches.webhookUuid === 'header' ? { [switches.webhookUuidName]: told.uuid } : {};
		const at = Date.now();
		const reply = await post(setting, text, headers, switches, signal, challenge);
		if (signal.aborted) return 0;
		if (setting.auth === 'DIGEST' && reply.status === 401) delivery.challenge = reply.challenge;
		this.attempts.push({ at, ...told, url: String(setting.url), number, status: reply.status });
		return reply.status;
	}

	/** Counts failures in succession and switches the webhook off after too many. */
	private count({ tenantId, group }: Delivery, status: number): void {
		const key = `${tenantId} ${group}`;
		if (status === 200) this.failures.delete(key);
		if (status === 200 || status === 404) return;
		const failed = (this.failures.get(key) ?? 0) + 1;
		this.failures.set(key, failed);
		const { webhookOffAfter, webhookOffShown } = this.pbx.switches;
		if (webhookOffAfter === 0 || failed < webhookOffAfter) return;
		const setting = this.pbx.state.tenants.get(tenantId)?.[group];
		if (!webhookOffShown) this.off.add(key);
		else if (isObject(setting)) setting.enabled = false;
	}
}

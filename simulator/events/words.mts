import type { PbxCore } from '../pbx.mts';
import { isObject } from '../state.mts';
import type { Rec } from '../types.mts';
import type { PbxEvent } from './facts.mts';
import type { EventSwitches } from './switches.mts';

const shortDirections: Record<string, string> = {
	internal: 'ext',
	inbound: 'in',
	inbound_outbound: 'in2out',
	outbound: 'out',
};

const targetPrefix = /^cdr_target_/;

function rename(record: Rec, from: string, to: string): void {
	if (!(from in record)) return;
	record[to] = record[from];
	delete record[from];
}

function change(record: Rec, name: string, to: (value: string) => unknown): void {
	if (record[name] !== undefined) record[name] = to(String(record[name]));
}

/** What came with 22.3 and 22.6 goes, and words are those of the older pages and samples. */
function makeOlder(body: Rec, type: string): void {
	for (const record of [body, ...((body.call_targets ?? []) as Rec[])]) {
		change(record, 'trunk_name', (name) => name.replace(/:\d+$/, ''));
	}
	if (targetPrefix.test(type)) for (const name of ['direction', 'caller', 'cli']) delete body[name];
	if (type === 'call_cdr') rename(body, 'did', 'did_cid');
	change(body, 'talk_duration', String);
	const parts = ['status', 'agents', 'updated_agents'].flatMap((name) => body[name] ?? []) as Rec[];
	for (const record of [body, ...parts]) {
		change(record, 'presence', (value) => (value === 'ONLINE' ? 'AVAILABLE' : value));
		change(record, 'state', (value) => (value === 'ONLINE' ? 'LOGOUT' : value));
	}
}

/** The samples and the tables of one page contradict each other (contract/events.md, part 1). */
function respell(body: Rec, asSamples: boolean): void {
	const type = String(body.event_type);
	if (!asSamples) {
		if (targetPrefix.test(type)) rename(body, 'destination', 'destiantion');
		return;
	}
	rename(body, 'end_reason', 'ended_reason');
	const targets = (body.call_targets ?? []) as Rec[];
	for (const target of targets) delete target.direction;
	for (const record of [body, ...targets]) {
		if (type === 'call_cdr') delete record.cdr_id;
		for (const name of ['ended_reason', 'end_reason']) {
			change(record, name, (reason) => reason.replace(/_disconnected$/, '_disconnect'));
		}
	}
}

function toWords(body: Rec, switches: EventSwitches, domain: unknown): void {
	const { eventWords, eventSpelling, eventNumbers, targetEventNames } = switches;
	const type = String(body.event_type);
	if (eventWords === 'older') makeOlder(body, type);
	respell(body, eventSpelling === 'samples');
	if (eventWords === 'older' || (eventWords === 'mixed' && type === 'call_cdr')) {
		// Targets have a direction in the tables only, and there in long words.
		change(body, 'direction', (word) => shortDirections[word] ?? word);
	}
	if (eventNumbers === 'uri') {
		for (const name of ['caller', 'callee']) {
			change(body, name, (number) => `sip:${number}@${String(domain)}`);
		}
	}
	if (targetEventNames === 'target') body.event_type = type.replace(/^cdr_(?=target_)/, '');
}

/**
 * The body of an event as it is sent. Sources: contract/events.md, part 1 (Payload traps) and
 * part 2 (Drift).
 */
export function spell({ state, switches }: PbxCore, event: PbxEvent): Rec {
	const body = structuredClone(event.body);
	if (isObject(body)) toWords(body, switches, state.tenants.get(event.tenantId)?.domain);
	return body;
}

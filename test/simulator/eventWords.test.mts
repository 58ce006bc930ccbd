import { readFileSync } from 'node:fs';
import { join } from 'node:path';

import { newUser, setUp, type Setup } from './client.mts';
import {
	delivered,
	makeQueue,
	Receiver,
	register,
	sampleTenantId,
	SocketClient,
} from './listeners.mts';

interface Key {
	type?: string;
	values?: string[];
	optional?: boolean;
	[name: string]: unknown;
}

const { events } = JSON.parse(
	readFileSync(join(import.meta.dirname, '..', '..', 'contract', 'events.json'), 'utf8'),
) as { events: Record<string, { keys: Record<string, Key> }> };

let pbx: Setup;
const receiver = new Receiver();
beforeAll(async () => {
	pbx = await setUp();
	await receiver.start();
});
beforeEach(() => {
	pbx.simulator.reset();
	receiver.forget();
	register(pbx.simulator, receiver.url);
});
afterAll(async () => {
	await pbx.simulator.close();
	await receiver.stop();
});

/** What of an object contradicts the keys of the contract. */
function contradictions(keys: Record<string, Key>, body: any, place = ''): string[] {
	return Object.entries(body).flatMap(([name, value]) => {
		const key = keys[name];
		if (!key) return [`${place}${name} is not known`];
		const kind = Array.isArray(value) ? 'array' : typeof value;
		// The older sample has a text where the newer one has a number.
		const isOldText = name === 'talk_duration' && kind === 'string';
		const wrong = kind !== key.type && !isOldText ? [`${place}${name} is ${kind}`] : [];
		// Reasons are written with and without -ed.
		const word = String(value).replace(/_disconnect$/, '_disconnected');
		if (key.values && !key.values.includes(word)) wrong.push(`${place}${name}: ${word}`);
		const parts = keys[`${name}[]`] as unknown as Record<string, Key> | undefined;
		if (!parts || !Array.isArray(value)) return wrong;
		return [...wrong, ...value.flatMap((part) => contradictions(parts, part, `${name}[].`))];
	});
}

/** Plays what makes every event and returns what webhook and socket told. */
async function tellAll(): Promise<Record<string, any[]>> {
	const office = await pbx.office();
	const global = ['extension_management', 'extension', 'cdr', 'queue_management', 'queue'];
	const { simulator } = pbx;
	const listener = await SocketClient.signedIn(simulator, simulator.logins.systemAdmin);
	for (const topic of global) {
		await listener.subscribe(`global_${topic}_events`, { tenants: [sampleTenantId(simulator)] });
	}
	const user = newUser({ extension_number: '1002' });
	const { id } = (await office.post('/users', user)).body;
	expect((await office.post(`/users/${id}`, { display_name: 'New' })).status).toBe(200);
	const queueId = await makeQueue(office, '8000', ['1002'], { sla_time: 3 });
	await office.post(`/call_queues/${queueId}`, { ring_time: 9 });
	await office.post(`/call_queues/${queueId}/agents/1002`, { status: 'READY' });
	for (const topic of ['extension', 'queue']) {
		await listener.subscribe(`global_${topic}_events`, { tenants: [sampleTenantId(simulator)] });
	}
	simulator.stage.setExtension({ extension: '1002', online: true, presence: 'AWAY' });
	simulator.stage.playCall({
		from: '33123456',
		to: '8000',
		trunk: 'Sample SIP Trunk',
		answeredBy: '1002',
		ringSeconds: 9,
		userData: 'user-data=abc;service-number=1111',
	});
	simulator.stage.playCall({ from: '1001', to: '1002', statusCode: 486 });
	simulator.stage.playCall({ from: '1001', to: '1002' });
	await office.post(`/call_queues/${queueId}/agents`, { items: [] });
	await office.post(`/call_queues/${queueId}/destroy`);
	await office.post(`/users/${id}/destroy`);
	await delivered(simulator);
	await listener.subscribe('cdr_events');
	return {
		webhook: receiver.received.map(({ body }) => body),
		wsi: listener.messages.filter(({ event_type }) => event_type),
	};
}

/** The keys of an event as one source describes it; target events may have another name. */
function keysOf(source: string, type: string): Record<string, Key> {
	const name = type.replace(/^target_/, 'cdr_target_');
	const fact = events[`${source}:${name}`] ?? events[`wsi:${name}`] ?? events[`webhook:${name}`];
	const keys = structuredClone(fact?.keys ?? {});
	if (keys.event_type?.values) keys.event_type.values.push(type);
	return { ...keys, destination: { type: 'string' } };
}

describe.each(['newer', 'older', 'mixed'] as const)('in %s words', (eventWords) => {
	it.each(['samples', 'tables'] as const)(
		'spelled as the %s are, nothing contradicts the contract',
		async (eventSpelling) => {
			Object.assign(pbx.simulator.switches, { eventWords, eventSpelling });
			pbx.simulator.switches.socketTargetEvents = true;
			const told = await tellAll();
			for (const [source, bodies] of Object.entries(told)) {
				const problems = bodies.flatMap((body) =>
					contradictions(keysOf(source, body.event_type), body, `${source} ${body.event_type} `),
				);
				expect([...new Set(problems)]).toEqual([]);
			}
		},
	);
});

describe('the events', () => {
	it('are all that the contract knows, save those of v16 and the promised ones', async () => {
		pbx.simulator.switches.socketTargetEvents = true;
		const told = await tellAll();
		const types = new Set(
			Object.entries(told).flatMap(([source, bodies]) =>
				bodies.map(({ event_type }) => `${source}:${event_type}`),
			),
		);
		const missing = Object.keys(events).filter((name) => !types.has(name));
		expect(missing).toEqual(['wsi:target_*', 'wsi:extension_hold', 'webhook:queue_*']);
	});

	const firstOf = async (type: string) => {
		pbx.simulator.stage.playCall({
			from: '33123456',
			to: '1001',
			trunk: 'Sample SIP Trunk',
			answeredBy: '1001',
			ends: 'callee_disconnected',
		});
		await delivered(pbx.simulator);
		return receiver.received.map(({ body }) => body).find(({ event_type }) => event_type === type);
	};

	it.each([
		['newer', 'inbound', 'inbound'],
		['mixed', 'inbound', 'in'],
		['older', 'in', 'in'],
	] as const)('in %s words have the directions %s and %s', async (eventWords, start, record) => {
		pbx.simulator.switches.eventWords = eventWords;
		expect((await firstOf('call_start')).direction).toBe(start);
		expect((await firstOf('call_cdr')).direction).toBe(record);
	});

	it('differ in older words', async () => {
		pbx.simulator.switches.eventWords = 'older';
		expect(await firstOf('call_cdr')).toMatchObject({
			did_cid: '4420700000',
			trunk_name: 'Sample SIP Trunk',
			talk_duration: '20',
		});
		expect(Object.keys(await firstOf('cdr_target_answer'))).not.toEqual(
			expect.arrayContaining(['direction']),
		);
		pbx.simulator.stage.setExtension({ extension: '1001', presence: 'ONLINE' });
		await delivered(pbx.simulator);
		expect(receiver.received.at(-1)?.body.presence).toBe('AVAILABLE');
	});

	it.each([
		['samples', 'ended_reason', 'callee_disconnect', 'destination', false],
		['tables', 'end_reason', 'callee_disconnected', 'destiantion', true],
	] as const)('as the %s say %s %s and %s', async (spelling, key, reason, target, hasCdrId) => {
		pbx.simulator.switches.eventSpelling = spelling;
		const record = await firstOf('call_cdr');
		expect(record[key]).toBe(reason);
		expect(record.call_targets[0].end_reason).toBe(reason);
		expect('cdr_id' in record).toBe(hasCdrId);
		expect(record).not.toHaveProperty('time');
		expect(await firstOf('cdr_target_add')).toHaveProperty(target, 'sip:1001@192.0.2.101:5060');
	});

	it('may have SIP addresses and shorter names', async () => {
		Object.assign(pbx.simulator.switches, { eventNumbers: 'uri', targetEventNames: 'target' });
		expect(await firstOf('call_start')).toMatchObject({
			caller: 'sip:33123456@sample.example',
			callee: 'sip:1001@sample.example',
		});
		expect(await firstOf('cdr_target_add')).toBeUndefined();
		expect(await firstOf('target_add')).toBeDefined();
	});
});

import { setUp, type Setup } from './client.mts';
import { delivered, Receiver, register } from './listeners.mts';

let pbx: Setup;
const receiver = new Receiver();
beforeAll(async () => {
	pbx = await setUp({ webhookTimeScale: 0.0001 });
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

const numbers = () => receiver.received.map(({ body }) => Number(body.session_id));

function sendMany(count: number): void {
	for (let session = 1; session <= count; session++) {
		pbx.simulator.stage.sendEvent({
			topic: 'cdr_events',
			body: { event_type: 'call_start', session_id: String(session) },
		});
	}
}

describe('deliveries', () => {
	it('come in order and once unless a switch says otherwise', async () => {
		sendMany(30);
		await delivered(pbx.simulator);
		expect(numbers()).toEqual(Array.from({ length: 30 }, (_unused, index) => index + 1));
	});

	it('may come twice', async () => {
		pbx.simulator.switches.webhookDoubledShare = 0.1;
		sendMany(30);
		await delivered(pbx.simulator);
		expect(numbers()).toHaveLength(33);
		expect(new Set(numbers()).size).toBe(30);
	});

	it('may be shuffled, and none is lost', async () => {
		pbx.simulator.switches.webhookShuffleMs = 100;
		sendMany(30);
		await delivered(pbx.simulator);
		const sorted = [...numbers()].sort((left, right) => left - right);
		expect(numbers()).not.toEqual(sorted);
		expect(sorted).toEqual(Array.from({ length: 30 }, (_unused, index) => index + 1));
	});

	it.each([
		['header', 'x-event', (one: any) => one.headers['x-event']],
		['body', 'event_id', (one: any) => one.body.event_id],
	] as const)('may bring a UUID in the %s', async (webhookUuid, webhookUuidName, read) => {
		Object.assign(pbx.simulator.switches, {
			webhookUuid,
			webhookUuidName,
			webhookDoubledShare: 0.5,
		});
		receiver.answers = [500, 200];
		sendMany(2);
		await delivered(pbx.simulator);
		const uuids = receiver.received.map((one) => [one.body.session_id, read(one)]);
		expect(uuids).toHaveLength(4);
		for (const [session, uuid] of uuids) {
			expect(uuid).toMatch(/^[0-9a-f-]{36}$/);
			const same = uuids.filter(([other]) => other === session);
			expect(new Set(same.map(([, other]) => other)).size).toBe(1);
		}
		expect(new Set(uuids.map(([, uuid]) => uuid)).size).toBe(2);
	});

	it('go to the webhook of their group', async () => {
		const other = new Receiver();
		register(pbx.simulator, await other.start(), {}, ['extension_event']);
		const { stage } = pbx.simulator;
		stage.sendEvent({ topic: 'cdr_events', body: { event_type: 'novelty' } });
		stage.sendEvent({ topic: 'extension_events', body: { event_type: 'oddity' } });
		stage.sendEvent({ topic: 'extension_events', body: { event_type: 'extension_agent_status' } });
		stage.sendEvent({ topic: 'queue_events', body: { event_type: 'queue_status' } });
		stage.sendEvent({ topic: 'queue_management_events', body: { event_type: 'queue_created' } });
		pbx.simulator.switches.webhookQueueEvents = false;
		stage.sendEvent({ topic: 'queue_events', body: { event_type: 'queue_status' } });
		await delivered(pbx.simulator);
		await other.stop();
		expect(receiver.types).toEqual(['novelty']);
		expect(other.types).toEqual(['oddity', 'queue_status']);
	});

	it('go to another tenant by its id or domain', async () => {
		const { stage, state } = pbx.simulator;
		const body = { event_type: 'call_start' };
		const admin = await pbx.admin();
		const { body: created } = await admin.post('/tenants', {
			name: 'Other',
			domain: 'other.example',
			website: 'www.other.example',
			timezone: 'Europe/Berlin',
			currency: 'EUR',
			region: 'DEU',
			cdr_event: { enabled: true, auth: 'DISABLE', url: `${receiver.url}/other` },
		});
		stage.sendEvent({ topic: 'cdr_events', tenant: 'other.example', body });
		stage.sendEvent({ topic: 'cdr_events', tenant: created.id, body });
		expect(() => stage.sendEvent({ topic: 'cdr_events', tenant: 'none', body })).toThrow();
		await delivered(pbx.simulator);
		expect(pbx.simulator.events.webhooks.attempts.map(({ tenantId }) => tenantId)).toEqual([
			created.id,
			created.id,
		]);
		expect(state.tenants.has(created.id)).toBe(true);
	});
});

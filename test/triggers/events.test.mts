import type { IDataObject } from 'n8n-workflow';
import { setTimeout as pause } from 'node:timers/promises';
import { delivered } from '../simulator/listeners.mts';
import { setUpTriggers, type TriggerBench } from '../support/triggers.mts';
import { inbound, post, triggerOn } from './scene.mts';

/** What the PBX delivers, and what nobody should be able to deliver in its place. */
let bench: TriggerBench;
beforeEach(async () => (bench = await setUpTriggers({ webhookTimeScale: 0.001 })));
afterEach(async () => await bench.close());

const started = (): IDataObject[] => bench.server.items;

async function publish(
	events: string[],
	more: Parameters<typeof triggerOn>[1] = {},
): Promise<void> {
	bench.server.save('flow', [triggerOn(events, more)]);
	await bench.server.activate('flow');
}

describe('a call that is played', () => {
	test('starts the workflow once, with who called whom and how it ended', async () => {
		await publish(['callEnded']);
		bench.simulator.stage.playCall(inbound({ answeredBy: '1001' }));
		await delivered(bench.simulator);
		expect(started()).toEqual([
			expect.objectContaining({
				event: 'callEnded',
				direction: 'inbound',
				callerNumber: '33123456',
				calleeNumber: '1001',
				answered: true,
				talkSeconds: expect.any(Number) as number,
				eventId: expect.any(String) as string,
			}),
		]);
	});

	test.each([
		['missed', { outcome: 'missed' }, 1],
		['answered', { outcome: 'answered' }, 0],
		['of an extension', { extensions: '1001' }, 1],
		['of another extension', { extensions: '1999' }, 0],
		['of a number', { numbers: '33*' }, 1],
		['outbound', { directions: ['outbound'] }, 0],
	])('passes the filter %s or not', async (_, filters, wanted) => {
		await publish(['callEnded'], { filters });
		bench.simulator.stage.playCall(inbound());
		await delivered(bench.simulator);
		expect(started()).toHaveLength(wanted);
	});

	test('that comes twice starts it once', async () => {
		bench.simulator.switches.webhookDoubledShare = 1;
		bench.simulator.switches.webhookShuffleMs = 5;
		await publish(['callEnded', 'callStarted']);
		for (let call = 0; call < 5; call++) bench.simulator.stage.playCall(inbound());
		await delivered(bench.simulator);
		await pause(20);
		const ids = started().map(({ eventId }) => eventId);
		expect(new Set(ids).size).toBe(ids.length);
		expect(started().filter(({ event }) => event === 'callEnded')).toHaveLength(5);
	});

	test('is told whole, with the raw event, where Simplify is off', async () => {
		await publish(['callEnded'], { simple: false });
		bench.simulator.stage.playCall(inbound());
		await delivered(bench.simulator);
		expect(started()[0]).toMatchObject({ event: 'callEnded', raw: expect.any(Object) as object });
	});
});

describe('a post that is none of the PBX', () => {
	test.each([
		['a wrong secret', { authorization: 'Bearer wrong' }],
		['no secret', { authorization: '' }],
		['the secret in another form', { authorization: 'Basic d3Jvbmc6d3Jvbmc=' }],
	])('%s is answered 401 and starts nothing', async (_, headers) => {
		await publish(['callEnded', 'other']);
		expect(await post(bench, { event_type: 'call_start' }, { headers })).toBe(401);
		expect(started()).toEqual([]);
	});

	test.each([
		['nothing', ''],
		['a list', '[]'],
		['a text', '"hello"'],
		['an unknown type', '{"event_type": "moon_rise"}'],
	])('%s is answered 200 and starts nothing', async (_, body) => {
		await publish(['callEnded']);
		expect(await post(bench, body)).toBe(200);
		expect(started()).toEqual([]);
	});

	test('a body that breaks off is refused by n8n itself, and starts nothing', async () => {
		await publish(['callEnded']);
		expect(await post(bench, '{"event_type": "call_sta')).toBe(422);
		expect(started()).toEqual([]);
	});

	test('a body of some megabytes is let go', async () => {
		await publish(['callEnded', 'other']);
		const huge = { event_type: 'call_start', rest: 'x'.repeat(3_000_000) };
		expect(await post(bench, huge)).toBe(200);
		expect(started()).toEqual([]);
	});

	test('the secret of a registration that is over is refused', async () => {
		await publish(['callEnded']);
		const { authorization } = await headerNow();
		await bench.server.deactivate('flow');
		await bench.server.activate('flow');
		expect(await post(bench, { event_type: 'call_start' }, { headers: { authorization } })).toBe(
			401,
		);
	});
});

/** What the PBX sends along at the moment. */
async function headerNow(): Promise<{ authorization: string }> {
	const [tenant] = bench.simulator.state.tenants.values();
	const { token } = (tenant?.cdr_event ?? {}) as IDataObject;
	return await Promise.resolve({ authorization: `Bearer ${String(token)}` });
}

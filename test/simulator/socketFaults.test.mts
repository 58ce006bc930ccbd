import { once } from 'node:events';
import { get } from 'node:http';

import { WebSocket } from 'ws';

import { setUp, type Setup } from './client.mts';
import { aMoment, SocketClient, until } from './listeners.mts';

let pbx: Setup;
beforeAll(async () => {
	pbx = await setUp();
});
beforeEach(() => pbx.simulator.reset());
afterAll(() => pbx.simulator.close());

const asOffice = () => SocketClient.signedIn(pbx.simulator, pbx.simulator.logins.tenantUser);
const ring = () =>
	pbx.simulator.stage.sendEvent({ topic: 'cdr_events', body: { event_type: 'call_start' } });

describe('a dead peer', () => {
	it.each(['switch', 'control call'])('after a %s says nothing and stays open', async (way) => {
		const client = await asOffice();
		await client.subscribe('cdr_events');
		if (way === 'switch') pbx.simulator.switches.socketFault = 'dead';
		else pbx.simulator.stage.disturbSockets({ do: 'freeze' });
		let pongs = 0;
		client.socket.on('pong', () => pongs++);
		client.socket.ping();
		client.send({ command: 'subscribe', topics: ['nonsense'] });
		ring();
		pbx.simulator.stage.disturbSockets({ do: 'send' });
		client.socket.close();
		await aMoment(100);
		expect([client.messages, pongs, client.closed]).toEqual([[], 0, undefined]);
		expect(pbx.simulator.events.sockets.view()).toMatchObject([{ frozen: true }]);
		client.socket.terminate();
		pbx.simulator.stage.disturbSockets({ do: 'drop' });
		await until('it is forgotten', () => pbx.simulator.events.sockets.view().length === 0);
	});

	it('does not answer those who come', async () => {
		pbx.simulator.switches.socketFault = 'dead';
		const socket = new WebSocket(`${pbx.simulator.url.replace('http', 'ws')}/wsi`);
		socket.on('error', () => undefined);
		await aMoment(100);
		expect(socket.readyState).toBe(WebSocket.CONNECTING);
		const closed = new Promise((resolve) => socket.on('close', resolve));
		pbx.simulator.stage.disturbSockets({ do: 'drop' });
		await closed;
	});
});

describe('an end', () => {
	it.each([
		['drop-connect', 0],
		['drop-auth', 1],
		['drop-subscribe', 2],
	] as const)('without a word by %s comes at step %d', async (socketFault, steps) => {
		pbx.simulator.switches.socketFault = socketFault;
		if (steps === 0) {
			await expect(SocketClient.open(pbx.simulator)).rejects.toThrow();
			return;
		}
		const client = await SocketClient.open(pbx.simulator);
		client.send({ command: 'auth', ...pbx.simulator.logins.tenantUser });
		client.send({ command: 'subscribe', topics: ['cdr_events'] });
		await until('the end', () => client.closed !== undefined);
		// 1006: there was no close frame.
		expect([client.closed?.code, client.messages.length]).toEqual([1006, steps - 1]);
	});

	it('may have a code and a reason', async () => {
		const client = await asOffice();
		pbx.simulator.stage.disturbSockets({ do: 'close', code: 4000, reason: 'maintenance' });
		await until('the end', () => client.closed !== undefined);
		expect(client.closed).toEqual({ code: 4000, reason: 'maintenance' });
		expect(() => pbx.simulator.stage.disturbSockets({ do: 'close', code: 1006 })).toThrow();
	});

	it('comes with a reset', async () => {
		const client = await asOffice();
		pbx.simulator.reset();
		await until('the end', () => client.closed !== undefined);
		expect(client.closed?.code).toBe(1006);
	});
});

describe('answers to a subscription', () => {
	it.each([
		[false, []],
		[true, [{ command: 'subscribe', status: 0 }]],
	])('with socketAcknowledges %s are %j', async (socketAcknowledges, expected) => {
		pbx.simulator.switches.socketAcknowledges = socketAcknowledges;
		const client = await asOffice();
		await client.subscribe('cdr_events');
		expect(client.messages).toEqual(expected);
	});

	it.each([
		['error', 1, false],
		['silence', 0, false],
		['close', 0, true],
	] as const)('refuse a topic by %s', async (socketRefusal, count, ends) => {
		Object.assign(pbx.simulator.switches, {
			socketRefusal,
			socketRefusedTopics: 'queue_events, cdr_events',
		});
		const client = await asOffice();
		client.send({ command: 'subscribe', topics: ['cdr_events'] });
		await aMoment();
		ring();
		await aMoment();
		expect([client.messages.length, client.closed?.code]).toEqual([count, ends ? 1008 : undefined]);
		if (count) expect(client.messages[0]).toMatchObject({ command: 'subscribe', status: -1 });
	});
});

describe('messages', () => {
	it('may be no JSON', async () => {
		const client = await asOffice();
		pbx.simulator.stage.disturbSockets({ do: 'send', text: '{broken' });
		await until('it came', () => client.messages.length === 1);
		expect(client.messages).toEqual(['{broken']);
	});

	it('of a target come only with the switch', async () => {
		const client = await asOffice();
		await client.subscribe('cdr_events');
		for (const socketTargetEvents of [false, true]) {
			pbx.simulator.switches.socketTargetEvents = socketTargetEvents;
			pbx.simulator.stage.sendEvent({
				topic: 'cdr_events',
				body: { event_type: 'cdr_target_answer' },
			});
		}
		await aMoment();
		expect(client.types).toEqual(['cdr_target_answer']);
	});
});

describe('the server', () => {
	it('speaks the protocol at one path only, with TLS as well', async () => {
		const other = new WebSocket(`${pbx.simulator.url.replace('http', 'ws')}/other`);
		const [error] = await once(other, 'error');
		expect(String(error)).toContain('404');
		const request = get(`${pbx.simulator.url}/wsi`);
		const [reply] = await once(request, 'response');
		expect(reply.statusCode).toBe(404);
		reply.resume();
		const { simulator } = await setUp({ tls: true });
		const client = await SocketClient.signedIn(simulator, simulator.logins.systemAdmin);
		await simulator.close();
		await until('the end', () => client.closed !== undefined);
	});
});

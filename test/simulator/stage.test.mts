import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { join } from 'node:path';

import { Client, newUser, setUp, type Setup } from './client.mts';
import { bodyOf, operations } from './contract.mts';
import { aMoment, delivered, Receiver, register, SocketClient, until } from './listeners.mts';

let pbx: Setup;
let office: Client;
const receiver = new Receiver();
beforeAll(async () => {
	pbx = await setUp();
	await receiver.start();
});
beforeEach(async () => {
	pbx.simulator.reset();
	receiver.forget();
	office = await pbx.office();
});
afterAll(async () => {
	await pbx.simulator.close();
	await receiver.stop();
});

const control = (path: string, body?: unknown) =>
	pbx.nobody().send(`/_control/${path}`, {
		method: body === undefined ? 'GET' : 'POST',
		...(body === undefined
			? {}
			: { body: JSON.stringify(body), headers: { 'content-type': 'application/json' } }),
	});

describe('an extension', () => {
	it('changes its state, and webhook, socket and API know', async () => {
		register(pbx.simulator, receiver.url);
		const client = await SocketClient.signedIn(pbx.simulator, pbx.simulator.logins.tenantUser);
		await client.subscribe('extension_events', { extensions: ['1001'] });
		client.messages.length = 0;
		const answer = await control('extensions', {
			extension: '1001',
			presence: 'LUNCH',
			presence_note: 'soup',
			call_status: 'ON_CALL',
			online: true,
		});
		expect(answer.body).toEqual({
			online: true,
			push_online: false,
			call_status: 'ON_CALL',
			presence: 'LUNCH',
			presence_note: 'soup',
		});
		await delivered(pbx.simulator);
		expect(receiver.types).toEqual(['extension_presence', 'extension_call', 'extension_status']);
		await until('the socket knows', () => client.messages.length === 3);
		expect(client.messages).toEqual(receiver.received.map(({ body }) => body));
		expect((await office.get('/user/status')).body).toMatchObject({
			status: 'OTHER_CALL',
			presence: 'LUNCH',
			presence_note: 'soup',
		});
	});

	it.each([
		[{ extension: '1001' }, 400],
		[{ extension: '7777', online: true }, 404],
		[{ extension: '1001', presence: 'BORED' }, 400],
	])('%j is refused with %d', async (request, status) => {
		expect((await control('extensions', request)).status).toBe(status);
	});
});

describe('what the API does', () => {
	it('is told on the socket', async () => {
		const client = await SocketClient.signedIn(pbx.simulator, pbx.simulator.logins.tenantUser);
		await client.subscribe('extension_management_events');
		await client.subscribe('extension_events', { extensions: ['1001'] });
		client.messages.length = 0;
		const { id } = (await office.post('/users', newUser())).body;
		await office.post('/users/create_many', { items: [newUser(), newUser()] });
		await office.post(`/users/${id}/role`, { role: 'QueueManager' });
		await office.post('/user', { display_name: 'Me' });
		await office.post('/user/presence', { presence: 'AVAILABLE', presence_note: '' });
		await office.post(`/users/${id}/destroy`);
		await office.post(`/users/${id}/destroy`);
		await aMoment();
		expect(client.types).toEqual([
			...Array.from({ length: 3 }, () => 'extension_created'),
			...Array.from({ length: 2 }, () => 'extension_updated'),
			'extension_presence',
			'extension_destroyed',
		]);
		expect(client.messages.at(-1)).toMatchObject({ extension_id: id, enabled: true });
		expect(client.messages.at(-2)).toMatchObject({ presence: 'ONLINE' });
	});
});

describe('a record', () => {
	it.each([
		['/external_messages', { sender: '33123456', direction: 'IN', msg_type: 'SMS', content: 'Hi' }],
		['/audit_logs', { action: 'DELETE', object_type: 'TENANT', object_name: 'Old' }],
		['/event_logs', { level: 'WARN', message: 'hot' }],
		['/recordings', { caller: '1', callee: '2', file_name: 'a.wav' }],
	])('in %s is found by a poll', async (list, record) => {
		const { id } = (await control('records', { list, record })).body;
		const { body } = await office.get(list);
		const shown = body.items.find((item: { id: string }) => item.id === id);
		expect(shown).toBeDefined();
		expect({ ...record, ...shown }).toEqual({ ...shown, ...record });
	});

	it('may be a voicemail with its file, of a box or a user', async () => {
		const path = '/shared_voicemails';
		const creator = operations.find((other) => other.method === 'POST' && other.path === path);
		const { body } = await office.post(path, bodyOf(creator?.body ?? []));
		const list = `/shared_voicemails/${body.id}/voicemails`;
		for (const request of [{ list }, { list: '/voicemails', user: '1001' }]) {
			const record = { sender: '33123456', status: 'UNREAD', duration: 7 };
			const { id } = (await control('records', { ...request, record, file: 'RIFF hello' })).body;
			const { items } = (await office.get(request.list)).body;
			const mail = items.find((item: { id: string }) => item.id === id);
			expect(mail).toMatchObject({ ...record, file_size: 10 });
			expect((await office.send(mail.file_url, { method: 'GET' })).text).toBe('RIFF hello');
		}
	});

	it.each([
		[{ list: '/users' }, 400],
		[{ list: '/nonsense' }, 400],
		[{ list: '/external_messages', record: { colour: 'red' } }, 400],
		[{ list: '/external_messages', record: { direction: 'UP' } }, 400],
		[{ list: '/external_messages', tenant: 'none' }, 404],
		[{ list: '/shared_voicemails/1/voicemails' }, 404],
		[{ list: '/voicemails' }, 404],
	])('%j is refused with %d', async (request, status) => {
		expect((await control('records', request)).status).toBe(status);
	});
});

describe('the control endpoint', () => {
	it('plays calls, sends events and shows who was told', async () => {
		register(pbx.simulator, receiver.url, {}, ['cdr_event']);
		const client = await SocketClient.signedIn(pbx.simulator, pbx.simulator.logins.tenantUser);
		await client.subscribe('cdr_events');
		const { body } = await control('calls', { from: '1001', to: '1001' });
		expect(body).toMatchObject({ session_id: expect.stringMatching(/^\d{18}$/) });
		const event = { topic: 'cdr_events', body: { event_type: 'novelty' } };
		expect((await control('events', event)).status).toBe(204);
		expect((await control('events', { ...event, topic: 'other' })).status).toBe(400);
		await delivered(pbx.simulator);
		const { waiting, attempts } = (await control('deliveries')).body;
		expect([waiting, attempts.at(-1)]).toMatchObject([0, { eventType: 'novelty', status: 200 }]);
		expect((await control('sockets')).body).toEqual([
			{
				user: 'office',
				tenantId: attempts[0].tenantId,
				topics: { cdr_events: ['*'] },
				frozen: false,
			},
		]);
		expect((await control('sockets', { do: 'drop' })).status).toBe(204);
		await until('it is dropped', () => client.closed !== undefined);
		const answer = await control('switches', { webhookDoubledShare: 2 });
		expect(answer.body.errors[0].message).toBe('"webhookDoubledShare" must be at most 1');
	});
});

it('leaves nothing behind that keeps the process alive', async () => {
	const root = join(import.meta.dirname, '..', '..');
	const tsx = join(root, 'node_modules', 'tsx', 'dist', 'cli.mjs');
	const child = spawn(process.execPath, [tsx, 'simulator/cli.mts', '--port', '0'], { cwd: root });
	let text = '';
	child.stdout.on('data', (part) => (text += part));
	await until('it runs', () => text.includes('Switches'));
	const url = /at (http:\/\/127\.0\.0\.1:\d+),/.exec(text)![1];
	const socket = await SocketClient.signedIn(
		{ url } as typeof pbx.simulator,
		pbx.simulator.logins.tenantUser,
	);
	const client = new Client(url);
	const act = (path: string, body: object) =>
		client.send(`/_control/${path}`, { method: 'POST', body: JSON.stringify(body) });
	await act('calls', { from: '1001', to: '1001', pace: 100 });
	await act('sockets', { do: 'freeze' });
	// One delivery waits for its next attempt, another for an answer.
	receiver.answers = [500, 'never'];
	await client.signIn(pbx.simulator.logins.tenantUser);
	await client.post('/tenant', {
		cdr_event: { enabled: true, auth: 'DISABLE', url: receiver.url },
	});
	await act('calls', { from: '1001', to: '1001' });
	await until('deliveries', () => receiver.received.length === 2);
	child.kill('SIGTERM');
	expect(await once(child, 'exit')).toEqual([0, null]);
	await until('the socket ends', () => socket.closed !== undefined);
}, 20_000);

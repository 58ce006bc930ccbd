import type { IDataObject } from 'n8n-workflow';
import { CLOCK } from '../../pbx/clock.ts';
import { signIn } from '../../pbx/live/signIn.ts';
import { LiveSocket, type WebSocketLike } from '../../pbx/live/socket.ts';
import { throughGate } from '../../pbx/sessions/gate.ts';
import { expireTokens } from '../../simulator/sessions.mts';
import { insert } from '../../simulator/state.mts';
import { aMoment, until } from '../simulator/listeners.mts';
import { newTenant } from '../support/node.mts';
import { LiveScene } from './liveScene.mts';
import { sampleTenant } from './scene.mts';

/** What a PBX can do to a live connection, and what a user can set wrong. */
let scene: LiveScene;
beforeEach(async () => (scene = await LiveScene.start()));
afterEach(async () => await scene.close());

const pbx = () => scene.bench.simulator;

/** Why a trigger did not begin; n8n shows it in the editor. */
async function refusal(...given: Parameters<LiveScene['begin']>): Promise<string> {
	const error: unknown = await scene.begin(...given).then(
		() => new Error('It began'),
		(failed: unknown) => failed,
	);
	const { message } = error as Error;
	expect(message).not.toMatch(/\b(error|problem|failure)\b/i);
	expect(message).not.toContain(pbx().logins.tenantUser.password);
	return message;
}

const insertUser = (extension_number: string, more: IDataObject = {}) =>
	insert(pbx().state, 'users', {
		...{ tenant_id: sampleTenant(pbx()).id, enabled: true, role: 'StandardUser', extension_number },
		...{ name: `user${extension_number}`, password: 'Only-Fake-7', ...more },
	});

describe('it does not begin, and says why', () => {
	test('where a topic is refused', async () => {
		Object.assign(pbx().switches, { socketRefusedTopics: 'queue_events', socketRefusal: 'error' });
		expect(await refusal(['slaBreached', 'callEnded'])).toMatch(
			/^The PBX refused what was subscribed to: refused: queue_events\. The role of the account/,
		);
		await until('no socket is left', () => scene.sockets().length === 0);
	});

	test('where the PBX closes the connection for that', async () => {
		Object.assign(pbx().switches, { socketRefusedTopics: 'queue_events', socketRefusal: 'close' });
		expect(await refusal(['slaBreached'])).toMatch(/closed the live connection when it was subscr/);
	});

	test('where a role may list no extensions, or may not hear of calls', async () => {
		const { name, password } = insertUser('1500');
		const domain = String(sampleTenant(pbx()).domain);
		scene.bench.signIn({ username: String(name), password: String(password), domain });
		expect(await refusal(['extensionCall'])).toMatch(
			/^The account may not list extensions.* Name their numbers under Extensions/,
		);
		expect(await refusal(['callEnded'])).toMatch(/^The PBX refused what was subscribed to/);
		expect(await refusal(['extensionCall'], { options: { extensions: '1001' } })).toMatch(
			/^The PBX refused what was subscribed to/,
		);
	});

	test('where the PBX is down: with its address, not with a word on sockets', async () => {
		const { url } = pbx();
		scene.bench.signIn({ ...pbx().logins.tenantUser, baseUrl: 'http://127.0.0.1:9' });
		expect(await refusal(['callEnded'])).toMatch(/^Nothing answers at 127\.0\.0\.1:9/);
		scene.bench.signIn({ ...pbx().logins.tenantUser, baseUrl: url });
		await scene.begin(['callEnded']);
	}, 20_000);

	test.each([
		['dead', /takes no live connection on \/wsi/],
		['drop-auth', /did not answer the sign-in on \/wsi/],
		['drop-subscribe', /closed the live connection when it was subscribed to/],
	])('where the socket is %s', async (socketFault, said) => {
		Object.assign(pbx().switches, { socketFault });
		expect(await refusal(['callEnded'])).toMatch(said);
		expect(pbx().counters.refusedSocketLogins).toBe(0);
	});

	test('with a tenant chosen and the account of a tenant user, or with a choice that is none', async () => {
		const tenant = { __rl: true, mode: 'domain', value: 'sample.example' };
		expect(await refusal(['callEnded'], { tenant })).toMatch(
			/^The account .* is a user of a tenant/,
		);
		expect(await refusal(['constructor'])).toMatch(/"constructor", which is none of the choices/);
	});
});

test('a topic that is refused without a word takes nothing from the others', async () => {
	Object.assign(pbx().switches, { socketRefusedTopics: 'queue_events', socketRefusal: 'silence' });
	await scene.begin(['slaBreached', 'callEnded']);
	scene.send('call_cdr', { session_id: '1' });
	await until('the record is there', () => scene.items.length > 0);
});

test('what is refused later is told once, however often it is asked for', async () => {
	pbx().switches.socketAcknowledges = true;
	await scene.begin(['callEnded']);
	pbx().switches.socketRefusedTopics = 'cdr_events';
	await aMoment(3000);
	expect(scene.told.filter((text) => text.includes('refused: cdr_events'))).toHaveLength(1);
	expect(scene.failures).toEqual([]);
}, 20_000);

test('a PBX that lets in and closes at once is asked less and less often, and is back in the end', async () => {
	await scene.begin(['callEnded']);
	Object.assign(pbx().switches, { socketRefusedTopics: 'cdr_events', socketRefusal: 'close' });
	const before = pbx().counters.socketLogins;
	pbx().events.sockets.drop();
	await aMoment(5000);
	const tries = pbx().counters.socketLogins - before;
	expect(tries).toBeGreaterThan(1);
	expect(tries).toBeLessThan(6);
	pbx().switches.socketRefusedTopics = '';
	await until('it is back', () => scene.sockets().length > 0).catch(() => undefined);
	await scene.subscribed();
	scene.send('call_cdr', { session_id: '1' });
	await until('events come again', () => scene.items.length > 0);
}, 30_000);

test('a PBX that was started anew, and knows no session any more, is signed in to again', async () => {
	await scene.begin(['extensionCall']);
	expireTokens(pbx().state);
	pbx().events.sockets.drop();
	await until('it is gone', () => scene.sockets().length === 0);
	await scene.subscribed();
	scene.sendOf('1001', 'extension_call', { call_status: 'RINGING' });
	await until('events come again', () => scene.items.length > 0);
	expect(scene.failures).toEqual([]);
}, 20_000);

describe('when n8n starts', () => {
	const atStart = { activation: 'init' as const };

	test('a PBX that is down is waited for', async () => {
		const { switches } = pbx();
		switches.failures = [{ path: '', status: 500, times: 1000, dropConnection: true }];
		await scene.begin(['callEnded'], { options: { connection: true } }, atStart);
		expect(scene.told).toEqual([
			expect.stringMatching(/^PortSIP: No live connection to the PBX yet/),
		]);
		switches.failures = [];
		await until('it is there', () => scene.names().includes('connectionRestored'));
		scene.send('call_cdr', { session_id: '1' });
		await until('events come', () => scene.names().includes('callEnded'));
		expect(scene.failures).toEqual([]);
	}, 20_000);

	test('one that refuses some of it tells of the rest', async () => {
		Object.assign(pbx().switches, { socketRefusedTopics: 'queue_events', socketRefusal: 'error' });
		await scene.begin(['slaBreached', 'callEnded'], {}, atStart);
		expect(scene.told).toEqual([expect.stringContaining('refused: queue_events')]);
		scene.send('call_cdr', { session_id: '1' });
		await until('events come', () => scene.names().includes('callEnded'));
	});

	test('a wrong password is not waited for, nor is a tenant that is not there', async () => {
		scene.bench.signIn({ ...pbx().logins.tenantUser, password: 'Wrong-Fake-1' });
		expect(await refusal(['callEnded'], {}, atStart)).toMatch(/refused the sign-in/);
		scene.bench.signIn(pbx().logins.systemAdmin);
		const tenant = { __rl: true, mode: 'domain', value: 'gone.example' };
		expect(await refusal(['callEnded'], { tenant }, atStart)).toMatch(/gone\.example/);
	});

	test('and the end while it is waited for ends it', async () => {
		const { switches, counters } = pbx();
		switches.failures = [{ path: '', status: 500, times: 1000, dropConnection: true }];
		const response = await scene.begin(['callEnded'], {}, atStart);
		await response.closeFunction?.();
		switches.failures = [];
		await aMoment(1500);
		expect(counters.socketLogins).toBe(0);
	}, 20_000);
});

test('connections that stand for a moment only are made less and less often, too', async () => {
	pbx().switches.socketAcknowledges = true;
	await scene.begin(['callEnded'], { options: { connection: true } });
	const before = scene.opened;
	for (let turn = 0; turn < 160; turn++) {
		if (scene.names().at(-1) !== 'connectionLost') pbx().events.sockets.drop();
		await aMoment(50);
	}
	expect(scene.opened - before).toBeGreaterThan(1);
	expect(scene.opened - before).toBeLessThan(5);
}, 20_000);

describe('what the PBX sends', () => {
	test('as bytes is taken in as well', async () => {
		await scene.begin(['callEnded']);
		const body = { event_type: 'call_cdr', session_id: '7', caller_display_name: 'Zoë' };
		pbx().events.sockets.send(Buffer.from(JSON.stringify(body)));
		pbx().events.sockets.send(Buffer.from([0xff, 0xfe, 0x00]));
		await until('it is there', () => scene.items.length > 0);
		expect(scene.items).toEqual([expect.objectContaining({ sessionId: '7', callerName: 'Zoë' })]);
	});

	test('nested without an end, huge, or under names of JavaScript ends nothing', async () => {
		await scene.begin(['callEnded', 'extensionStatus', 'queueStatus']);
		const { sockets } = pbx().events;
		const deep = `${'['.repeat(50_000)}${']'.repeat(50_000)}`;
		sockets.send(`{"event_type":"extension_status","status":[{"extension":${deep}}]}`);
		sockets.send(`{"event_type":"extension_status","extension":"1","note":${deep}}`);
		sockets.send(JSON.stringify({ event_type: 'queue_status', note: 'x'.repeat(900_000) }));
		for (const name of ['constructor', '__proto__', 'toString', 'hasOwnProperty']) {
			sockets.send(JSON.stringify({ event_type: name }));
			sockets.send(`{"event_type":"call_start","${name}":{"event_type":"call_cdr"}}`);
		}
		for (const text of ['null', '0', '"call_cdr"', '{"status":0}', '{"command":{},"status":{}}']) {
			sockets.send(text);
		}
		scene.send('call_cdr', { session_id: '1' });
		await until('the record is there', () => scene.names().includes('callEnded'));
		expect(({} as { event_type?: unknown }).event_type).toBeUndefined();
		expect(scene.failures).toEqual([]);
	});

	test('cannot pass for another event', async () => {
		await scene.begin(['queueStatus'], { options: { snapshots: true } });
		const body = { event_type: 'queue_status', event: 'callEnded', queue_id: '5' };
		pbx().events.sockets.send(JSON.stringify(body));
		await until('it is there', () => scene.items.length > 0);
		expect(scene.items[0]).toMatchObject({ event: 'queueStatus', queueId: '5' });
	});

	test('that cannot be passed on is told, and ends nothing', async () => {
		await scene.begin(['callEnded']);
		scene.breaks = true;
		scene.send('call_cdr', { session_id: '1' });
		await until('it is told', () => scene.told.some((text) => text.includes('taken in')));
		scene.breaks = false;
		scene.send('call_cdr', { session_id: '2' });
		await until('the next is there', () => scene.items.length > 0);
	});
});

describe('several triggers in one process', () => {
	test('on one account have a socket each, and the end of one is not that of the other', async () => {
		const [first] = await Promise.all([scene.begin(['callEnded']), scene.begin(['callStarted'])]);
		await until('both are there', () => scene.sockets().length === 2);
		await first.closeFunction?.();
		await until('one is left', () => scene.sockets().length === 1);
		await scene.subscribed();
		scene.send('call_cdr', { session_id: '1' });
		scene.send('call_start', { session_id: '1' });
		await until('the other hears', () => scene.items.length > 0);
		await aMoment();
		expect(scene.names()).toEqual(['callStarted']);
	});

	test('for two tenants hear of their own each', async () => {
		scene.bench.signIn(pbx().logins.systemAdmin);
		const other = insert(pbx().state, 'tenants', { ...newTenant('Other'), enabled: true });
		for (const domain of ['sample.example', 'other.example']) {
			const tenant = { __rl: true, mode: 'domain', value: domain };
			await scene.begin(['callEnded'], { tenant });
		}
		await until('both are subscribed', () =>
			scene.sockets().every(({ topics }) => topics.global_cdr_events?.length === 1),
		);
		for (const tenant_id of [String(sampleTenant(pbx()).id), String(other.id)]) {
			pbx().stage.sendEvent({
				...{ topic: 'cdr_events', tenant: tenant_id },
				body: { event_type: 'call_cdr', tenant_id, session_id: tenant_id },
			});
		}
		await until('both are told', () => scene.items.length >= 2);
		await aMoment();
		expect(scene.items.map(({ tenantId }) => tenantId).sort()).toEqual(
			[String(sampleTenant(pbx()).id), String(other.id)].sort(),
		);
	});
});

test('all extensions of a large tenant are listened to', async () => {
	for (let number = 3000; number < 4200; number++) insertUser(String(number));
	await scene.begin(['extensionCall']);
	expect(scene.sockets()[0].topics.extension_events).toHaveLength(1201);
	scene.sendOf('4199', 'extension_call', { call_status: 'RINGING' });
	await until('it is told', () => scene.items.length > 0);
}, 20_000);

describe('the end', () => {
	test('in the middle of the beginning of a run by hand leaves no socket, and no message', async () => {
		const { switches } = pbx();
		switches.socketFault = 'dead';
		const response = await scene.begin(['callEnded'], {}, { mode: 'manual' });
		const begun = response.manualTriggerFunction?.();
		await aMoment(300);
		await response.closeFunction?.();
		await begun;
		switches.socketFault = 'none';
		await aMoment(800);
		expect(scene.sockets()).toEqual([]);
		expect(pbx().counters.socketLogins).toBe(0);
	});

	test('while the PBX is asked for numbers opens no socket', async () => {
		pbx().switches.latencyMs = 300;
		const response = await scene.begin(['extensionCall'], {}, { mode: 'manual' });
		const begun = response.manualTriggerFunction?.();
		await aMoment(100);
		await response.closeFunction?.();
		await begun;
		expect(scene.opened).toBe(0);
	});
});

test('a password that was changed, found out by the request before the socket, ends it as well', async () => {
	await scene.begin(['extensionCall']);
	const { tenantUser } = pbx().logins;
	const user = [...pbx().state.users.values()].find(({ name }) => name === tenantUser.username);
	Object.assign(user ?? {}, { password: 'Changed-Meanwhile-1' });
	expireTokens(pbx().state);
	const before = pbx().counters.refusedLogins;
	pbx().events.sockets.drop();
	await until('it is told', () => scene.failures.length > 0);
	await aMoment(1500);
	expect(pbx().counters.refusedLogins - before).toBeLessThanOrEqual(1);
	expect(scene.failures).toHaveLength(1);
	expect(scene.failures[0].message).not.toContain(tenantUser.password);
}, 20_000);

test('a socket that stays mute at its sign-in does not make other sign-ins of the account fail', async () => {
	const mute: WebSocketLike = {
		binaryType: 'blob',
		send: () => undefined,
		close: () => undefined,
		addEventListener: (type, listener) => type === 'open' && listener({}),
	};
	const login = {
		...{ baseUrl: 'https://pbx.example:8887', signInAs: 'system' as const, domain: '' },
		...{ username: 'somebody', password: 'Only-Fake-7', ignoreSslIssues: false },
	};
	const socket = new LiveSocket('wss://pbx.example:8887/wsi', () => mute, CLOCK);
	const live = signIn(socket, login, 400, () => undefined).catch((error: Error) => error.message);
	await aMoment(50);
	const other = throughGate(login, async () => await Promise.resolve('signed in'));
	expect(await live).toMatch(/did not answer the sign-in/);
	expect(await other).toBe('signed in');
});

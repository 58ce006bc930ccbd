import type { IDataObject } from 'n8n-workflow';
import { aMoment, until } from '../simulator/listeners.mts';
import type { Bench } from '../support/node.mts';
import { LiveScene } from './liveScene.mts';
import { inbound } from './scene.mts';

/** The live connection: one socket, found dead by itself, back by itself, no news made up. */
let scene: LiveScene;
let bench: Bench;
let items: IDataObject[];
let failures: Error[];
beforeEach(async () => {
	scene = await LiveScene.start();
	({ bench, items, failures } = scene);
});
afterEach(async () => await scene.close());

const begin: LiveScene['begin'] = (...given) => scene.begin(...given);
const send: LiveScene['send'] = (...given) => scene.send(...given);
const sockets = () => scene.sockets();
const names = () => scene.names();

describe('while the connection stands', () => {
	test('a played call starts the workflow with what was chosen, in one vocabulary', async () => {
		await begin(['callStarted', 'callEnded']);
		bench.simulator.stage.playCall(inbound({ answeredBy: '1001' }));
		await until('both events are there', () => items.length >= 2);
		expect(new Set(names())).toEqual(new Set(['callStarted', 'callEnded']));
		expect(items.find(({ event }) => event === 'callEnded')).toMatchObject({
			direction: 'inbound',
			callerNumber: '33123456',
			answered: true,
		});
	});

	test('what was not chosen starts nothing, nor does what is no event', async () => {
		await begin(['callEnded']);
		send('call_start');
		send('never_heard_of');
		bench.simulator.events.sockets.send('{"event_type": 7, ');
		bench.simulator.events.sockets.send(`"${'x'.repeat(200_000)}"`);
		bench.simulator.events.sockets.send('[]');
		send('call_cdr', { session_id: '1' });
		await until('the record is there', () => items.length > 0);
		expect(names()).toEqual(['callEnded']);
	});

	test('what is there at the start is no news, a change is', async () => {
		await begin(['extensionStatus', 'extensionPresence']);
		await aMoment(400);
		expect(items).toEqual([]);
		bench.simulator.stage.setExtension({
			extension: '1001',
			online: true,
			presence: 'AWAY',
		});
		await until('both are there', () => items.length >= 2);
		expect(items).toEqual([
			expect.objectContaining({ event: 'extensionPresence', presence: 'away' }),
			expect.objectContaining({ event: 'extensionStatus', extension: '1001', online: true }),
		]);
	});

	test('but the state at the start is told where it is wanted', async () => {
		await begin(['extensionStatus'], { options: { snapshots: true } });
		await until('the state is there', () => items.length > 0);
		expect(items[0]).toMatchObject({ event: 'extensionStatus' });
	});

	test('only chosen extensions count', async () => {
		await begin(['extensionCall'], { options: { extensions: '1001' } });
		for (const extension of ['1002', '1001']) {
			scene.sendOf(extension, 'extension_call', { call_status: 'RINGING' });
		}
		await until('one is there', () => items.length > 0);
		expect(items.map(({ extension }) => extension)).toEqual(['1001']);
	});

	test('a system administrator hears of tenants without entering them', async () => {
		bench.signIn(bench.simulator.logins.systemAdmin);
		await begin(['callEnded']);
		bench.simulator.stage.playCall(inbound());
		await until('the record is there', () => items.length > 0);
		expect(names()).toEqual(['callEnded']);
	});
});

describe('a connection that breaks', () => {
	test.each([
		['is closed by the PBX', () => bench.simulator.events.sockets.close(1001, 'restart')],
		['ends without a word', () => bench.simulator.events.sockets.drop()],
		['is dead, which nobody says', () => bench.simulator.events.sockets.freeze()],
	])(
		'that %s is followed by another one, and tells so',
		async (_, disturb) => {
			await begin(['callEnded', 'extensionStatus'], { options: { connection: true } });
			disturb();
			await until('it is back', () => names().includes('connectionRestored'));
			expect(names()).toEqual(['connectionLost', 'connectionRestored']);
			await scene.subscribed();
			send('call_cdr', { session_id: '1' });
			await until('events come again', () => names().includes('callEnded'));
			expect(sockets().filter(({ frozen }) => !frozen)).toHaveLength(1);
			expect(failures).toEqual([]);
		},
		20_000,
	);

	test('to a PBX that answers nothing is made anew after a long silence', async () => {
		Object.assign(bench.simulator.switches, { socketSnapshots: false });
		const times = { mute: 1500 };
		await begin(['callEnded'], { options: { connection: true } }, { times });
		bench.simulator.events.sockets.freeze();
		await until('it is back', () => names().includes('connectionRestored'));
		expect(items[0]).toMatchObject({ event: 'connectionLost', reason: /no message came/ });
	}, 20_000);

	test('is tried again as long as it takes', async () => {
		await begin(['callEnded']);
		bench.simulator.switches.socketFault = 'drop-connect';
		bench.simulator.events.sockets.drop();
		await aMoment(1500);
		bench.simulator.switches.socketFault = 'none';
		await scene.subscribed();
		send('call_cdr', { session_id: '1' });
		await until('events come again', () => items.length > 0);
	}, 20_000);

	test('a sign-in that is refused then is not repeated, and that is told', async () => {
		await begin(['callEnded']);
		const { tenantUser } = bench.simulator.logins;
		const user = [...bench.simulator.state.users.values()].find(
			({ name }) => name === tenantUser.username,
		);
		Object.assign(user ?? {}, { password: 'Changed-Meanwhile-1' });
		const before = bench.simulator.counters.refusedSocketLogins;
		bench.simulator.events.sockets.drop();
		await until('it is told', () => failures.length > 0);
		await aMoment(1000);
		expect(failures[0].message).toMatch(/refused the sign-in/);
		expect(failures[0].message).not.toContain(tenantUser.password);
		expect(bench.simulator.counters.refusedSocketLogins - before).toBeLessThanOrEqual(1);
	}, 20_000);
});

describe('the end', () => {
	test('leaves no socket, also in the middle of a new try', async () => {
		const response = await begin(['callEnded']);
		bench.simulator.switches.socketFault = 'drop-connect';
		bench.simulator.events.sockets.drop();
		await aMoment(300);
		await response.closeFunction?.();
		bench.simulator.switches.socketFault = 'none';
		await aMoment(1500);
		expect(sockets()).toEqual([]);
		expect(items).toEqual([]);
	});

	test('a run by hand listens once n8n takes items', async () => {
		const response = await begin(['callEnded'], {}, { mode: 'manual' });
		expect(sockets()).toEqual([]);
		await response.manualTriggerFunction?.();
		expect(sockets()).toHaveLength(1);
		await response.closeFunction?.();
		await until('it is closed', () => sockets().length === 0);
	});
});

describe('it does not begin', () => {
	test('on a Node.js without WebSocket', async () => {
		Object.assign(globalThis, { WebSocket: undefined });
		await expect(begin(['callEnded'])).rejects.toThrow(/Node.js without WebSocket/);
	});

	test('with Ignore SSL Issues', async () => {
		bench.signIn({ ...bench.simulator.logins.tenantUser, ignoreSslIssues: true });
		await expect(begin(['callEnded'])).rejects.toThrow(/Ignore SSL Issues is on/);
	});

	test('with a wrong password, which is sent once', async () => {
		bench.signIn({ ...bench.simulator.logins.tenantUser, password: 'Wrong-Fake-1' });
		await expect(begin(['extensionCall'])).rejects.toThrow(/refused the sign-in/);
		await expect(begin(['extensionCall'])).rejects.toThrow(/not sent again/);
		const { refusedLogins, refusedSocketLogins } = bench.simulator.counters;
		expect(refusedLogins + refusedSocketLogins).toBe(1);
	});

	test('where the PBX takes no socket', async () => {
		bench.simulator.switches.socketFault = 'drop-connect';
		await expect(begin(['callEnded'])).rejects.toThrow(/takes no live connection on \/wsi/);
	});

	test('without an event', async () => {
		await expect(begin([])).rejects.toThrow(/"Trigger On" is empty/);
	});
});

test('ten thousand events come through whole', async () => {
	await begin(['callEnded']);
	for (let index = 0; index < 10_000; index++) send('call_cdr', { session_id: String(index) });
	await until('all are there', () => items.length >= 10_000);
	expect(new Set(items.map(({ sessionId }) => sessionId)).size).toBe(10_000);
}, 30_000);

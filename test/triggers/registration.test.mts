import { setUpTriggers, type TriggerBench } from '../support/triggers.mts';
import { linesOf } from '../support/pbx.mts';
import { foreign, inbound, sampleTenant, settingOf, triggerOn } from './scene.mts';
import { setTimeout as pause } from 'node:timers/promises';
import { delivered } from '../simulator/listeners.mts';

let bench: TriggerBench;
beforeEach(async () => (bench = await setUpTriggers({ webhookTimeScale: 0.001 })));
afterEach(async () => await bench.close());

const CALLS = triggerOn(['callEnded']);
const TAKING = triggerOn(['callEnded'], { options: { takeOver: true } });
const setting = (group?: string) => settingOf(bench.simulator, group);
const enter = (value: object, group = 'cdr_event') => {
	sampleTenant(bench.simulator)[group] = value;
};
const liveUrl = (id = 'flow') =>
	`${bench.server.webhookUrl}/webhook/${bench.server.database.get(id)!.nodes[0].webhookId}/webhook`;
const testUrl = (id?: string) => liveUrl(id).replace('/webhook/', '/webhook-test/');

describe('publishing', () => {
	test('enters address and a secret made for it, only where the events come from', async () => {
		bench.server.save('flow', [CALLS]);
		await bench.server.activate('flow');
		expect(setting()).toEqual({
			enabled: true,
			auth: 'BEARER',
			token: expect.stringMatching(/^[a-z0-9]{48}$/),
			url: liveUrl(),
		});
		expect(setting('extension_event')).toEqual({ enabled: false, auth: 'DISABLE' });
		expect(bench.server.calls).toEqual(['checkExists', 'create']);
	});

	test.each([
		[['callStarted', 'deviceRinging'], true, false],
		[['extensionPresence'], false, true],
		[['callEnded', 'extensionStatus'], true, true],
		[['other'], true, true],
	])('%j takes the webhooks that bring it', async (events, calls, extensions) => {
		bench.server.save('flow', [triggerOn(events)]);
		await bench.server.activate('flow');
		expect([setting().enabled, setting('extension_event').enabled]).toEqual([calls, extensions]);
	});

	test('a username and password in the form of PortSIP, if that is chosen', async () => {
		bench.server.save('flow', [triggerOn(['callEnded'], { options: { authentication: 'basic' } })]);
		await bench.server.activate('flow');
		expect(setting()).toMatchObject({
			auth: 'BASIC',
			username: expect.stringMatching(/^[a-z0-9]{6,64}$/),
			password: expect.stringMatching(/^[a-z0-9]{48}$/),
		});
		bench.simulator.stage.playCall(inbound({ answeredBy: '1001' }));
		await delivered(bench.simulator);
		expect(bench.server.executions).toHaveLength(1);
	});

	test('each time has a secret of its own', async () => {
		bench.server.save('flow', [CALLS]);
		await bench.server.activate('flow');
		const { token } = setting();
		await bench.server.publish('flow', [CALLS]);
		expect(setting()).toMatchObject({ enabled: true, url: liveUrl() });
		expect(setting().token).not.toBe(token);
		bench.simulator.stage.playCall(inbound());
		await delivered(bench.simulator);
		expect(bench.server.executions).toHaveLength(1);
	});

	test('an account of the system enters any tenant, without moving into it', async () => {
		bench.engine.signInWith(
			{
				baseUrl: bench.simulator.url,
				signInAs: 'system',
				...bench.simulator.logins.systemAdmin,
			},
			'admin',
		);
		const tenant = { __rl: true, mode: 'domain', value: 'sample.example' };
		bench.server.save('flow', [triggerOn(['callEnded'], { tenant }, { credential: 'admin' })]);
		await bench.server.activate('flow');
		expect(setting()).toMatchObject({ enabled: true, url: liveUrl() });
		await bench.server.deactivate('flow');
		expect(setting().enabled).toBe(false);
		expect(linesOf(bench.simulator).filter((line) => line.includes('switch'))).toEqual([]);
	});

	test.each([
		['system', undefined, '"Tenant" is empty'],
		['system', 'nobody.example', 'No tenant has the domain "nobody.example"'],
		['tenantUser', 'sample.example', 'works in that tenant only'],
	])('%s with the tenant %s: %s', async (kind, domain, message) => {
		const { systemAdmin, tenantUser } = bench.simulator.logins;
		const login = kind === 'system' ? systemAdmin : tenantUser;
		bench.engine.signInWith({ baseUrl: bench.simulator.url, signInAs: kind, ...login }, 'other');
		const tenant = { __rl: true, mode: domain ? 'domain' : 'list', value: domain ?? '' };
		bench.server.save('flow', [triggerOn(['callEnded'], { tenant }, { credential: 'other' })]);
		await expect(bench.server.activate('flow')).rejects.toThrow(message);
		expect(setting().enabled).toBe(false);
	});

	test('nothing chosen to trigger on, or a filter that cannot be read, is refused', async () => {
		bench.server.save('flow', [triggerOn([])]);
		await expect(bench.server.activate('flow')).rejects.toThrow('Choose at least one event');
		bench.server.save('flow', [triggerOn(['callEnded'], { filters: { minimumTalk: 'long' } })]);
		await expect(bench.server.activate('flow')).rejects.toThrow('"Minimum Duration" is "long"');
		expect(linesOf(bench.simulator).filter((line) => line.startsWith('POST'))).toEqual([]);
	});
});

describe('the address', () => {
	test.each([
		['http://n8n.customer.example', { allowHttp: false }, 'begins with http://'],
		['https://localhost:5678', { allowLocal: false }, 'leads to the machine of n8n itself'],
		['https://127.0.0.1', { allowLocal: false }, 'leads to the machine of n8n itself'],
		[`https://${'n8n.'.repeat(20)}example`, {}, 'and PortSIP takes 128'],
	])('%s with %j is refused before the PBX is asked', async (base, options, message) => {
		bench.server.webhookUrl = base;
		bench.server.save('flow', [triggerOn(['callEnded'], { options })]);
		await expect(bench.server.activate('flow')).rejects.toThrow(message);
		await expect(bench.server.activate('flow')).rejects.toThrow('WEBHOOK_URL');
		expect(setting()).toEqual({ enabled: false, auth: 'DISABLE' });
	});

	test('HTTPS with a name needs no permission', async () => {
		bench.server.webhookUrl = 'https://n8n.customer.example';
		const options = { allowHttp: false, allowLocal: false };
		bench.server.save('flow', [triggerOn(['callEnded'], { options })]);
		await bench.server.activate('flow');
		expect(setting().url).toBe(liveUrl());
	});
});

describe('a webhook that somebody else has', () => {
	test.each([true, false])('is named and stays, switched on: %s', async (enabled) => {
		enter(foreign({ enabled }));
		bench.server.save('flow', [CALLS]);
		const refused = bench.server.activate('flow');
		await expect(refused).rejects.toThrow('https://crm.customer.example/calls?…');
		await expect(refused).rejects.toThrow('Take Over');
		// n8n has called `delete` after it.
		expect(bench.server.calls).toEqual(['checkExists', 'create', 'delete']);
		expect(setting()).toEqual(foreign({ enabled }));
	});

	test('of two groups, neither is written if one is taken', async () => {
		enter(foreign(), 'extension_event');
		bench.server.save('flow', [triggerOn(['callEnded', 'extensionCall'])]);
		await expect(bench.server.activate('flow')).rejects.toThrow('webhook for extensions');
		expect(setting()).toEqual({ enabled: false, auth: 'DISABLE' });
	});

	test.each([
		['with all it had', foreign()],
		['a bearer token', { enabled: true, auth: 'BEARER', token: 'Zz', url: 'https://a.example/b' }],
		['switched off', foreign({ enabled: false, auth: 'DIGEST' })],
	])('is taken over if wanted, and put back exactly: %s', async (_, before) => {
		enter(before);
		bench.server.save('flow', [TAKING]);
		await bench.server.activate('flow');
		expect(setting().url).toBe(liveUrl());
		await bench.server.publish('flow', [TAKING]);
		expect(setting().url).toBe(liveUrl());
		await bench.server.deactivate('flow');
		expect(setting()).toEqual(before);
		expect(bench.server.staticData('flow')).toEqual({});
	});

	test.each(['merge', 'reset'] as const)(
		'is put back also where an update does so with what is left out: %s',
		async (updateNested) => {
			bench.simulator.switches.updateNested = updateNested;
			enter(foreign());
			const basic = { takeOver: true, authentication: 'basic' };
			bench.server.save('flow', [triggerOn(['callEnded'], { options: basic })]);
			await bench.server.activate('flow');
			await bench.server.deactivate('flow');
			expect(setting()).toEqual(foreign());
		},
	);

	test('whose secret the PBX does not show is not taken over: it could not be put back', async () => {
		enter(foreign({ password: '********' }));
		bench.server.save('flow', [TAKING]);
		await expect(bench.server.activate('flow')).rejects.toThrow('does not show its secret');
		expect(setting().url).toBe(foreign().url);
	});

	test('who came while the workflow was published stays', async () => {
		enter(foreign());
		bench.server.save('flow', [TAKING]);
		await bench.server.activate('flow');
		const later = foreign({ url: 'https://other.example/hook' });
		enter(later);
		await bench.server.deactivate('flow');
		expect(setting()).toEqual(later);
	});

	test('whoever takes the webhook of a published workflow is not removed by the next start', async () => {
		bench.server.save('flow', [CALLS]);
		await bench.server.activate('flow');
		enter(foreign());
		await expect(bench.restart()).rejects.toThrow('crm.customer.example');
		expect(setting()).toEqual(foreign());
	});
});

describe('a webhook that nobody had', () => {
	test('is off afterwards, without the secret, and free for the next workflow', async () => {
		bench.server.save('flow', [CALLS]);
		await bench.server.activate('flow');
		await bench.server.deactivate('flow');
		expect(setting()).toMatchObject({ enabled: false, auth: 'DISABLE', token: '' });
		bench.server.save('other', [CALLS]);
		await bench.server.activate('other');
		expect(setting()).toMatchObject({ enabled: true, url: liveUrl('other') });
	});

	test('gives back both groups, also when the next version needs one', async () => {
		bench.server.save('flow', [triggerOn(['callEnded', 'extensionCall'])]);
		await bench.server.activate('flow');
		await bench.server.publish('flow', [CALLS]);
		expect([setting().enabled, setting('extension_event').enabled]).toEqual([true, false]);
	});
});

describe('several on one tenant', () => {
	test.each([
		[
			'two workflows',
			[
				['one', [CALLS]],
				['two', [CALLS]],
			],
		],
		[
			'two nodes',
			[
				[
					'one',
					[CALLS, { ...CALLS, name: 'Second', webhookId: '11111111-2222-4333-8444-555555555555' }],
				],
			],
		],
	] as const)(
		'%s: one has the events, and the message says how to share them',
		async (_, flows) => {
			for (const [id, nodes] of flows) bench.server.save(id, nodes);
			const ids = flows.map(([id]) => id);
			for (const id of ids.slice(0, -1)) await bench.server.activate(id);
			const refused = bench.server.activate(ids.at(-1) as string);
			await expect(refused).rejects.toThrow('another workflow or node of n8n');
			await expect(refused).rejects.toThrow('Switch node');
		},
	);

	test('a refused workflow leaves the webhook of the other one', async () => {
		bench.server.save('one', [CALLS]);
		bench.server.save('two', [CALLS]);
		await bench.server.activate('one');
		const before = { ...setting() };
		await expect(bench.server.activate('two')).rejects.toThrow();
		expect(setting()).toEqual(before);
	});

	test('what the first of two nodes replaced comes back when the second is refused', async () => {
		enter(foreign());
		const second = { ...CALLS, name: 'Second', webhookId: '11111111-2222-4333-8444-555555555555' };
		bench.server.save('flow', [TAKING, second]);
		await expect(bench.server.activate('flow')).rejects.toThrow('another workflow or node');
		expect(setting()).toEqual(foreign());
	});
});

describe('a test run', () => {
	test('has the events for as long as it listens, and ends with the first that starts it', async () => {
		bench.server.save('flow', [triggerOn(['callEnded'], { filters: { outcome: 'missed' } })]);
		await bench.server.test('flow');
		expect(setting()).toMatchObject({ enabled: true, url: testUrl() });
		bench.simulator.stage.playCall(inbound({ answeredBy: '1001' }));
		await delivered(bench.simulator);
		expect([bench.server.executions.length, setting().enabled]).toEqual([0, true]);
		bench.simulator.stage.playCall(inbound());
		await delivered(bench.simulator);
		expect(bench.server.executions).toMatchObject([{ mode: 'manual' }]);
		// n8n ends the test after it has answered.
		while (setting().enabled) await pause(5);
	});

	test('puts back what it replaced', async () => {
		enter(foreign());
		bench.server.save('flow', [TAKING]);
		await bench.server.test('flow');
		await bench.server.endTest('flow');
		expect(setting()).toEqual(foreign());
	});

	test.each([CALLS, TAKING])(
		'beside the published workflow is refused with the reason',
		async (node) => {
			bench.server.save('flow', [node]);
			await bench.server.activate('flow');
			const before = { ...setting() };
			await expect(bench.server.test('flow')).rejects.toThrow('This workflow is published');
			expect(setting()).toEqual(before);
			bench.simulator.stage.playCall(inbound());
			await delivered(bench.simulator);
			expect(bench.server.executions).toMatchObject([{ mode: 'webhook' }]);
		},
	);

	test('gives way when the workflow is published meanwhile; what both replaced comes back', async () => {
		enter(foreign());
		bench.server.save('flow', [TAKING]);
		await bench.server.test('flow');
		await bench.server.activate('flow');
		expect(setting().url).toBe(liveUrl());
		await bench.server.endTest('flow');
		expect(setting().url).toBe(liveUrl());
		await bench.server.deactivate('flow');
		expect(setting()).toEqual(foreign());
	});

	test('that n8n did not end, since it broke down, does not stand in the way', async () => {
		bench.server.save('flow', [CALLS]);
		await bench.server.test('flow');
		await bench.restart();
		await bench.server.activate('flow');
		expect(setting().url).toBe(liveUrl());
	});
});

describe('n8n starts again', () => {
	const calls = async () => (await bench.restart()).calls;

	test('and leaves alone what is as it was registered', async () => {
		bench.server.save('flow', [CALLS]);
		await bench.server.activate('flow');
		const before = { ...setting() };
		expect(await calls()).toEqual(['checkExists']);
		expect(setting()).toEqual(before);
		bench.simulator.stage.playCall(inbound());
		await delivered(bench.simulator);
		expect(bench.server.executions).toHaveLength(1);
	});

	test.each([
		['the token', { token: 'another' }],
		['the switch, as after long failure', { enabled: false }],
		['the authentication', { auth: 'DISABLE' }],
		['all', { url: '', enabled: false }],
	])('and registers anew where somebody changed %s', async (_, changes) => {
		bench.server.save('flow', [CALLS]);
		await bench.server.activate('flow');
		Object.assign(setting(), changes);
		expect(await calls()).toEqual(['checkExists', 'create']);
		bench.simulator.stage.playCall(inbound());
		await delivered(bench.simulator);
		expect(bench.server.executions).toHaveLength(1);
	});

	test('twice at once, as with two main processes: both end with the secret that counts', async () => {
		bench.server.save('flow', [CALLS]);
		await bench.server.activate('flow');
		Object.assign(setting(), { enabled: false });
		bench.simulator.switches.latencyMs = 20;
		await bench.restart();
		const { database } = bench.server;
		const { TriggerServer } = await import('../support/triggers.mts');
		await Promise.all([
			bench.restart(),
			TriggerServer.start(bench.engine, database).then((other) => other.stop()),
		]);
		expect(setting()).toMatchObject({ enabled: true, auth: 'BEARER' });
	});
});

describe('the PBX is away', () => {
	const away = (times = 1000) =>
		bench.simulator.switches.failures.push({
			path: '.',
			status: 503,
			times,
			dropConnection: true,
		} as never);

	test('publishing says so, and nothing is kept', async () => {
		bench.server.save('flow', [CALLS]);
		away();
		await expect(bench.server.activate('flow')).rejects.toThrow(/127\.0\.0\.1:\d+/);
		expect(bench.server.staticData('flow')).toEqual({});
	});

	test('when n8n starts: events go on to be taken', async () => {
		bench.server.save('flow', [CALLS]);
		await bench.server.activate('flow');
		away();
		await bench.restart();
		expect(bench.server.calls).toEqual(['checkExists']);
		bench.simulator.switches.failures.length = 0;
		bench.simulator.stage.playCall(inbound());
		await delivered(bench.simulator);
		expect(bench.server.executions).toHaveLength(1);
	});

	test('when the workflow is unpublished: the next time puts back what stood there before', async () => {
		enter(foreign());
		bench.server.save('flow', [TAKING]);
		await bench.server.activate('flow');
		away();
		await bench.server.deactivate('flow');
		bench.simulator.switches.failures.length = 0;
		expect(setting().url).toBe(liveUrl());
		await bench.server.publish('flow', [TAKING]);
		await bench.server.deactivate('flow');
		expect(setting()).toEqual(foreign());
	});
});

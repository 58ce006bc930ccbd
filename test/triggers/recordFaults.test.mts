import { LoadOptionsContext } from 'n8n-core';
import type { IDataObject, INodeListSearchResult, INodeParameters } from 'n8n-workflow';
import { loadNodeTypes } from '../../scripts/engine/nodeTypes.mts';
import { Client } from '../simulator/client.mts';
import { setUpTriggers, type TriggerBench } from '../support/triggers.mts';
import { at, emptied, writeCall, writeRecord } from './recordScene.mts';
import { inbound, sampleTenant } from './scene.mts';

/** What would make a poll lose records, or stand still for ever. */
let bench: TriggerBench;
/** What was told is remembered in the process, so each test has a workflow of its own. */
let flow = '';
let flows = 0;
beforeEach(async () => {
	flow = `f${++flows}`;
	bench = await setUpTriggers();
	for (const list of ['/cdrs', '/recordings', '/audit_logs']) emptied(bench.simulator, list);
});
afterEach(async () => await bench.close());

async function publish(parameters: IDataObject = {}): Promise<void> {
	bench.server.save(flow, [{ type: 'portSipRecordTrigger', parameters }]);
	expect(await bench.server.poll(flow, { activation: 'init' })).toBeUndefined();
}
const items = async (): Promise<IDataObject[]> => (await bench.server.poll(flow)) ?? [];
const poll = async (): Promise<string[]> => (await items()).map(({ id }) => String(id));
const call = (id: string, endedAt: string): void => writeCall(bench.simulator, id, endedAt);

describe.each([
	['a list that heeds filter and order', {}],
	['a list that ignores filters', { filterIgnoredBy: '.' }],
	['a list that ignores filters and orders', { filterIgnoredBy: '.', orderIgnoredBy: '.' }],
])('a record with a time far ahead, in %s', (_, switches) => {
	beforeEach(() => Object.assign(bench.simulator.switches, switches));

	test('is given out once, and hides none of those that follow', async () => {
		call('old', at(0));
		await publish();
		call('ahead', '2099-01-01T00:00:00Z');
		call('new', at(10));
		expect(await poll()).toEqual(['new', 'ahead']);
		call('newer', at(20));
		expect(await poll()).toEqual(['newer']);
		expect(await poll()).toEqual([]);
	});

	test('that is there when the workflow is published hides none either', async () => {
		call('old', at(0));
		call('ahead', '2099-01-01T00:00:00Z');
		await publish();
		call('new', at(10));
		expect(await poll()).toEqual(['new']);
		expect(await poll()).toEqual([]);
	});
});

describe('recordings whose file cannot be had', () => {
	const record = (from: string): void => {
		const answered = inbound({ from, answeredBy: '1001', recorded: true });
		bench.simulator.stage.playCall(answered);
	};
	const download = { event: 'recording', simple: false, options: { download: true } };
	const given = async (): Promise<Array<[unknown, boolean]>> =>
		(await items()).map(({ caller, file_missing }) => [caller, file_missing === undefined]);
	/** Polls until something comes, and says what and after how many. */
	async function after(polls: number): Promise<Array<[unknown, boolean]>> {
		for (let step = 1; step < polls; step++) expect(await given()).toEqual([]);
		return await given();
	}

	test.each([404, 403, 500])('hold up no others where the PBX answers %i', async (status) => {
		await publish(download);
		record('33123456');
		bench.simulator.switches.failures = [{ path: '^/blobs/', status, times: 4 }];
		expect(await after(4)).toEqual([['33123456', false]]);
		record('33999999');
		expect(await given()).toEqual([['33999999', true]]);
		expect(await given()).toEqual([]);
	});

	test('come with the file if it is there a little later, and meanwhile others come', async () => {
		await publish(download);
		record('33123456');
		bench.simulator.switches.failures = [{ path: '^/blobs/', status: 404, times: 1 }];
		expect(await given()).toEqual([]);
		record('33999999');
		expect((await given()).sort()).toEqual([
			['33123456', true],
			['33999999', true],
		]);
		expect(await given()).toEqual([]);
	});

	test('hold up no others where their entry is gone', async () => {
		await publish(download);
		record('33123456');
		bench.simulator.switches.failures = [{ path: '^/recordings/.+', status: 404, times: 4 }];
		expect(await after(4)).toEqual([['33123456', false]]);
	});

	test('no more than twenty are fetched in one poll, and the others with the next ones', async () => {
		await publish(download);
		for (let index = 0; index < 45; index++) record(`331234${100 + index}`);
		const counts: number[] = [];
		const callers = new Set<unknown>();
		for (let step = 0; step < 4; step++) {
			const some = await given();
			counts.push(some.length);
			for (const [caller, whole] of some) if (whole) callers.add(caller);
		}
		expect([counts, callers.size]).toEqual([[20, 20, 5, 0], 45]);
	});

	test('are not begun when the time of a poll runs out, and come with the next ones', async () => {
		await publish(download);
		for (let index = 0; index < 8; index++) record(`331234${100 + index}`);
		bench.simulator.switches.latencyMs = 30;
		const first = (await bench.server.poll(flow, { budget: 240 })) ?? [];
		expect(first.length).toBeGreaterThan(0);
		expect(first.length).toBeLessThan(8);
		bench.simulator.switches.latencyMs = 0;
		const callers = [...first, ...(await items())].map(({ caller }) => caller);
		expect([callers.length, new Set(callers).size]).toEqual([8, 8]);
		expect(await items()).toEqual([]);
	});

	test('are waited for while the network is broken', async () => {
		await publish(download);
		record('33123456');
		bench.simulator.switches.failures = [{ path: '^/blobs/', status: 503, times: 50 }];
		await expect(items()).rejects.toThrow(/503/);
		bench.simulator.switches.failures = [];
		expect(await given()).toEqual([['33123456', true]]);
	}, 60_000);
});

test('the own sign-ins, which each poll in a tenant makes, start nothing unless asked for', async () => {
	const { username } = bench.simulator.logins.tenantUser;
	const entry = (id: string, user: unknown, action: string): void =>
		writeRecord(bench.simulator, '/audit_logs', id, {
			...{ user_name: user, action, object_type: 'LOGIN', created_at: at(10) },
		});
	await publish({ event: 'adminChange' });
	entry('ownLogin', username, 'LOGIN');
	entry('ownLogout', username, 'LOGOUT');
	entry('ownChange', username, 'UPDATE');
	entry('other', 'somebody', 'LOGIN');
	expect(await poll()).toEqual(['ownChange', 'other']);
	await bench.server.publish(flow, [
		{
			type: 'portSipRecordTrigger',
			parameters: { event: 'adminChange', options: { actions: 'LOGIN' } },
		},
	]);
	entry('wanted', username, 'LOGIN');
	expect(await poll()).toEqual(['wanted']);
});

test('a list that shows no time of its records is refused when the workflow is published', async () => {
	for (let index = 0; index < 30; index++) {
		writeRecord(bench.simulator, '/cdrs', `c${index}`, { caller: '1001' });
	}
	await expect(publish()).rejects.toThrow(/shows no time \(ended_at\)/);
});

describe('an outage', () => {
	const away = (): void => {
		bench.simulator.switches.failures = [{ path: '^/cdrs', status: 503, times: 1000 }];
	};

	test('at the start of n8n does not keep the workflow from being active', async () => {
		call('old', at(0));
		await publish();
		away();
		// Another process has never polled it, and knows only what was saved.
		const saved = bench.server.database.get(flow);
		flow = `f${++flows}`;
		bench.server.database.set(flow, structuredClone(saved)!);
		const first = await bench.server.poll(flow, { activation: 'init' });
		expect(first).toBeUndefined();
		await expect(items()).rejects.toThrow(/503/);
		expect(await items()).toEqual([]);
		bench.simulator.switches.failures = [];
		call('meanwhile', at(10));
		expect(await poll()).toEqual(['meanwhile']);
	}, 120_000);

	test('that becomes another fault is told again, once', async () => {
		call('old', at(0));
		await publish();
		away();
		await expect(items()).rejects.toThrow(/503/);
		expect(await items()).toEqual([]);
		bench.simulator.switches.failures = [{ path: '^/cdrs', status: 403, times: 1000 }];
		await expect(items()).rejects.toThrow(/403/);
		expect(await items()).toEqual([]);
	}, 120_000);
});

describe('changes behind a token', () => {
	const { extension, contact } = {
		extension: { event: 'extensionChanged' },
		contact: { event: 'contactChanged' },
	};
	const changed = async () =>
		(await items()).map(({ change_type, display_name, name }) => [
			change_type,
			display_name ?? name,
		]);
	const contactNamed = async (name: string): Promise<void> => {
		const { url, logins } = bench.simulator;
		const client = new Client(url);
		await client.signIn(logins.tenantUser);
		expect((await client.post('/contacts', { name })).status).toBe(201);
	};

	test('of extensions are told once each: created, changed, deleted', async () => {
		await publish(extension);
		const users = bench.simulator.state.users;
		const [[id, first]] = [...users].filter(([, user]) => user.extension_number === '1001');
		expect(await changed()).toEqual([]);
		first.display_name = 'Renamed';
		users.set('9', { ...first, id: '9', display_name: 'Added', extension_number: '1999' });
		expect((await changed()).sort()).toEqual([
			['CREATED', 'Added'],
			['UPDATED', 'Renamed'],
		]);
		expect(await changed()).toEqual([]);
		users.delete('9');
		expect(await changed()).toEqual([['DELETED', 'Added']]);
		expect(users.has(id)).toBe(true);
	});

	test('of contacts survive a restart and an outage without a gap', async () => {
		await publish(contact);
		await contactNamed('Ada');
		expect(await changed()).toEqual([['CREATED', 'Ada']]);
		await contactNamed('Ben');
		await bench.restart();
		bench.simulator.switches.failures = [{ path: 'diff$', status: 503, times: 3 }];
		await expect(items()).rejects.toThrow(/503/);
		await contactNamed('Cid');
		expect((await changed()).sort()).toEqual([
			['CREATED', 'Ben'],
			['CREATED', 'Cid'],
		]);
		expect(await changed()).toEqual([]);
	}, 60_000);

	test('begin anew where the PBX has forgotten the token, and say so once', async () => {
		await publish(contact);
		for (const [place, table] of bench.simulator.state.resources) {
			if (place.includes('sync_tokens')) table.clear();
		}
		await expect(items()).rejects.toThrow(/forgotten where the last poll ended/);
		expect(await changed()).toEqual([]);
		await contactNamed('Ada');
		expect(await changed()).toEqual([['CREATED', 'Ada']]);
	});
});

describe('the list of shared voicemail boxes, for an administrator of the system', () => {
	const boxes = async (tenant: object): Promise<INodeListSearchResult> => {
		const { simulator, engine } = bench;
		engine.signInWith({
			...{ baseUrl: simulator.url, signInAs: 'system' },
			...simulator.logins.systemAdmin,
		});
		const parameters = { event: 'voicemail', tenant } as unknown as INodeParameters;
		const workflow = engine.workflow({
			nodes: [
				{
					...{ id: '1', name: 'Trigger', type: 'n8n-nodes-portsip.portSipRecordTrigger' },
					...{ typeVersion: 1, position: [0, 0] as [number, number], parameters },
				},
			],
			connections: {},
		});
		const context = new LoadOptionsContext(
			workflow,
			workflow.nodes.Trigger,
			{ ...engine.additionalData(), currentNodeParameters: parameters },
			'',
		);
		const { nodeTypes } = await loadNodeTypes();
		const { methods } = nodeTypes.getByNameAndVersion(workflow.nodes.Trigger.type);
		return await methods!.listSearch!.searchSharedVoicemail.call(context);
	};

	test('is that of the tenant that was chosen', async () => {
		const tenant = sampleTenant(bench.simulator);
		emptied(bench.simulator, '/shared_voicemails').set('1', {
			...{ id: '1', name: 'Support', extension_number: '8100' },
		});
		const { results } = await boxes({ __rl: true, mode: 'id', value: tenant.id });
		expect(results.map(({ name }) => name)).toEqual(['Support (8100)']);
	});

	test('asks for the tenant where none was chosen, by the name that the field has', async () => {
		await expect(boxes({ __rl: true, mode: 'list', value: '' })).rejects.toThrow(
			/^"Tenant" is empty/,
		);
	});
});

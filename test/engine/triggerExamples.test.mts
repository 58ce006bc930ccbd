import type { IDataObject } from 'n8n-workflow';
import { Client, create, newUser } from '../simulator/client.mts';
import type { Simulator } from '../../simulator/server.mts';
import { delivered, makeQueue, until } from '../simulator/listeners.mts';
import { nodeIn, runFrom, Service } from '../support/eventExamples.mts';
import { exampleOf } from '../support/examples.mts';
import { setUpTriggers, type TriggerBench } from '../support/triggers.mts';
import { LiveScene } from '../triggers/liveScene.mts';
import { at, emptied, writeRecord } from '../triggers/recordScene.mts';
import { inbound, triggerOn } from '../triggers/scene.mts';

/** The examples that start with what happens on the PBX, or with a question of it. */
let service: Service;
beforeEach(async () => (service = await new Service().start()));
afterEach(() => service.close());

/** The administrator of the sample tenant. */
async function officeOf({ url, logins }: Simulator): Promise<Client> {
	const office = new Client(url);
	await office.signIn(logins.tenantUser);
	return office;
}

const chat = () => service.received.map(({ text }) => (JSON.parse(text) as { text: string }).text);

describe('with the webhook of the PBX, polls and questions', () => {
	let bench: TriggerBench;
	beforeEach(async () => (bench = await setUpTriggers()));
	afterEach(async () => await bench.close());
	const items = (list: readonly IDataObject[]) => list.map((json) => ({ json }));

	test('missed call: one message for each missed call from outside, with a link', async () => {
		const example = service.turnOn(exampleOf('missed-call.json'), 'Send to Chat');
		const { name, parameters } = nodeIn(example, 'Missed Call');
		const { triggerOn: events, options: _, ...rest } = parameters;
		bench.server.save('missed', [triggerOn(events as string[], rest, { name })]);
		await bench.server.activate('missed');
		const { simulator } = bench;
		simulator.stage.playCall(inbound({ from: '+33 1 23' }));
		simulator.stage.playCall(inbound({ from: 'anonymous' }));
		simulator.stage.playCall(inbound({ answeredBy: '1001' }));
		const office = await officeOf(simulator);
		await create(office, '/users', newUser({ extension_number: '1002' }));
		simulator.stage.playCall({ from: '1001', to: '1002' });
		await delivered(simulator);
		expect(bench.server.items).toHaveLength(2);
		await runFrom(bench.engine, example, name, items(bench.server.items), 'Send to Chat');
		expect(chat()).toEqual([
			expect.stringMatching(
				/^Missed call from \+33 1 23 to 1001 at \d\d:\d\d\. Call back: tel:\+33123$/,
			),
			expect.stringMatching(/^Missed call from anonymous to 1001 at \d\d:\d\d$/),
		]);
	});

	test('SMS: what came in is told with a link to the form, whose answer reaches the provider', async () => {
		emptied(bench.simulator, '/external_messages');
		const example = service.turnOn(
			service.turnOn(exampleOf('sms-chat.json'), 'Send to Chat'),
			'Send by Provider',
		);
		const { name, parameters } = nodeIn(example, 'New Message');
		bench.server.save('sms', [{ type: 'portSipRecordTrigger', name, parameters }]);
		expect(await bench.server.poll('sms', { activation: 'init', name })).toBeUndefined();
		for (const direction of ['IN', 'OUT']) {
			writeRecord(bench.simulator, '/external_messages', direction, {
				...{ direction, msg_type: 'SMS', sender: '+33123456', receiver: '+4420700001' },
				...{ content: 'Is "it" open?\nToday?', created_at: at(60) },
			});
		}
		const found = await bench.server.pollItems('sms', { name });
		await runFrom(bench.engine, example, name, found ?? [], 'Send to Chat');
		const [told, ...others] = chat();
		expect(others).toEqual([]);
		expect(told).toContain('SMS from +33123456 to +4420700001: Is "it" open?\nToday?');
		const link = new URL(/\S+$/.exec(told)?.[0] ?? '');
		const filledIn = { ...Object.fromEntries(link.searchParams), Text: 'Yes, until "six"' };
		service.received.length = 0;
		await runFrom(bench.engine, example, 'Answer', items([filledIn]), 'Send by Provider');
		expect(service.received.map(({ text }) => JSON.parse(text) as unknown)).toEqual([
			{ to: '+33123456', from: '+4420700001', text: 'Yes, until "six"' },
		]);
	});

	test('daily report: the calls of yesterday are counted, and a day without calls is one, too', async () => {
		const example = exampleOf('daily-call-report.json');
		example.settings = { ...example.settings, timezone: 'UTC' };
		const report = async () => {
			const got = await runFrom(
				...([bench.engine, example, 'Every Morning at 7', items([{}]), 'Report'] as const),
			);
			expect(got).toHaveLength(1);
			return got[0];
		};
		emptied(bench.simulator, '/cdrs');
		expect(await report()).toMatchObject({ calls: 0, missed: 0, minutes: 0, missedBy: [] });
		const noon = new Date(Date.now() - 86_400_000).toISOString().slice(0, 11) + '12:00:00Z';
		const call = (id: string, more: IDataObject) =>
			writeRecord(bench.simulator, '/cdrs', id, {
				...{ caller: '33123456', callee: '1001', direction: 'INBOUND_CALL', duration: 0 },
				...{ started_at: noon, ended_at: noon, ...more },
			});
		call('1', { answered_at: noon, duration: 90 });
		call('2', {});
		call('3', {});
		call('4', { caller: 'constructor' });
		call('5', { direction: 'OUTBOUND_CALL', answered_at: noon, duration: 90 });
		call('6', { started_at: '2020-01-01T12:00:00Z' });
		const { lines, ...counts } = await report();
		expect(counts).toEqual({
			...{ calls: 5, inbound: 4, outbound: 1, answered: 2, missed: 3, minutes: 3 },
			missedBy: ['from 33123456: 2', 'from constructor: 1'],
			subject: expect.stringMatching(/^Calls of \d{4}-\d\d-\d\d$/) as string,
		});
		expect(lines).toContain('Came in: 4, of which missed: 3');
		expect(nodeIn(example, 'Send Mail').disabled).toBe(true);
	});

	test('routing: who is in charge rings if on line, else the number for everybody, also where nothing can be asked', async () => {
		const example = exampleOf('route-calls.json');
		const routed = async (from: string) => {
			const answers = await runFrom(
				...([bench.engine, example, 'Call to Route', items([{ body: { from } }])] as const),
				'Answer the PBX',
			);
			return answers;
		};
		const to = (destination: string) => [{ status_code: 200, action: 'call', destination }];
		const { stage, switches } = bench.simulator;
		const office = await officeOf(bench.simulator);
		await create(office, '/users', newUser({ extension_number: '1002' }));
		expect(await routed('33999999')).toEqual(to('1001'));
		stage.setExtension({ extension: '1002', online: true });
		expect(await routed('+33 999 999')).toEqual(to('1002'));
		expect(await routed('')).toEqual(to('1001'));
		switches.failures = [{ path: '/users', status: 500, times: 1000 }];
		expect(await routed('33999999')).toEqual(to('1001'));
	}, 30_000);
});

describe('with the live connection', () => {
	let scene: LiveScene;
	beforeEach(async () => (scene = await LiveScene.start()));
	afterEach(async () => await scene.close());

	test('SLA: the message names the queue; a queue that cannot be read is told by its id', async () => {
		const { simulator, engine } = scene.bench;
		const id = await makeQueue(await officeOf(simulator), '8000', ['1001'], { sla_time: 3 });
		const example = service.turnOn(exampleOf('queue-sla.json'), 'Send to Chat');
		const { name, parameters } = nodeIn(example, 'SLA Breached');
		await scene.begin(parameters.triggerOn as string[]);
		simulator.stage.playCall(inbound({ to: '8000', ringSeconds: 2 }));
		simulator.stage.playCall(inbound({ to: '8000', ringSeconds: 9 }));
		await until('it is told', () => scene.items.length > 0);
		const run = async () =>
			await runFrom(
				engine,
				example,
				name,
				scene.items.map((json) => ({ json })),
				'Send to Chat',
			);
		await run();
		simulator.switches.failures = [{ path: '^/call_queues', status: 403, times: 1000 }];
		await run();
		expect(chat()).toEqual([
			'33123456 waits longer than 3 s in Queue 8000 (8000); waiting now: 1',
			`33123456 waits longer than 3 s in the queue ${id}; waiting now: 1`,
		]);
	});
});

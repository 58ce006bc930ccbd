import type { IDataObject } from 'n8n-workflow';
import type { WorkflowJson } from '../../scripts/engine/run.mts';
import { nodeIn, runFrom, Service } from '../support/eventExamples.mts';
import { exampleOf } from '../support/examples.mts';
import { setUpTriggers, type TriggerBench } from '../support/triggers.mts';
import { at, emptied, writeRecord } from '../triggers/recordScene.mts';
import { inbound } from '../triggers/scene.mts';

/** The examples that start with records: the trigger polls, and what it gives goes through the rest. */
let bench: TriggerBench;
let service: Service;

beforeEach(async () => {
	bench = await setUpTriggers();
	for (const list of ['/cdrs', '/recordings', '/audit_logs']) emptied(bench.simulator, list);
	service = await new Service().start();
});
afterEach(async () => {
	service.close();
	await bench.close();
});

let flows = 0;

const triggerIn = ({ nodes }: WorkflowJson) =>
	nodes.filter(({ type }) => type.endsWith('RecordTrigger'))[0];

/** Publishes the trigger of an example. */
async function publish(example: WorkflowJson): Promise<string> {
	const { name, parameters } = triggerIn(example);
	const id = `example${++flows}`;
	bench.server.save(id, [{ type: 'portSipRecordTrigger', name, parameters }]);
	expect(await bench.server.poll(id, { activation: 'init', name })).toBeUndefined();
	return id;
}

/** What a poll gives goes through the example. */
async function run(example: WorkflowJson, id: string, last: string): Promise<IDataObject[]> {
	const { name } = triggerIn(example);
	const found = await bench.server.pollItems(id, { name });
	return await runFrom(bench.engine, example, name, found ?? [], last);
}

test('call records to a sheet: one row for each call', async () => {
	const example = exampleOf('call-records-to-sheet.json');
	const id = await publish(example);
	bench.simulator.stage.playCall(inbound({ answeredBy: '1001' }));
	bench.simulator.stage.playCall(inbound({ from: '33999999' }));
	const rows = await run(example, id, 'Row');
	expect(rows.map(({ from, to, answered }) => [from, to, answered]).sort()).toEqual([
		['33123456', '1001', 'yes'],
		['33999999', '1001', 'no'],
	]);
	expect(rows[0]).toMatchObject({ ended: expect.any(String) as string, direction: 'INBOUND_CALL' });
	// The sheet itself waits for a credential, and lets what comes through until then.
	expect(nodeIn(example, 'Add to Sheet').disabled).toBe(true);
});

test('recordings to text: the file reaches the service, and the text comes with the call', async () => {
	const example = service.turnOn(exampleOf('recording-transcription.json'), 'Transcribe');
	const id = await publish(example);
	bench.simulator.stage.playCall(inbound({ answeredBy: '1001', recorded: true }));
	expect(await run(example, id, 'Text of Call')).toEqual([
		expect.objectContaining({ from: '33123456', to: '1001', text: 'Good morning' }),
	]);
	expect(service.received).toHaveLength(1);
	expect(service.received[0].type).toMatch(/^multipart\/form-data/);
	expect(service.received[0].text).toContain('RIFF recording of');
});

test('recordings to text: says what to turn on, and lets none through without a file', async () => {
	const example = exampleOf('recording-transcription.json');
	const id = await publish(example);
	bench.simulator.stage.playCall(inbound({ answeredBy: '1001', recorded: true }));
	const [first] = await run(example, id, 'Text of Call');
	expect(first.text).toBe('Turn on the node Transcribe');
	bench.simulator.switches.failures = [{ path: '^/blobs/', status: 404, times: 100 }];
	bench.simulator.stage.playCall(inbound({ answeredBy: '1001', recorded: true }));
	const seen: IDataObject[] = [];
	for (let poll = 0; poll < 5; poll++) seen.push(...(await run(example, id, 'With a File')));
	expect(seen).toEqual([]);
});

test('audit trail: one line for each change by somebody else, and no sign-ins', async () => {
	const example = service.turnOn(exampleOf('audit-trail.json'), 'Send to Log');
	const id = await publish(example);
	const change = (entry: string, user: unknown, action: string): void =>
		writeRecord(bench.simulator, '/audit_logs', entry, {
			...{ user_name: user, action, object_type: 'USER', object_name: 'ada', ip: '192.0.2.7' },
			...{ created_at: at(10), old_state: '{}', new_state: '{"enabled":false}' },
		});
	change('1', 'grace', 'UPDATE');
	change('2', 'grace', 'LOGIN');
	change('3', bench.simulator.logins.tenantUser.username, 'UPDATE');
	const [line, ...others] = await run(example, id, 'Line');
	expect(others).toEqual([]);
	expect(line.line).toBe(`${at(10)} grace from 192.0.2.7: UPDATE USER ada`);
	expect(service.received.map(({ text }) => JSON.parse(text) as IDataObject)).toEqual([line]);
});

import { newUser, setUp, type Client, type Setup } from './client.mts';
import { delivered, makeQueue, Receiver, register, SocketClient, until } from './listeners.mts';

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
	register(pbx.simulator, receiver.url, {}, ['cdr_event']);
	office = await pbx.office();
	await office.post('/users', newUser({ extension_number: '1002', display_name: 'Second' }));
});
afterAll(async () => {
	await pbx.simulator.close();
	await receiver.stop();
});

const outside = { from: '33123456', trunk: 'Sample SIP Trunk' };
const play = (request: Record<string, unknown>) => pbx.simulator.stage.playCall(request);

async function told(type: string): Promise<any[]> {
	await delivered(pbx.simulator);
	return receiver.received.map(({ body }) => body).filter(({ event_type }) => event_type === type);
}

describe('a call', () => {
	it('tells the same story everywhere', async () => {
		const client = await SocketClient.signedIn(pbx.simulator, pbx.simulator.logins.tenantUser);
		await client.subscribe('cdr_events');
		const before = Date.now();
		const { session_id } = play({
			...outside,
			to: '1001',
			did: '4420700005',
			answeredBy: '1001',
			ringSeconds: 5,
			talkSeconds: 30,
			ends: 'blind_transfer_complete',
			userData: 'user-data=abc',
			recorded: true,
		});
		const [record] = await told('call_cdr');
		await until('the socket has it', () => client.types.includes('call_cdr'));
		expect(client.messages.at(-1)).toEqual(record);
		expect(receiver.types).toEqual([
			'call_start',
			'cdr_target_add',
			'cdr_target_ringing',
			'cdr_target_answer',
			'call_update_info',
			'cdr_target_end',
			'call_cdr',
		]);
		const own = `filter=${encodeURIComponent(`call_id eq '${record.call_id}'`)}`;
		const { body: list } = await office.get(`/cdrs?${own}`);
		expect(list).toMatchObject({
			count: 1,
			items: [
				{
					id: session_id,
					caller: record.caller,
					callee: record.callee,
					direction: 'INBOUND_CALL',
					end_reason: 'BLIND_TRANSFER_COMPLETED',
					did_cid: '4420700005',
					trunk: 'Sample SIP Trunk',
					duration: 30,
					user_data: 'user-data=abc',
				},
			],
		});
		const [{ started_at, answered_at, ended_at }] = list.items;
		const inSeconds = (time: string) => String(Math.floor(Date.parse(time) / 1000));
		expect([started_at, answered_at, ended_at].map(inSeconds)).toEqual([
			record.start_time,
			record.answered_time,
			record.ended_time,
		]);
		// The record appears when the call ends, so that a poll which begins now finds it.
		expect(Date.parse(ended_at)).toBeGreaterThanOrEqual(before);
		const legs = (await office.get(`/cdrs/${session_id}`)).body.items;
		const rows = (await office.get(`/calllogs?${own}`)).body.items;
		expect(legs).toMatchObject([{ callee: '1001', destination: 'sip:1001@192.0.2.101:5060' }]);
		expect(rows).toMatchObject([{ session_id, callee: '1001' }]);
		expect((await office.get(`/user/cdrs?${own}`)).body.count).toBe(1);
		const [recording] = (await office.get(`/recordings/${session_id}`)).body.items;
		expect(recording).toMatchObject({ caller: '33123456', callee: '1001', duration: 30 });
		const file = await office.send(recording.file_url, { method: 'GET' });
		expect(file.text).toBe(`RIFF recording of ${session_id}`);
		expect(recording.file_size).toBe(file.text.length);
	});

	it.each([
		[{ from: '1001', to: '1002' }, 'internal', 'EXTENSION_CALL'],
		[{ ...outside, to: '1002' }, 'inbound', 'INBOUND_CALL'],
		[{ ...outside, from: '1001', to: '4912345' }, 'outbound', 'OUTBOUND_CALL'],
		[{ ...outside, to: '4912345' }, 'inbound_outbound', 'INBOUND_OUTBOUND_CALL'],
	])('%j has the direction %s', async (request, direction, inLists) => {
		const { session_id } = play(request);
		expect((await told('call_cdr'))[0]).toMatchObject({
			direction,
			outbound_caller_id: direction.endsWith('outbound') ? '4420700000' : '',
			did: direction.startsWith('inbound') ? '4420700000' : '',
		});
		const [leg] = (await office.get(`/cdrs/${session_id}`)).body.items;
		expect(leg.direction).toBe(inLists);
	});

	it.each([
		[{}, 'noanswer', '0', 'cdr_target_noanswer', 'cancelled'],
		[{ statusCode: 486 }, 'fail', '486', 'cdr_target_fail', 'cancelled'],
		[
			{ answeredBy: '1002', ends: 'callee_disconnected' },
			'answered',
			'0',
			'cdr_target_end',
			'callee_disconnect',
		],
	])('with %j is %s', async (request, call_status, status_code, last, ended_reason) => {
		play({ from: '1001', to: '1002', ...request });
		const [record] = await told('call_cdr');
		expect(record).toMatchObject({ call_status, status_code, ended_reason });
		expect(receiver.types.at(-2)).toBe(last);
		expect(record.answered_time === '0').toBe(call_status !== 'answered');
	});

	it('may ring two devices of one extension, which differ in their address', async () => {
		play({ from: '1001', to: '1002', rings: ['1002', '1002'], answeredBy: '1002', updates: 2 });
		const [first, second] = await told('cdr_target_ringing');
		expect(first.destination).not.toBe(second.destination);
		expect({ ...first, destination: '' }).toEqual({ ...second, destination: '' });
		const updates = await told('call_update_info');
		expect(updates).toHaveLength(2);
		expect(updates[0]).toEqual(updates[1]);
	});

	it.each([
		[{ from: '1001' }, 'to: is required'],
		[{ from: '1001', to: '1002', colour: 1 }, 'colour: is not known'],
		[{ from: '1001', to: '1002', ends: 'bored' }, /^ends: must be equal to one of/],
		[{ from: '1001', to: '4912345' }, /^trunk: 4912345 is no number of the tenant/],
		[{ from: '1001', to: '1002', trunk: 'other' }, 'trunk: the tenant has no such trunk'],
		[{ from: '1001', to: '1002', answeredBy: '1001' }, /^answeredBy: is not among/],
		[{ from: '1001', to: '1002', rings: ['77'] }, /^rings: 77 is no number/],
	])('%j cannot be', (request, detail) => {
		const expected = typeof detail === 'string' ? detail : expect.stringMatching(detail);
		try {
			play(request);
		} catch (error) {
			expect(error).toHaveProperty('detail', expected);
			return;
		}
		throw new Error('It was played');
	});
});

describe('a call to a queue', () => {
	it('is in the events of the queue and its agents', async () => {
		await makeQueue(office, '8000', ['1001', '1002'], { sla_time: 3 });
		const client = await SocketClient.signedIn(pbx.simulator, pbx.simulator.logins.tenantUser);
		await client.subscribe('queue_events', { queues: ['8000'] });
		client.messages.length = 0;
		const { session_id } = play({ ...outside, to: '8000', answeredBy: '1002', ringSeconds: 9 });
		play({ ...outside, to: '8000', ringSeconds: 2 });
		play({ ...outside, to: '8000', ringSeconds: 2, ends: 'redirected' });
		await until('the last is gone', () => client.messages.length === 9);
		const reasons = client.messages.map(
			({ event_type, updated_callers, updated_agents }) =>
				updated_callers?.[0].reason ?? updated_agents?.[0].state ?? event_type,
		);
		expect(reasons).toEqual([
			'enqueue',
			'queue_sla_breached',
			'agent_answered',
			'QUEUE_CALL',
			'ONLINE',
			'enqueue',
			'hangup',
			'enqueue',
			'overflow',
		]);
		const [record] = await told('call_cdr');
		expect(record.call_targets).toMatchObject([
			{ callee: '1001', status: 'noanswer', call_type: 'queue_call', end_reason: 'cancelled' },
			{ callee: '1002', status: 'answered' },
		]);
		const legs = (await office.get(`/cdrs/${session_id}`)).body.items;
		expect(legs).toMatchObject([{ service_number: '8000' }, { callee_display_name: 'Second' }]);
	});
});

describe('a call with a pace', () => {
	it('is seen while it goes on', async () => {
		const id = await makeQueue(office, '8000', ['1002']);
		const client = await SocketClient.signedIn(pbx.simulator, pbx.simulator.logins.tenantUser);
		const { session_id } = play({
			...outside,
			to: '8000',
			answeredBy: '1002',
			ringSeconds: 10,
			talkSeconds: 10,
			pace: 0.02,
		});
		expect((await office.get('/sessions')).body.items).toMatchObject([{ id: session_id }]);
		expect((await office.get(`/call_queues/${id}/waiting`)).body.items).toMatchObject([
			{ session_id, extension_number: '33123456' },
		]);
		await client.subscribe('queue_events', { queues: ['8000'] });
		expect(client.messages[0].waiting_list).toMatchObject([{ session_id, position: '1' }]);
		await until('an agent answers', () => client.types.includes('queue_agent_status'));
		const [user] = [...pbx.simulator.state.users.values()].slice(-1);
		expect((await office.get(`/users/${user.id}/status`)).body.status).toBe('OTHER_CALL');
		expect(await told('call_cdr')).toEqual([]);
		await until('it ends', () => receiver.types.includes('call_cdr'));
		expect((await office.get('/sessions')).body.items).toEqual([]);
		expect((await office.get(`/users/${user.id}/status`)).body.status).toBe('OFFLINE');
	});
});

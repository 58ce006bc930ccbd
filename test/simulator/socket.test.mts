import { newTenant, newUser, setUp, type Client, type Setup } from './client.mts';
import { aMoment, makeQueue, sampleTenantId, SocketClient, until } from './listeners.mts';

let pbx: Setup;
let office: Client;
beforeAll(async () => {
	pbx = await setUp();
});
beforeEach(async () => {
	pbx.simulator.reset();
	office = await pbx.office();
});
afterAll(() => pbx.simulator.close());

const refusal = { command: 'auth', status: -1, error: expect.stringContaining('access_token') };
const signedIn = (login: object) => SocketClient.signedIn(pbx.simulator, login);
const asOffice = () => signedIn(pbx.simulator.logins.tenantUser);

/** Subscribes and returns what is refused, or undefined. */
async function subscribed(client: SocketClient, topic: string, selectors: object = {}) {
	await client.subscribe(topic, selectors);
	return client.messages.find(({ command }) => command === 'subscribe')?.error;
}

async function addUser(changes: object): Promise<object> {
	const user = newUser(changes);
	expect((await office.post('/users', user)).status).toBe(201);
	return { username: user.name, password: user.password, domain: 'sample.example' };
}

describe('the login of the socket', () => {
	it.each([
		['a system user', () => pbx.simulator.logins.systemAdmin],
		['a user of a tenant', () => pbx.simulator.logins.tenantUser],
		[
			'an extension',
			() => ({ extension_number: '1001', password: 'Extend-Only-9', domain: 'sample.example' }),
		],
	])('takes %s', async (_who, login) => {
		const client = await SocketClient.open(pbx.simulator);
		expect(await client.ask({ command: 'auth', ...login() })).toEqual({
			command: 'auth',
			id: expect.stringMatching(/^\d{18}$/),
			status: 0,
		});
		expect(pbx.simulator.counters.socketLogins).toBe(1);
	});

	it.each([true, false])('counts towards the block: %s', async (socketLoginCounts) => {
		Object.assign(pbx.simulator.switches, { socketLoginCounts, signInAttempts: 2 });
		const { tenantUser } = pbx.simulator.logins;
		const client = await SocketClient.open(pbx.simulator);
		for (const login of [{ password: 'wrong' }, { domain: 'other.example' }]) {
			expect(await client.ask({ command: 'auth', ...tenantUser, ...login })).toEqual(refusal);
		}
		const { status } = await pbx.nobody().signIn(tenantUser);
		expect(status).toBe(socketLoginCounts ? 400 : 200);
		const answer = await client.ask({ command: 'auth', ...tenantUser });
		expect(answer.status).toBe(socketLoginCounts ? -1 : 0);
		expect(pbx.simulator.counters.refusedSocketLogins).toBe(socketLoginCounts ? 3 : 2);
	});

	it('is closed to accounts with a second factor', async () => {
		pbx.simulator.switches.twoFactor = true;
		const client = await SocketClient.open(pbx.simulator);
		expect(await client.ask({ command: 'auth', ...pbx.simulator.logins.systemAdmin })).toEqual(
			refusal,
		);
	});

	it('comes before anything else', async () => {
		const client = await SocketClient.open(pbx.simulator);
		expect(await client.ask({ command: 'subscribe', topics: ['cdr_events'] })).toMatchObject({
			command: 'subscribe',
			status: -1,
		});
		client.socket.send('{');
		client.socket.send('[]');
		await until('two more answers', () => client.messages.length === 3);
		expect(await client.ask({ command: 'dance' })).toMatchObject({ command: 'dance', status: -1 });
	});
});

describe('topics', () => {
	const tenantTopics = ['extension_management', 'extension', 'cdr', 'queue_management', 'queue'];

	it.each(tenantTopics)('%s is for the tenant, its twin for the system', async (name) => {
		const [own, admin, dealer] = [
			await asOffice(),
			await signedIn(pbx.simulator.logins.systemAdmin),
			await signedIn(pbx.simulator.logins.dealer),
		];
		const [topic, twin] = [`${name}_events`, `global_${name}_events`];
		expect(await subscribed(own, topic)).toBeUndefined();
		expect(await subscribed(own, twin)).toContain(twin);
		expect(await subscribed(admin, twin)).toBeUndefined();
		expect(await subscribed(admin, topic)).toContain(topic);
		expect(await subscribed(dealer, topic)).toContain(topic);
	});

	it('leave system users one if the switch says so', async () => {
		pbx.simulator.switches.socketSystemTopics = 'extension-management';
		const login = pbx.simulator.logins.systemAdmin;
		const open = await Promise.all(
			tenantTopics.map(async (name) => subscribed(await signedIn(login), `global_${name}_events`)),
		);
		expect(open.map((error) => error === undefined)).toEqual([true, false, false, false, false]);
	});

	it('depend on the role', async () => {
		await office.post('/roles', {
			name: 'Desk',
			permissions: {
				user_management: { users: true },
				analytics: { call_report_view_only: false },
			},
		});
		const roles = { StandardUser: [], QueueManager: [2, 3, 4], Desk: [0, 1] };
		for (const [role, expected] of Object.entries(roles)) {
			const login = await addUser({ role });
			const open = await Promise.all(
				tenantTopics.map(async (name) => subscribed(await signedIn(login), `${name}_events`)),
			);
			const indexes = open.flatMap((error, index) => (error === undefined ? [index] : []));
			expect([role, indexes]).toEqual([role, expected]);
		}
	});

	it('of queues are open to agents for their own', async () => {
		const login = await addUser({ extension_number: '1002' });
		await makeQueue(office, '8000', ['1002']);
		await makeQueue(office, '8001');
		const topic = 'queue_events';
		expect(await subscribed(await signedIn(login), topic, { queues: ['8000'] })).toBeUndefined();
		const both = { queues: ['8000', '8001'] };
		expect(await subscribed(await signedIn(login), topic, both)).toContain(topic);
	});
});

describe('a subscription', () => {
	const change = (extension: string) =>
		pbx.simulator.stage.setExtension({ extension, online: true });

	it('is to what it names, until it is taken back', async () => {
		await addUser({ extension_number: '1002' });
		pbx.simulator.switches.socketSnapshots = false;
		const client = await asOffice();
		await client.subscribe('extension_events', { extensions: ['1001'] });
		change('1002');
		change('1001');
		await client.subscribe('extension_events', { extensions: ['1002'] });
		change('1002');
		client.send({ command: 'unsubscribe', topics: ['extension_events'], extensions: ['1001'] });
		await client.subscribe('cdr_events');
		change('1001');
		client.send({ command: 'unsubscribe', topics: ['extension_events', 'cdr_events'] });
		await client.subscribe('queue_management_events');
		change('1002');
		await aMoment();
		expect(client.messages.map(({ status }) => status[0].extension)).toEqual([
			'sip:1001@sample.example',
			'sip:1002@sample.example',
		]);
		expect(pbx.simulator.events.sockets.view()[0].topics).toEqual({
			queue_management_events: ['*'],
		});
	});

	it.each([
		['none', 0],
		['all', 1],
	] as const)('without numbers is for %s', async (socketEmptySelector, count) => {
		Object.assign(pbx.simulator.switches, { socketEmptySelector, socketSnapshots: false });
		const client = await asOffice();
		await client.subscribe('extension_events');
		change('1001');
		await aMoment();
		expect(client.messages).toHaveLength(count);
	});

	it('brings the events of its own tenant only', async () => {
		const admin = await pbx.admin();
		const { id } = (await admin.post('/tenants', newTenant({ domain: 'other.example' }))).body;
		const [own, system] = [await asOffice(), await signedIn(pbx.simulator.logins.systemAdmin)];
		await own.subscribe('cdr_events');
		await system.subscribe('global_cdr_events', { tenants: [id] });
		for (const tenant of [id, sampleTenantId(pbx.simulator)]) {
			pbx.simulator.stage.sendEvent({ topic: 'cdr_events', tenant, body: { event_type: tenant } });
		}
		await until('both', () => own.messages.length + system.messages.length === 2);
		expect([own.types, system.types]).toEqual([[sampleTenantId(pbx.simulator)], [id]]);
	});

	it('is followed by the state of things', async () => {
		const queueId = await makeQueue(office, '8000', ['1001']);
		const client = await asOffice();
		await client.subscribe('extension_events', { extensions: ['1001', '9999'] });
		await client.subscribe('queue_events', { queues: ['8000'] });
		await client.subscribe('queue_management_events');
		await client.subscribe('cdr_events');
		expect(client.messages).toMatchObject([
			{ event_type: 'extension_status', status: [{ extension: 'sip:1001@sample.example' }] },
			{ event_type: 'queue_status', queue_id: queueId, waiting_list: [], agents: [{}] },
			{ event_type: 'queue_created', queue_number: '8000' },
		]);
		const system = await signedIn(pbx.simulator.logins.systemAdmin);
		await system.subscribe('global_queue_events', { tenants: [sampleTenantId(pbx.simulator)] });
		expect(system.types).toEqual(['queue_status']);
	});
});

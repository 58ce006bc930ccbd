import { Client, type Answer, type Setup } from './client.mts';
import { bodyOf, digestOf, keyOf, operations, type Operation } from './contract.mts';

const fileText = 'RIFF sample';
const sampleNumber = '1001';

/** Uploads a text and returns the id of the file. */
export async function upload(client: Client, text = fileText, name = 'hello.wav'): Promise<string> {
	const begun = await client.post(`/blobs/uploads?filename=${name}`);
	const id = begun.headers.get('portsip-upload-id');
	const done = await client.bytes(
		`/blobs/uploads/${id}/complete?digest=${digestOf(text)}`,
		text,
		begun.headers.get('portsip-upload-token') ?? undefined,
	);
	expect([done.status, done.body]).toEqual([201, { id: expect.any(String) }]);
	return String(done.body?.id);
}

/** Every path up to a parameter, the short ones first. */
const ways = [
	...new Set(
		operations.flatMap(({ path }) => {
			const segments = path.split('/');
			return segments.flatMap((segment, index) =>
				segment.startsWith('{') ? [segments.slice(0, index + 1).join('/')] : [],
			);
		}),
	),
].sort((left, right) => left.split('/').length - right.split('/').length);

/** A simulator in which every path of the contract leads to a record. */
export class World {
	/** What stands for a parameter, by the path up to it, such as `/users/{id}`. */
	readonly values: Record<string, string> = {};
	readonly clients: Record<string, Client> = {};
	private bodies: Record<string, () => object> = {};
	private serial = 0;

	constructor(private readonly pbx: Setup) {}

	/** Signs everybody in and creates one record of each kind. */
	async build(): Promise<void> {
		const { pbx, clients, values } = this;
		const { state } = pbx.simulator;
		clients.system = await pbx.admin();
		clients.dealer = await pbx.dealer();
		clients.tenant = await pbx.office();
		const [provider_id] = state.providers.keys();
		const file_id = await upload(clients.tenant);
		const begun = await clients.tenant.post('/blobs/uploads');

		const next = () => ++this.serial;
		const greeting = () => ({ file_id });
		const newPassword = () => ({ password: 'Other-Fake-7' });
		const emailTemplates = ['RECHARGE', 'DISK_LOW'];
		const template = () => ({ filename: `template${next()}.xml` });
		this.bodies = {
			'POST /admin/users': () => ({ role: 'SiteAdmin' }),
			'POST /admin/users/{id}/role': () => ({ role: 'SiteAdmin' }),
			'POST /admin/users/{id}/password': () => ({ new_password: 'Other-Fake-7' }),
			'POST /dealers': () => ({ max_tenants: 9, max_extensions: 9000 }),
			'POST /dealers/{id}/password': newPassword,
			'POST /transports': () => ({ protocol: 'TLS' }),
			'POST /providers': () => ({ hostname: 'other.example', transport: 'UDP' }),
			'POST /tenants': () => ({ website: 'www.sample.example' }),
			'POST /inbound_rules': () => ({
				provider_id,
				did_numbers: String(4420700000 + (next() % 100)),
			}),
			'POST /users/{id}/greetings': greeting,
			'POST /user/greetings': greeting,
			'POST /shared_voicemails/{id}/greetings': greeting,
			'POST /moh_server/musics': greeting,
			'POST /custom_email_templates': () => ({ name: emailTemplates.pop() }),
			'POST /templates/phones': template,
			'POST /templates/soft_phone': template,
			'POST /user/speed_dial_100': () => ({ code: '10' }),
			'POST /users/{id}/speed_dial_100': () => ({ code: '11' }),
			'POST /user/password': () => ({
				old_password: 'Quite-Fake-9',
				new_password: 'Other-Fake-7',
			}),
			'POST /user/extension_password': () => ({
				old_password: 'Third-Fake-5',
				new_password: 'Other-Fake-7',
			}),
			'POST /users/{id}/password': newPassword,
			'POST /users/{id}/extension_password': newPassword,
			'POST /users/{id}/role': () => ({ role: 'QueueManager' }),
		};
		Object.assign(values, {
			'/blobs/{digest}': digestOf(fileText),
			'/blobs/uploads/{id}': begun.headers.get('portsip-upload-id'),
			'/files/{id}': file_id,
			'/extension_numbers/{extension_number}': sampleNumber,
			'/users/{id}/status/{instance_id}': 'sample',
		});
		await this.makeUser();
		for (const way of ways) await this.make(way);
		await this.fillLists();
	}

	/** The path of an operation with a record for each parameter. */
	fill(path: string): string {
		const segments = path.split('/');
		return segments
			.map((segment, index) => {
				if (!segment.startsWith('{')) return segment;
				const way = segments.slice(0, index + 1).join('/');
				return encodeURIComponent(this.values[way] ?? this.values[path] ?? 'sample');
			})
			.join('/');
	}

	clientFor({ scope, noAuth }: Operation): Client {
		if (noAuth) return this.pbx.nobody();
		return this.clients[scope === 'any' ? 'tenant' : scope];
	}

	bodyFor(operation: Operation): object {
		return { ...bodyOf(operation.body ?? []), ...this.bodies[keyOf(operation)]?.() };
	}

	/** Sends an operation with what stands for its parameters. */
	send(operation: Operation, changes: { path?: string; body?: object } = {}): Promise<Answer> {
		const client = this.clientFor(operation);
		const path = changes.path ?? this.fill(operation.path);
		if (operation.method === 'GET') return client.get(path);
		return client.post(path, changes.body ?? this.bodyFor(operation));
	}

	private async makeUser(): Promise<void> {
		const { clients, pbx, values } = this;
		const operation = operations.find(({ method, path }) => method === 'POST' && path === '/users');
		const body = { ...bodyOf(operation?.body ?? []), name: 'person', extension_number: '1002' };
		const { body: answer } = await clients.tenant.post('/users', body);
		values['/users/{id}'] = answer?.id;
		clients.user = pbx.nobody();
		const password = 'Quite-Fake-9';
		await clients.user.signIn({ username: 'person', password, domain: 'sample.example' });
	}

	/** Finds or creates what stands for the parameter at the end of a path. */
	private async make(way: string): Promise<void> {
		if (way in this.values) return;
		const path = way.slice(0, way.lastIndexOf('/'));
		const name = way.slice(path.length + 2, -1);
		const creator = operations.find((other) => other.method === 'POST' && other.path === path);
		if (creator?.responseShape === 'object' && !/^\/(auth|dataflow\/analytics)/.test(path)) {
			const sent = this.bodyFor(creator) as Record<string, string>;
			const { status, body, text } = await this.send(creator, { body: sent });
			if (status >= 300) throw new Error(`POST ${path}: ${status} ${text}`);
			this.values[way] =
				body?.[name] ?? (/id$/.test(name) ? body?.id : undefined) ?? sent[name] ?? sent.name;
			return;
		}
		const reader = operations.find((other) => other.method === 'GET' && other.path === path);
		if (!reader?.responseShape.startsWith('list')) return;
		const [item] = (await this.send(reader)).body?.items ?? [];
		if (item) this.values[way] = item[name] ?? item.id ?? item.filename;
	}

	private async post(path: string, body: object = {}): Promise<void> {
		const client =
			path.startsWith('/tenants') || path.startsWith('/providers') ? 'system' : 'tenant';
		const { status, text } = await this.clients[client].post(this.fill(path), body);
		if (status >= 300) throw new Error(`POST ${path}: ${status} ${text}`);
	}

	/** Puts a member into each list that is not filled by creating something. */
	private async fillLists(): Promise<void> {
		const { values } = this;
		const queue = values['/call_queues/{id}'];
		Object.assign(values, {
			'/exclusive_numbers/{id}/call_queues/{queue_id}': queue,
			'/users/{id}/call_queues/{queue_id}': queue,
			'/user/call_queues/{id}': queue,
			'/outbound_rules/{id}/applied_groups/{group_id}': values['/groups/{id}'],
			'/ms365/users/details/{id}': (await this.clients.tenant.get('/ms365/users')).body?.items[0]
				.id,
		});
		const items = [{ extension_number: '1002' }];
		for (const path of [
			'/ring_groups/{id}/agents',
			'/call_queues/{id}/agents',
			'/dect_phones/{id}/members',
		]) {
			await this.post(path, { items });
			values[`${path}/{extension_number}`] = '1002';
			values[`${path}/{agent_number}`] = '1002';
		}
		await this.post('/call_pickup_groups/{id}/members', { items: ['1002'] });
		values['/call_pickup_groups/{id}/members/{extension_number}'] = '1002';
		await this.post('/exclusive_numbers/{id}/call_queues/{queue_id}/agents', { items: ['1002'] });
		for (const { method, path } of operations) {
			if (method !== 'POST' || !/\/\{(extension_number|group_id|dealer_id)\}$/.test(path)) continue;
			values[path] ??= path.endsWith('{dealer_id}') ? values['/dealers/{id}'] : '1002';
			await this.post(path);
		}
	}
}

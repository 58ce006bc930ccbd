import { Agent, fetch } from 'undici';

import { startSimulator, type Simulator, type SimulatorOptions } from '../../simulator/server.mts';

export interface Answer {
	status: number;
	/** The parsed JSON, or undefined if the answer was empty or no JSON. */
	body: any;
	text: string;
	headers: Headers;
}

// A connection that is kept would outlive a simulator that drops it on purpose.
const dispatcher = new Agent({ pipelining: 0, connect: { rejectUnauthorized: false } });

/** Sends requests below /api with one token. */
export class Client {
	token?: string;
	refreshToken?: string;

	constructor(private readonly origin: string) {}

	async send(path: string, init: { method: string; headers?: object; body?: string }) {
		const headers: Record<string, string> = { ...init.headers };
		if (this.token) headers.authorization ??= `Bearer ${this.token}`;
		const reply = await fetch(this.origin + path, {
			...init,
			headers,
			dispatcher,
			redirect: 'manual',
		});
		const text = await reply.text();
		const isJson = reply.headers.get('content-type')?.startsWith('application/json');
		return {
			status: reply.status,
			body: isJson ? JSON.parse(text) : undefined,
			text,
			headers: reply.headers as unknown as Headers,
		} satisfies Answer;
	}

	get(path: string): Promise<Answer> {
		return this.send(`/api${path}`, { method: 'GET' });
	}

	post(path: string, body?: unknown): Promise<Answer> {
		if (body === undefined) return this.send(`/api${path}`, { method: 'POST' });
		return this.send(`/api${path}`, {
			method: 'POST',
			headers: { 'content-type': 'application/json' },
			body: JSON.stringify(body),
		});
	}

	/** Sends bytes, with the token of an upload. */
	bytes(path: string, body: string, uploadToken?: string): Promise<Answer> {
		return this.send(`/api${path}`, {
			method: 'POST',
			headers: {
				'content-type': 'application/octet-stream',
				...(uploadToken === undefined ? {} : { 'portsip-upload-token': uploadToken }),
			},
			body,
		});
	}

	form(path: string, fields: Record<string, string>): Promise<Answer> {
		return this.send(`/api${path}`, {
			method: 'POST',
			headers: { 'content-type': 'application/x-www-form-urlencoded' },
			body: new URLSearchParams(fields).toString(),
		});
	}

	/** Signs in and keeps the tokens. */
	async signIn(login: object): Promise<Answer> {
		const answer = await this.post('/auth/sign_in', login);
		this.token = answer.body?.access_token;
		this.refreshToken = answer.body?.refresh_token;
		return answer;
	}
}

/** The code of the first error in an answer, with its status: `400 VALIDATE_FAILED`. */
export function refusal({ status, body }: Answer): string {
	return `${status} ${body?.errors?.[0]?.code}`;
}

/** What the first error says about a field. */
export function detail({ body }: Answer): string {
	return body?.errors?.[0]?.detail ?? '';
}

export interface Setup {
	simulator: Simulator;
	/** A client nobody is signed in with. */
	nobody(): Client;
	admin(): Promise<Client>;
	dealer(): Promise<Client>;
	office(): Promise<Client>;
}

/** Starts a simulator for the tests of one file. */
export async function setUp(options: Partial<SimulatorOptions> = {}): Promise<Setup> {
	const simulator = await startSimulator(options);
	const as = async (login: object) => {
		const client = new Client(simulator.url);
		await client.signIn(login);
		return client;
	};
	return {
		simulator,
		nobody: () => new Client(simulator.url),
		admin: () => as(simulator.logins.systemAdmin),
		dealer: () => as(simulator.logins.dealer),
		office: () => as(simulator.logins.tenantUser),
	};
}

let serial = 0;

/** A tenant that may be created, with a domain of its own. */
export function newTenant(changes: object = {}): Record<string, unknown> {
	return {
		name: 'New Tenant',
		domain: `tenant-${++serial}.example`,
		website: 'www.tenant.example',
		timezone: 'Europe/Berlin',
		currency: 'EUR',
		region: 'DEU',
		...changes,
	};
}

/** A dealer that may be created, with a name of its own. */
export function newDealer(changes: object = {}): Record<string, unknown> {
	return {
		level: 'RESELLER',
		name: `seller${++serial}`,
		password: 'Quite-Fake-9',
		email: 'somebody@example.com',
		display_name: 'Somebody',
		max_tenants: 10,
		max_extensions: 5000,
		...changes,
	};
}

/** A trunk that may be created. */
export function newTrunk(changes: object = {}): Record<string, unknown> {
	return {
		name: `Trunk ${++serial}`,
		transport: 'UDP',
		hostname: `sip-${serial}.example`,
		port: 5060,
		outbound_server: 'proxy.example',
		outbound_server_port: 5060,
		concurrency: 10,
		...changes,
	};
}

/** An extension that may be created, with a name and a number of its own. */
export function newUser(changes: object = {}): Record<string, unknown> {
	const number = String(++serial + 2000);
	return {
		name: `user${number}`,
		password: 'Quite-Fake-9',
		email: 'somebody@example.com',
		display_name: 'Person',
		role: 'StandardUser',
		extension_number: number,
		extension_password: 'Third-Fake-5',
		voicemail_pin: '482915',
		...changes,
	};
}

/** A phone that may be given to a user. */
export function newPhone(mac = '000413000001'): Record<string, unknown> {
	return {
		mac,
		filename: 'sample.xml',
		vendor: 'Sample',
		model: 'S1',
		password: 'phone',
		language: 'ENGLISH',
		transfer: 'BLIND',
		timezone: 'Europe/London',
		codecs: [],
		interface: 'WEB_DOMAIN',
		preferred_transport: 'UDP',
	};
}

/** Creates a tenant or a dealer and returns its id. */
export async function create(
	client: Client,
	path: string,
	body: object,
	status = 201,
): Promise<string> {
	const answer = await client.post(path, body);
	expect([answer.status, answer.body]).toEqual([status, { id: expect.stringMatching(/^\d{18}$/) }]);
	return answer.body.id;
}

import { createServer, type IncomingHttpHeaders, type RequestListener } from 'node:http';
import { createServer as createSecureServer, type ServerOptions } from 'node:https';
import { once } from 'node:events';
import type { AddressInfo } from 'node:net';

import { WebSocket } from 'ws';

import type { Simulator } from '../../simulator/server.mts';
import { create, type Client } from './client.mts';

/** Waits until something is so; a failed wait says what was looked for. */
export async function until(what: string, isSo: () => boolean): Promise<void> {
	const end = Date.now() + 5000;
	while (!isSo()) {
		if (Date.now() > end) throw new Error(`It never came to this: ${what}`);
		await new Promise((resolve) => setTimeout(resolve, 5));
	}
}

/** A moment in which something that must not happen would have happened. */
export function aMoment(milliseconds = 60): Promise<void> {
	return new Promise((resolve) => setTimeout(resolve, milliseconds));
}

export interface Received {
	headers: IncomingHttpHeaders;
	body: any;
	text: string;
}

type Answer = number | { status: number; headers: Record<string, string> } | 'drop' | 'never';

/** Stands for whoever a webhook is delivered to. */
export class Receiver {
	readonly received: Received[] = [];
	/** What it answers next; the last one stays. */
	answers: Answer[] = [200];
	private readonly server;

	/** @param tls key and certificate, for HTTPS */
	constructor(private readonly tls?: ServerOptions) {
		const take: RequestListener = (request, reply) => {
			let text = '';
			request.on('data', (part) => (text += part));
			request.on('end', () => {
				this.received.push({ headers: request.headers, body: JSON.parse(text), text });
				const [answer] = this.answers;
				if (this.answers.length > 1) this.answers.shift();
				if (answer === 'never') return;
				if (answer === 'drop') request.socket.destroy();
				else if (typeof answer === 'number') reply.writeHead(answer).end();
				else reply.writeHead(answer.status, answer.headers).end();
			});
		};
		this.server = tls ? createSecureServer(tls, take) : createServer(take);
	}

	async start(): Promise<string> {
		this.server.listen(0, '127.0.0.1');
		await once(this.server, 'listening');
		return this.url;
	}

	get url(): string {
		return `http${this.tls ? 's' : ''}://127.0.0.1:${(this.server.address() as AddressInfo).port}/hook`;
	}

	/** The types of what came. */
	get types(): string[] {
		return this.received.map(({ body }) => body.event_type);
	}

	forget(): void {
		this.received.length = 0;
		this.answers = [200];
	}

	async stop(): Promise<void> {
		this.server.closeAllConnections();
		this.server.close();
		await once(this.server, 'close');
	}
}

/** The id of the sample tenant. */
export function sampleTenantId({ state }: Simulator): string {
	return String([...state.tenants.keys()][0]);
}

/** Points both webhooks of the sample tenant, or one of them, at an address. */
export function register(
	simulator: Simulator,
	url: string,
	changes: object = {},
	groups = ['cdr_event', 'extension_event'],
): void {
	const tenant = simulator.state.tenants.get(sampleTenantId(simulator))!;
	for (const group of groups) {
		tenant[group] = {
			enabled: true,
			auth: 'DISABLE',
			username: 'someone',
			password: 'secret77',
			token: 'sample-token',
			url,
			...changes,
		};
	}
}

/** Creates a call queue with agents and returns its id. */
export async function makeQueue(
	office: Client,
	extension_number: string,
	agents: string[] = [],
	changes: object = {},
): Promise<string> {
	const queue = { name: `Queue ${extension_number}`, extension_number, ...changes };
	const polling_strategy = 'RING_SIMULTANEOUSLY';
	const id = await create(office, '/call_queues', { ...queue, polling_strategy }, 200);
	const items = agents.map((number) => ({ extension_number: number }));
	await office.post(`/call_queues/${id}/agents`, { items });
	return id;
}

/** Waits until nothing is on its way to a webhook. */
export function delivered({ events }: Simulator): Promise<void> {
	return until('all webhooks are delivered', () => events.webhooks.waiting === 0);
}

/** A client of the socket. */
export class SocketClient {
	readonly messages: any[] = [];
	closed?: { code: number; reason: string };
	private constructor(readonly socket: WebSocket) {
		socket.on('message', (data) => {
			const text = String(data);
			this.messages.push(text.startsWith('{"') ? JSON.parse(text) : text);
		});
		socket.on('close', (code, reason) => (this.closed = { code, reason: String(reason) }));
		socket.on('error', () => undefined);
	}

	static async open({ url }: Simulator): Promise<SocketClient> {
		const client = new SocketClient(
			new WebSocket(`${url.replace('http', 'ws')}/wsi`, { rejectUnauthorized: false }),
		);
		await once(client.socket, 'open');
		return client;
	}

	/** A client that has signed in. */
	static async signedIn(simulator: Simulator, login: object): Promise<SocketClient> {
		const client = await SocketClient.open(simulator);
		await client.ask({ command: 'auth', ...login });
		client.messages.length = 0;
		return client;
	}

	send(message: object): void {
		this.socket.send(JSON.stringify(message));
	}

	/** Sends something and waits for the next message. */
	async ask(message: object): Promise<any> {
		const before = this.messages.length;
		this.send(message);
		await until('the socket answers', () => this.messages.length > before);
		return this.messages[before];
	}

	/** Subscribes and waits until the simulator has read it. */
	async subscribe(topic: string, selectors: object = {}): Promise<void> {
		this.send({ command: 'subscribe', topics: [topic], ...selectors });
		const pong = once(this.socket, 'pong');
		this.socket.ping();
		await pong;
	}

	get types(): string[] {
		return this.messages.map(({ event_type }) => event_type);
	}
}

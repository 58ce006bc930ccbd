import {
	createServer,
	request as send,
	type IncomingHttpHeaders,
	type IncomingMessage,
	type ServerResponse,
} from 'node:http';
import { once } from 'node:events';
import type { AddressInfo } from 'node:net';
import { setTimeout as pause } from 'node:timers/promises';

/** What the PBX answered, or what is to be answered in its place. */
export interface Answer {
	status: number;
	headers: IncomingHttpHeaders;
	body: Buffer;
}

/** One request on its way, and what can be done to it. */
interface Exchange {
	/** `POST /api/tenants`, without the query. */
	line: string;
	headers: IncomingHttpHeaders;
	/** What the node sent after the headers. */
	body(): Promise<Buffer>;
	/** Sends the request to the PBX as it came; can be done more than once. */
	forward(): Promise<Answer>;
	/**
	 * Breaks off in the middle of the request: the PBX gets its head and a part of its body, then
	 * both connections are reset.
	 */
	forwardPart(): Promise<void>;
	/** Answers the node. */
	reply(answer: Answer): void;
	/**
	 * Answers the node with the first half of a body.
	 *
	 * @param end `reset` and `close` promise the whole body and break the connection off, by a TCP
	 *   reset or in order; `short` promises only what comes
	 */
	replyHalf(answer: Answer, end: 'reset' | 'close' | 'short'): Promise<void>;
	/** Resets the connection to the node (TCP RST, not an orderly end). */
	reset(): void;
	/** Takes no more connections, and again after so many milliseconds. */
	stopListening(milliseconds: number): Promise<void>;
}

/** What happens to a request. */
export type Fault = (exchange: Exchange) => Promise<void> | void;

/** Which requests a fault happens to. */
export interface Where {
	/** Matched against `POST /api/tenants`. */
	line: RegExp;
	/** How many matching requests get through before. */
	skip?: number;
	/** How many requests it happens to. */
	times?: number;
}

/** A request that the node sent, as far as it came. */
interface Seen {
	line: string;
	/** With the query. */
	url: string;
	/** Milliseconds. */
	at: number;
	/** A fault happened to it. */
	broken: boolean;
}

/** A broken network between n8n and the PBX, on 127.0.0.1. */
export interface Proxy {
	url: string;
	/** All requests that came, in their order. */
	seen: Seen[];
	/** From now on, and until `mend`, this happens. */
	breakAt(where: Where, fault: Fault): void;
	/** Waits until nothing is on its way any more, such as what nobody waits for. */
	idle(): Promise<void>;
	/** Everything gets through again, and the log is empty. */
	mend(): Promise<void>;
	/** How many seconds the clock behind the `Date` header of each answer is ahead of ours. */
	clockAhead: number;
	close(): Promise<void>;
}

/**
 * Milliseconds until what was written has been read at the other end: a reset overtakes what is
 * still on its way.
 */
const ARRIVAL = 30;

/** Headers of one connection, which are not for the next one. */
const HOP = new Set(['connection', 'keep-alive', 'transfer-encoding', 'content-length']);

/**
 * Starts a proxy.
 *
 * @param pbx origin of the simulated PBX
 */
export async function startProxy(pbx: string): Promise<Proxy> {
	let faults: Array<Required<Where> & { fault: Fault }> = [];
	let pending: NodeJS.Timeout | undefined;
	const seen: Seen[] = [];
	const underWay = new Set<Promise<void>>();

	const take = (line: string): Fault | undefined => {
		const entry = faults.find((each) => each.times > 0 && each.line.test(line));
		if (!entry) return undefined;
		if (entry.skip > 0) {
			entry.skip--;
			return undefined;
		}
		entry.times--;
		return entry.fault;
	};

	const server = createServer({ keepAlive: false }, (request, response) => {
		const url = String(request.url);
		const line = `${request.method} ${url.split('?')[0]}`;
		const fault = take(line);
		seen.push({ line, url, at: Date.now(), broken: fault !== undefined });
		const ended = Promise.resolve((fault ?? passOn)(exchangeOf(line, request, response)));
		underWay.add(ended);
		void ended.finally(() => underWay.delete(ended));
	});
	const stopListening = async (milliseconds: number) => {
		server.close();
		pending = setTimeout(() => server.listen(port, '127.0.0.1'), milliseconds);
	};
	const exchangeOf = (
		line: string,
		request: IncomingMessage,
		response: ServerResponse,
	): Exchange => {
		let read: Promise<Buffer> | undefined;
		const body = async () => await (read ??= whole(request));
		const now = () => new Date(Date.now() + proxy.clockAhead * 1000);
		return {
			line,
			headers: request.headers,
			body,
			forward: async () => await forward(pbx, request, await body()),
			forwardPart: async () => await forwardPart(pbx, request),
			reply: (answer) => void head(response, answer, answer.body.length, now()).end(answer.body),
			replyHalf: async (answer, end) => await replyHalf(response, answer, end, now()),
			reset: () => request.socket.resetAndDestroy(),
			stopListening,
		};
	};

	server.listen(0, '127.0.0.1');
	await once(server, 'listening');
	const { port } = server.address() as AddressInfo;
	const proxy: Proxy = {
		url: `http://127.0.0.1:${port}`,
		seen,
		clockAhead: 0,
		breakAt: (where, fault) => void faults.push({ skip: 0, times: 1, ...where, fault }),
		async idle() {
			while (underWay.size) await Promise.all(underWay);
		},
		async mend() {
			faults = [];
			seen.length = 0;
			proxy.clockAhead = 0;
			clearTimeout(pending);
			if (server.listening) return;
			server.listen(port, '127.0.0.1');
			await once(server, 'listening');
		},
		async close() {
			clearTimeout(pending);
			server.closeAllConnections();
			if (server.listening) await new Promise((done) => server.close(done));
		},
	};
	return proxy;
}

/** Nothing happens to it. */
export const passOn: Fault = async ({ forward: ask, reply }) => reply(await ask());

async function whole(stream: IncomingMessage): Promise<Buffer> {
	const chunks: Buffer[] = [];
	for await (const chunk of stream) chunks.push(chunk as Buffer);
	return Buffer.concat(chunks);
}

function upstream(pbx: string, { method, url, headers }: IncomingMessage, length: number) {
	const kept = Object.entries(headers).filter(([name]) => !HOP.has(name));
	return send(pbx + url, {
		agent: false,
		method,
		headers: { ...Object.fromEntries(kept), ...(length ? { 'content-length': length } : {}) },
	});
}

async function forward(pbx: string, request: IncomingMessage, body: Buffer): Promise<Answer> {
	const passed = upstream(pbx, request, body.length);
	passed.end(body);
	const [answer] = (await once(passed, 'response')) as [IncomingMessage];
	return { status: answer.statusCode ?? 0, headers: answer.headers, body: await whole(answer) };
}

async function forwardPart(pbx: string, request: IncomingMessage): Promise<void> {
	const [first] = (await once(request, 'data')) as [Buffer];
	request.pause();
	const passed = upstream(pbx, request, Number(request.headers['content-length']));
	passed.on('error', () => undefined);
	passed.write(first.subarray(0, first.length >> 1));
	await pause(ARRIVAL);
	passed.socket?.resetAndDestroy();
	request.socket.resetAndDestroy();
}

/** Writes status and headers, with the date of the clock behind the proxy. */
function head(
	response: ServerResponse,
	{ status, headers }: Answer,
	length: number,
	now: Date,
): ServerResponse {
	const kept = Object.entries(headers).filter(([name]) => !HOP.has(name));
	return response.writeHead(status, {
		...Object.fromEntries(kept),
		// An answer without a body must not promise one.
		...(status === 204 ? {} : { 'content-length': length }),
		date: now.toUTCString(),
	});
}

async function replyHalf(
	response: ServerResponse,
	answer: Answer,
	end: 'reset' | 'close' | 'short',
	now: Date,
): Promise<void> {
	const half = answer.body.subarray(0, answer.body.length >> 1);
	if (end === 'short') {
		head(response, answer, half.length, now).end(half);
		return;
	}
	head(response, answer, answer.body.length, now).write(half);
	await pause(ARRIVAL);
	if (end === 'reset') response.socket?.resetAndDestroy();
	else response.socket?.end();
}

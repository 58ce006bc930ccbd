import { setTimeout as pause } from 'node:timers/promises';
import { passOn, type Answer, type Fault } from './proxy.mts';

/** An answer that does not come from the PBX. */
const made = (
	status: number,
	type: string,
	text: string,
	headers: Record<string, string> = {},
): Answer => ({
	status,
	headers: { 'content-type': type, ...headers },
	body: Buffer.from(text),
});

const page = (title: string) =>
	`<!doctype html>\n<html><head><title>${title}</title></head><body><h1>${title}</h1></body></html>`;

/** The PBX takes the request at once, but its answer comes late. */
export const lateAnswer =
	(milliseconds: number): Fault =>
	async ({ forward, reply }) => {
		const answer = await forward();
		await pause(milliseconds);
		reply(answer);
	};

/** The request is held up on its way, and reaches the PBX when nobody waits for its answer. */
export const lateRequest =
	(milliseconds: number): Fault =>
	async (exchange) => {
		await exchange.body();
		await pause(milliseconds);
		await passOn(exchange);
	};

/** This request gets through; after it nobody listens for a while. */
export const lastBeforeRefusal =
	(milliseconds: number): Fault =>
	async ({ forward, reply, stopListening }) => {
		const answer = await forward();
		await stopListening(milliseconds);
		reply(answer);
	};

/** The connection is reset before the PBX has seen anything. */
export const resetBefore: Fault = ({ reset }) => reset();

/** The connection is reset in the middle of the request. */
export const resetInRequest: Fault = async ({ forwardPart }) => await forwardPart();

/** The PBX has done it, but instead of its answer this happens. */
export const afterwards =
	(fault: Fault): Fault =>
	async (exchange) => {
		await exchange.forward();
		await fault(exchange);
	};

/** The PBX has done it, and the connection is reset before its answer. */
export const lostAnswer = afterwards(resetBefore);

/** The PBX has done it, and its answer breaks off. */
export const cutAnswer =
	(end: 'reset' | 'close' | 'short'): Fault =>
	async ({ forward, replyHalf }) =>
		await replyHalf(await forward(), end);

/** The PBX has done it, but something on the way makes nonsense of its answer. */
export const garbled = afterwards(({ reply }) =>
	reply(made(200, 'application/json', '{"count": 3; "items": [<!-- cut by filter -->]}')),
);

/** A proxy answers with a page of its own; the PBX has not seen the request. */
export const webPage =
	(status: number, title: string): Fault =>
	({ reply }) =>
		reply(made(status, 'text/html; charset=utf-8', page(title)));

/** A proxy sends the request elsewhere; the PBX has not seen it. */
export const redirected =
	(status: number, location: (line: string) => string): Fault =>
	({ line, reply }) =>
		reply(made(status, 'text/html', page('Moved'), { location: location(line) }));

/**
 * The PBX says no, in its own form.
 *
 * @param headers a function where they depend on the moment
 */
export const refusal =
	(status: number, code: string, headers: () => Record<string, string> = () => ({})): Fault =>
	({ reply }) =>
		reply(
			made(
				status,
				'application/json',
				JSON.stringify({ errors: [{ code, message: 'Not now' }] }),
				headers(),
			),
		);

/** A load balancer delivers the request twice, and gives the node one of the answers. */
export const twice =
	(which: 'first' | 'second'): Fault =>
	async ({ forward, reply }) => {
		const first = await forward();
		const second = await forward();
		reply(which === 'first' ? first : second);
	};

/** The PBX has done it, but the body of its answer is lost. */
export const emptied: Fault = async ({ forward, reply }) => {
	const { status, headers } = await forward();
	reply({ status, headers, body: Buffer.alloc(0) });
};

/**
 * From the first request on all meet 5xx, in turn from a proxy and from the PBX, which has not
 * done anything.
 *
 * @param milliseconds how long
 */
export const outage = (milliseconds: number): Fault => {
	const answers = [
		webPage(502, 'Bad Gateway'),
		refusal(503, 'UNKNOWN'),
		webPage(504, 'Gateway Time-out'),
	];
	let begun: number | undefined;
	let met = 0;
	return async (exchange) => {
		begun ??= Date.now();
		const over = Date.now() - begun >= milliseconds;
		await (over ? passOn : answers[met++ % answers.length])(exchange);
	};
};

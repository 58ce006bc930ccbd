import type { AddressInfo } from 'node:net';

import fastify, { type FastifyInstance, type FastifyReply, type FastifyRequest } from 'fastify';

import { operations } from './contract.mts';
import { addControl } from './control.mts';
import { errorBody } from './errors.mts';
import { addEventControl } from './events/control.mts';
import { Events } from './events/hub.mts';
import { stageOf, type Stage } from './events/stage.mts';
import { RateLimiter } from './faults.mts';
import { htmlPage, type Outcome } from './outcome.mts';
import {
	zeroCounters,
	type Change,
	type Counters,
	type LoginRecord,
	type PbxCore,
} from './pbx.mts';
import { serve, type LogEntry } from './pipeline.mts';
import { sampleLogins, seed, type Logins } from './seed.mts';
import { createState, type State } from './state.mts';
import { checkSwitches, defaultSwitches, type Switches } from './switches.mts';
import { makeCertificate } from './tls.mts';
import type { Operation } from './types.mts';

export interface SimulatorOptions extends Switches {
	/** 0, the default, takes any free port. */
	port: number;
	/** Answer HTTPS with a certificate that is made at start. */
	tls: boolean;
}

/** A running simulated PBX. */
export interface Simulator {
	/** Origin without a slash at its end; the API is below `/api`. */
	url: string;
	port: number;
	/** Read at every request: assign to change the behaviour at once. */
	switches: Switches;
	logins: Logins;
	state: State;
	log: LogEntry[];
	counters: Counters;
	events: Events;
	/** What happens without a call of the API; the control endpoint offers the same. */
	stage: Stage;
	/** What a second administrator does at a chosen moment; push to it. */
	changes: Change[];
	/** Sample data, switches, log, counters, changes and blocked addresses as they were at start. */
	reset(): void;
	close(): Promise<void>;
}

/** Parts of an upload are larger than the limit fastify begins with. */
const largestBody = 64 * 1024 * 1024;

function send(reply: FastifyReply, outcome: Outcome): FastifyReply {
	const { status, text, contentType, headers = {} } = outcome;
	if (outcome.drop) {
		reply.hijack();
		reply.raw.destroy();
		return reply;
	}
	if (outcome.truncate && text !== undefined) {
		reply.hijack();
		const bytes = typeof text === 'string' ? Buffer.from(text) : text;
		reply.raw.writeHead(status, {
			...headers,
			'content-type': contentType,
			'content-length': bytes.length,
		});
		reply.raw.write(bytes.subarray(0, bytes.length >> 1), () => reply.raw.destroy());
		return reply;
	}
	reply.code(status).headers(headers);
	return text === undefined ? reply.send() : reply.type(String(contentType)).send(text);
}

type Serve = (
	operation: Operation | undefined,
	request: FastifyRequest,
	reply: FastifyReply,
) => Promise<FastifyReply>;

function addRoutes(app: FastifyInstance, answer: Serve): void {
	for (const operation of operations) {
		app.route({
			method: operation.method,
			url: `/api${operation.path.replaceAll(/\{(\w+)\}/g, ':$1')}`,
			handler: (request, reply) => answer(operation, request, reply),
		});
	}
	app.setNotFoundHandler((request, reply) =>
		/^\/api(?:[/?]|$)/.test(request.url)
			? answer(undefined, request, reply)
			: send(reply, htmlPage(404, 'Not Found')),
	);
}

async function createApp(tls: boolean): Promise<FastifyInstance> {
	const app = fastify({
		https: tls ? await makeCertificate() : null,
		exposeHeadRoutes: false,
		forceCloseConnections: true,
		bodyLimit: largestBody,
	}) as unknown as FastifyInstance;
	app.removeAllContentTypeParsers();
	app.addContentTypeParser('*', { parseAs: 'buffer' }, (_request, body, done) => done(null, body));
	app.setErrorHandler((error: { statusCode?: number; message: string }, _request, reply) =>
		reply.code(error.statusCode ?? 500).send(errorBody('UNKNOWN', error.message)),
	);
	return app;
}

/**
 * Starts a simulated PBX on 127.0.0.1.
 * @param options port, tls, and any switch by its name
 * @throws Error if a switch is unknown or has a wrong value, or the port is taken
 */
export async function startSimulator(options: Partial<SimulatorOptions> = {}): Promise<Simulator> {
	const { port = 0, tls = false, ...given } = options;
	const problem = checkSwitches(given);
	if (problem) throw new Error(problem);
	const start = { ...defaultSwitches(), ...given };

	const core: PbxCore = {
		state: createState(),
		switches: structuredClone(start),
		counters: zeroCounters(),
		loginRecords: new Map<string, LoginRecord>(),
		changes: [],
	};
	const pbx = { ...core, events: new Events(core) };
	const stage = stageOf(pbx);
	const log: LogEntry[] = [];
	const limiter = new RateLimiter();
	seed(pbx.state);

	const reset = () => {
		pbx.events.reset();
		pbx.state.clear();
		seed(pbx.state);
		Object.assign(pbx.switches, structuredClone(start));
		Object.assign(pbx.counters, zeroCounters());
		pbx.loginRecords.clear();
		limiter.reset();
		log.length = 0;
		pbx.changes.length = 0;
	};

	const app = await createApp(tls);
	addRoutes(app, async (operation, request, reply) =>
		send(reply, await serve(pbx, limiter, log, operation, request)),
	);
	addControl(app, pbx, log, reset);
	addEventControl(app, pbx, stage);
	pbx.events.sockets.attach(app.server);
	await app.listen({ host: '127.0.0.1', port });
	const { port: taken } = app.server.address() as AddressInfo;
	return {
		url: `${tls ? 'https' : 'http'}://127.0.0.1:${taken}`,
		port: taken,
		switches: pbx.switches,
		logins: structuredClone(sampleLogins),
		state: pbx.state,
		log,
		counters: pbx.counters,
		events: pbx.events,
		stage,
		changes: pbx.changes,
		reset,
		async close() {
			pbx.events.close();
			await app.close();
		},
	};
}

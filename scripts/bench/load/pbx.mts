import { subscribe } from 'node:diagnostics_channel';
import type { Socket } from 'node:net';
import { startSimulator, type Simulator } from '../../../simulator/server.mts';
import { insert } from '../../../simulator/state.mts';
import type { Switches } from '../../../simulator/switches.mts';
import { answering } from './child.mts';
import { FIRST, rowOf } from './rows.mts';

/**
 * The simulated PBX in a process of its own: with the clients in one it would share their event
 * loop, and every client would be measured together with its server.
 */

/** What the PBX is put into before a run. */
export interface Scene {
	/** Address rules that are there already. */
	rows: number;
	switches: Partial<Switches>;
}

/** What the PBX saw of a run. */
export interface Seen {
	/** All requests, logins among them. */
	requests: number;
	logins: number;
	/** Answers that ask for another try: 429 and all from 500 on. */
	refused: number;
	mostConnections: number;
	mostInFlight: number;
}

export interface Commands {
	/** @returns origin of the PBX */
	start(): Promise<string>;
	/** Begins anew. @returns ids of the first rows, at most `FIRST` */
	prepare(scene: Scene): Promise<string[]>;
	seen(): Promise<Seen>;
}

const connections = new Set<Socket>();
const most = { connections: 0, inFlight: 0 };
let inFlight = 0;
subscribe('net.server.socket', (message) => {
	const { socket } = message as { socket: Socket };
	connections.add(socket);
	most.connections = Math.max(most.connections, connections.size);
	socket.once('close', () => connections.delete(socket));
});
subscribe('http.server.request.start', () => {
	most.inFlight = Math.max(most.inFlight, ++inFlight);
});
subscribe('http.server.response.finish', () => void inFlight--);

let simulator: Simulator;
answering<Commands>({
	async start() {
		simulator = await startSimulator();
		return simulator.url;
	},
	async prepare({ rows, switches }) {
		simulator.reset();
		// Connections that a client of an earlier run keeps open are not those of the next one.
		for (const socket of connections) socket.destroy();
		Object.assign(simulator.switches, switches);
		const ids = Array.from({ length: rows }, (_, index) =>
			String(insert(simulator.state, 'ipFilters', rowOf(index)).id),
		);
		await new Promise((resolve) => setTimeout(resolve, SETTLE));
		Object.assign(most, { connections: 0, inFlight: 0 });
		inFlight = 0;
		return ids.slice(0, FIRST);
	},
	async seen() {
		const { requests, logins } = simulator.counters;
		return {
			requests,
			logins,
			refused: simulator.log.filter(({ status }) => status === 429 || status >= 500).length,
			mostConnections: most.connections,
			mostInFlight: most.inFlight,
		};
	},
});

/** Milliseconds in which clients notice that their connections are gone. */
const SETTLE = 50;

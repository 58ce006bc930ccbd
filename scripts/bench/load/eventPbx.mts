import { addressAt } from '../../../simulator/generic/tables.mts';
import { startSimulator, type Simulator } from '../../../simulator/server.mts';
import type { Switches } from '../../../simulator/switches.mts';
import type { Rec } from '../../../simulator/types.mts';
import { answering } from './child.mts';

/** The simulated PBX in a process of its own, in which a lot happens. */

/** Events that are sent evenly over a time. */
export interface Sending {
	count: number;
	seconds: number;
}

/** What became of events that went out by webhook. */
export interface Delivered {
	/** POSTs, doubled ones and repetitions among them. */
	posts: number;
	/** Those that were not answered with 200. */
	refused: number;
}

export interface Commands {
	/** @returns origin of the PBX */
	start(): Promise<string>;
	set(switches: Partial<Switches>): Promise<null>;
	/** Sends records of calls, and waits until all webhooks are delivered. */
	send(sending: Sending): Promise<Delivered>;
	/** Writes call records, one each second; those that were there before are gone. */
	write(range: { from: number; to: number; anew: boolean }): Promise<null>;
	/** Requests since the last time. */
	requests(): Promise<number>;
}

/** Milliseconds between two handfuls of events. */
const STEP = 50;
const START = Date.parse('2026-01-01T00:00:00Z');

let simulator: Simulator;
let sent = 0;

const pause = (time: number) => new Promise((resolve) => setTimeout(resolve, time));

const sendOne = () =>
	simulator.stage.sendEvent({
		topic: 'cdr_events',
		body: {
			...{ event_type: 'call_cdr', session_id: String(++sent), direction: 'inbound' },
			...{ caller: '33123456', callee: '1001', call_status: 'noanswer', call_targets: [] },
		},
	});

function cdrTable(anew: boolean): Map<string, Rec> {
	const { resources, tenants } = simulator.state;
	const [tenant] = tenants.keys();
	const address = addressAt('/cdrs', tenant);
	const table = (anew ? undefined : resources.get(address)) ?? new Map<string, Rec>();
	resources.set(address, table);
	return table;
}

answering<Commands>({
	async start() {
		simulator = await startSimulator();
		return simulator.url;
	},
	async set(switches) {
		Object.assign(simulator.switches, switches);
		return await Promise.resolve(null);
	},
	async send({ count, seconds }) {
		const { webhooks } = simulator.events;
		webhooks.attempts.length = 0;
		const began = performance.now();
		for (let done = 0; done < count;) {
			const due = Math.ceil((count * (performance.now() - began + STEP)) / (seconds * 1000));
			for (; done < Math.min(due, count); done++) sendOne();
			await pause(STEP);
		}
		while (webhooks.waiting > 0) await pause(STEP);
		const refused = webhooks.attempts.filter(({ status }) => status !== 200).length;
		return { posts: webhooks.attempts.length, refused };
	},
	async write({ from, to, anew }) {
		const table = cdrTable(anew);
		for (let index = from; index < to; index++) {
			const at = new Date(START + index * 1000).toISOString();
			table.set(String(index), {
				...{ id: String(index), caller: '33123456', callee: '1001', duration: 5 },
				...{ direction: 'INBOUND_CALL', started_at: at, ended_at: at },
			});
		}
		return await Promise.resolve(null);
	},
	async requests() {
		const { requests } = simulator.counters;
		simulator.counters.requests = 0;
		return await Promise.resolve(requests);
	},
});

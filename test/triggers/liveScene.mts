import { TriggerContext } from 'n8n-core';
import type { IDataObject, INode, ITriggerResponse, WorkflowActivateMode } from 'n8n-workflow';
import { WebSocket } from 'undici';
import { listen } from '../../nodes/PortSipLiveTrigger/listen.ts';
import type { LiveTimes } from '../../pbx/live/settings.ts';
import { until } from '../simulator/listeners.mts';
import { setUp, type Bench } from '../support/node.mts';

const TIMES: LiveTimes = { answer: 1500, snapshots: 300, quiet: 700, probe: 600, mute: 60_000 };

/** Live triggers as n8n runs them, against the simulated PBX. */
export class LiveScene {
	/** Items of all triggers. */
	readonly items: IDataObject[] = [];
	/** What ended a trigger. */
	readonly failures: Error[] = [];
	/** What was said in n8n's log. */
	readonly told: string[] = [];
	/** Sockets that were opened, or tried to be. */
	opened = 0;
	/** n8n cannot take an item. */
	breaks = false;
	private readonly running: ITriggerResponse[] = [];

	private constructor(readonly bench: Bench) {}

	/** Starts both, signed in as the administrator of the sample tenant. */
	static async start(): Promise<LiveScene> {
		const bench = await setUp();
		bench.signIn(bench.simulator.logins.tenantUser);
		const scene = new LiveScene(bench);
		// What Node.js has from 22 on, which older ones lack.
		class Counted extends WebSocket {
			constructor(address: string) {
				super(address);
				scene.opened++;
			}
		}
		Object.assign(globalThis, { WebSocket: Counted });
		return scene;
	}

	async close(): Promise<void> {
		for (const each of this.running) await each.closeFunction?.();
		await this.bench.close();
	}

	/** Publishes a trigger, or runs it by hand. */
	async begin(
		triggerOn: string[],
		more: IDataObject = {},
		options: BeginOptions = {},
	): Promise<ITriggerResponse> {
		const { mode = 'trigger', activation = 'activate', times = {} } = options;
		const context = this.contextOf({ triggerOn, options: {}, ...more }, mode, activation);
		const response = await listen(context, { ...TIMES, ...times });
		this.running.push(response);
		if (mode === 'trigger' && activation === 'activate') await this.subscribed();
		return response;
	}

	/** The PBX may have heard of no topic yet when the node has sent its wish. */
	async subscribed(): Promise<void> {
		await until('it is subscribed', () =>
			this.sockets().some(({ topics, frozen }) => !frozen && Object.keys(topics).length > 0),
		);
	}

	/** Those that the PBX has open. */
	sockets() {
		return this.bench.simulator.events.sockets.view();
	}

	/** Sends what concerns the whole tenant. */
	send(event_type: string, body: IDataObject = {}, topic = 'cdr_events'): void {
		this.bench.simulator.stage.sendEvent({ topic, body: { event_type, ...body } });
	}

	/** Sends what concerns an extension. */
	sendOf(extension: string, event_type: string, body: IDataObject = {}): void {
		this.bench.simulator.stage.sendEvent({
			topic: 'extension_events',
			extension,
			body: { event_type, extension, ...body },
		});
	}

	names(): unknown[] {
		return this.items.map(({ event }) => event);
	}

	private contextOf(
		parameters: IDataObject,
		mode: 'trigger' | 'manual',
		activation: WorkflowActivateMode,
	): TriggerContext {
		const workflow = this.bench.engine.workflow({
			nodes: [
				{
					id: 'live',
					name: 'PortSIP',
					type: 'n8n-nodes-portsip.portSipLiveTrigger',
					typeVersion: 1,
					position: [0, 0],
					parameters: parameters as INode['parameters'],
					credentials: { portSipApi: { id: 'portsip', name: 'PortSIP PBX' } },
				},
			],
			connections: {},
		});
		const [node] = Object.values(workflow.nodes);
		const context = new TriggerContext(
			workflow,
			node,
			this.bench.engine.additionalData(),
			mode,
			activation,
			(data) => {
				if (this.breaks) throw new Error('n8n is out of memory');
				this.items.push(...data.flat().map(({ json }) => json));
			},
			(error) => this.failures.push(error),
		);
		const warn = (text: string) => this.told.push(text);
		return Object.create(context, { logger: { value: { warn } } }) as TriggerContext;
	}
}

interface BeginOptions {
	mode?: 'trigger' | 'manual';
	/** `init` is the start of n8n. */
	activation?: WorkflowActivateMode;
	times?: Partial<LiveTimes>;
}

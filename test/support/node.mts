import type { IDataObject, INode, INodeExecutionData } from 'n8n-workflow';
import { Engine, type Outcome, type WorkflowJson } from '../../scripts/engine/run.mts';
import { nodeOf } from '../../nodes/shared/api/index.ts';
import { startSimulator, type Simulator, type SimulatorOptions } from '../../simulator/server.mts';

/** n8n's engine, signed in to a simulated PBX. */
export interface Bench {
	simulator: Simulator;
	engine: Engine;
	/**
	 * Signs the credential in as somebody else.
	 *
	 * @param credential id under which it is saved, where a test needs more than one
	 */
	signIn(login: Partial<Record<string, string | boolean>>, credential?: string): void;
	/** Runs a workflow of a trigger and one node of this package. */
	run(parameters: object, options?: RunOptions): Promise<Outcome & { out: IDataObject[] }>;
	close(): Promise<void>;
}

export interface RunOptions {
	/** Items that come into the node; one empty item by default. */
	items?: IDataObject[];
	/** The same as whole items, with binary data. */
	input?: INodeExecutionData[];
	/** Id of the credential, where it is not the one that all tests share. */
	credential?: string;
	onError?: INode['onError'];
	/** Stops the execution, as the button in the editor does. */
	stop?: AbortSignal;
}

/** Starts both. As long as nothing else is said, the system administrator is signed in. */
export async function setUp(options: Partial<SimulatorOptions> = {}): Promise<Bench> {
	const simulator = await startSimulator({ port: 0, ...options });
	const engine = await Engine.start();
	const signIn: Bench['signIn'] = (login, credential) =>
		engine.signInWith(
			{
				baseUrl: simulator.url,
				signInAs: 'domain' in login ? 'tenantUser' : 'system',
				...login,
			},
			credential,
		);
	signIn(simulator.logins.systemAdmin);
	return {
		simulator,
		engine,
		signIn,
		async run(parameters, { items, input, credential, onError, stop } = {}) {
			const outcome = await engine.run(
				workflowOf(parameters, onError, credential),
				undefined,
				input ?? items?.map((json): INodeExecutionData => ({ json })),
				stop,
			);
			return { ...outcome, out: outcome.items('PortSIP').map(({ json }) => json) };
		},
		close: async () => await simulator.close(),
	};
}

/** The node that has the resource; any one where none has, which is then up to the router. */
const typeFor = (parameters: { resource?: string }): string =>
	`n8n-nodes-portsip.${nodeOf(parameters.resource ?? '') ?? 'portSip'}`;

/** A manual trigger with the node of this package that has the resource behind it. */
export const workflowOf = (
	parameters: object,
	onError?: INode['onError'],
	credential?: string,
): WorkflowJson => ({
	nodes: [
		{
			id: 'trigger',
			name: 'Start',
			type: 'n8n-nodes-base.manualTrigger',
			typeVersion: 1,
			position: [0, 0],
			parameters: {},
		},
		{
			id: 'portsip',
			name: 'PortSIP',
			type: typeFor(parameters),
			typeVersion: 1,
			position: [200, 0],
			parameters: parameters as INode['parameters'],
			...(onError ? { onError } : {}),
			...(credential
				? { credentials: { portSipApi: { id: credential, name: 'PortSIP PBX' } } }
				: {}),
		},
	],
	connections: { Start: { main: [[{ node: 'PortSIP', type: 'main', index: 0 }]] } },
});

/** What an item says that was not done. */
export const messageIn = ({ json: { error } }: INodeExecutionData): string =>
	String((error as IDataObject | undefined)?.message);

/** Fields that every new tenant needs. */
export const newTenant = (name: string): IDataObject => ({
	name,
	domain: `${name.toLowerCase().replace(/\W+/g, '-')}.example`,
	website: 'https://www.customer.example',
	timezone: 'Europe/London',
	currency: 'GBP',
	region: 'GBR',
});

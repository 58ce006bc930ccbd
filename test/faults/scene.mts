import { createRequire } from 'node:module';
import type { ICredentialDataDecryptedObject, IDataObject, INodeExecutionData } from 'n8n-workflow';
import { snapshot } from '../support/everyRecord.mts';
import { fileItem } from '../support/fileItem.mts';
import { newTenant, setUp, type Bench } from '../support/node.mts';
import { startProxy, type Proxy } from './proxy.mts';

/** Rows of the list that is read: three pages. */
export const ROWS = 230;

/** What is done in a workflow while the network breaks. */
export interface Subject {
	/** What the table calls it. */
	name: string;
	parameters: object;
	/** Items that come in. */
	input: INodeExecutionData[];
	/** The requests that count, as the proxy and the PBX write them down. */
	line: RegExp;
	/** How often the PBX holds what each item asks for: once, if all is well. */
	held(): number[];
	/** Nothing is written. */
	reads?: boolean;
}

/** What came of it. */
export interface Result {
	/** Requests that the node sent, as far as somebody listened. */
	sent: number;
	/** Requests that the PBX got whole. */
	got: number;
	/** Records that the PBX holds afterwards, of those that the items ask for. */
	holds: number;
	/** Items of the success output. */
	items: number;
	/** Messages of the items of the error output, by the number of the item. */
	failed: Record<number, string>;
}

const json = (items: IDataObject[]): INodeExecutionData[] => items.map((each) => ({ json: each }));
const three = (item: (index: number) => IDataObject) => json([0, 1, 2].map(item));

/** n8n's engine and a simulated PBX, with a network between them that can be broken. */
export class Scene {
	private constructor(
		readonly bench: Bench,
		readonly proxy: Proxy,
		/** Existing tenants and IP rules. */
		private readonly tenants: string[],
		private readonly rules: string[],
		private readonly restoreState: () => void,
		private readonly signedIn: ICredentialDataDecryptedObject,
	) {}

	static async start(): Promise<Scene> {
		const bench = await setUp();
		const { simulator } = bench;
		const proxy = await startProxy(simulator.url);
		bench.signIn({ ...simulator.logins.systemAdmin, baseUrl: proxy.url });
		const { tenants, ipFilters, nextId } = simulator.state;
		const [sample] = tenants.values();
		const existing = [0, 1, 2].map((index) => {
			const id = nextId();
			tenants.set(id, { ...sample, id, name: `Old ${index}`, domain: `old${index}.example` });
			return id;
		});
		const rules = Array.from({ length: ROWS }, (_, index) => {
			const id = nextId();
			ipFilters.set(id, { id, cidr: `10.0.${index}.0/24`, target: 'DENY' });
			return id;
		});
		// The first sign-in is not what is looked at.
		const { error } = await bench.run({ resource: 'network', operation: 'get' });
		if (error) throw error;
		const signedIn = bench.engine.credentials.read('portsip');
		return new Scene(bench, proxy, existing, rules, snapshot(simulator), signedIn);
	}

	/** Everything whole again, and as it was. */
	async restore(): Promise<void> {
		await this.proxy.mend();
		this.restoreState();
		this.bench.engine.signInWith(this.signedIn);
		this.bench.simulator.log.length = 0;
		this.bench.simulator.switches.failures = [];
	}

	async close(): Promise<void> {
		await this.proxy.close();
		await this.bench.close();
	}

	/** Runs the workflow, and counts on both sides. */
	async run(subject: Subject): Promise<Result & { out: IDataObject[]; errors: IDataObject[] }> {
		const { bench, proxy } = this;
		const { items } = await bench.run(subject.parameters, {
			input: subject.input,
			onError: 'continueErrorOutput',
		});
		const errors = items('PortSIP', 1);
		const index = ({ pairedItem }: INodeExecutionData) => (pairedItem as { item: number }).item;
		const isMeant = (line: string) => subject.line.test(line);
		const log = bench.simulator.log.map(({ method, path }) => `${method} ${path}`);
		return {
			sent: proxy.seen.filter(({ line }) => isMeant(line)).length,
			got: log.filter(isMeant).length,
			holds: subject.held().reduce((sum, count) => sum + count, 0),
			items: items('PortSIP').length,
			failed: Object.fromEntries(errors.map((each) => [index(each), String(each.json.error)])),
			out: items('PortSIP').map((each) => ({ ...each.json, item: index(each) })),
			errors: errors.map((each) => ({ ...each.json, item: index(each) })),
		};
	}

	/** Reads a list of three pages. */
	readonly read: Subject = {
		name: 'Get many, Return All',
		parameters: { resource: 'ipRule', operation: 'getMany', returnAll: true },
		input: json([{}]),
		line: /^GET \/api\/ip_filters$/,
		held: () => this.rules.map((id) => Number(this.state.ipFilters.has(id))),
		reads: true,
	};

	/** Downloads a file. */
	readonly download: Subject = {
		name: 'Export IP rules',
		parameters: { resource: 'ipRule', operation: 'export' },
		input: json([{}]),
		line: /^GET \/api\/ip_filters\/export$/,
		held: this.read.held,
		reads: true,
	};

	/** Creates three records whose domain may be there once. */
	readonly create: Subject = {
		name: 'Create tenants',
		parameters: {
			resource: 'tenant',
			operation: 'create',
			...Object.fromEntries(
				Object.keys(newTenant('any')).map((name) => [name, `={{ $json.${name} }}`]),
			),
		},
		input: three((index) => newTenant(`New ${index}`)),
		line: /^POST \/api\/tenants$/,
		held: () => this.count([...this.state.tenants.values()], 'domain', this.create),
	};

	/** Creates three records of which the PBX takes equal ones. */
	readonly createRules: Subject = {
		name: 'Create IP rules',
		parameters: {
			resource: 'ipRule',
			operation: 'create',
			cidr: '={{ $json.cidr }}',
			target: 'DENY',
		},
		input: three((index) => ({ cidr: `192.0.2.${index}/32` })),
		line: /^POST \/api\/ip_filters$/,
		held: () => this.count([...this.state.ipFilters.values()], 'cidr', this.createRules),
	};

	/** Updates three records. */
	get update(): Subject {
		return {
			name: 'Update tenants',
			parameters: {
				resource: 'tenant',
				operation: 'update',
				tenantId: '={{ $json.id }}',
				updateFields: { name: '={{ $json.name }}' },
			},
			input: json(this.tenants.map((id, index) => ({ id, name: `Renamed ${index}` }))),
			line: /^POST \/api\/tenants\/\d+$/,
			held: () =>
				this.tenants.map((id, index) =>
					Number(this.state.tenants.get(id)?.name === `Renamed ${index}`),
				),
		};
	}

	/** Deletes three records; what is held is that they are gone. */
	get remove(): Subject {
		const ids = this.rules.slice(0, 3);
		return {
			name: 'Delete IP rules',
			parameters: { resource: 'ipRule', operation: 'delete', ipRuleId: '={{ $json.id }}' },
			input: json(ids.map((id) => ({ id }))),
			line: /^POST \/api\/ip_filters\/\d+\/destroy$/,
			held: () => ids.map((id) => Number(!this.state.ipFilters.has(id))),
		};
	}

	/** Uploads a file that does not fit into one packet. */
	readonly upload: Subject = {
		name: 'Upload file',
		parameters: { resource: 'file', operation: 'upload', binaryPropertyName: 'data' },
		input: [fileItem(Buffer.alloc(512 * 1024, 7), 'hello.wav')],
		line: /^POST \/api\/blobs\/uploads\/[^/]+\/complete$/,
		held: () => [this.state.files.size],
	};

	private get state() {
		return this.bench.simulator.state;
	}

	private count(records: ReadonlyArray<object>, key: string, { input }: Subject): number[] {
		return input.map(
			({ json: item }) =>
				records.filter((record) => (record as IDataObject)[key] === item[key]).length,
		);
	}
}

/**
 * How long the node waits for an answer: n8n's server sets five minutes in the same place.
 *
 * @param milliseconds 0 for no limit
 */
export function limitWaiting(milliseconds: number): void {
	const require = createRequire(import.meta.url);
	const network = createRequire(require.resolve('@n8n/backend-network'));
	const axios = network('axios') as { defaults: { timeout?: number } };
	axios.defaults.timeout = milliseconds;
}

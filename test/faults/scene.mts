import type { ICredentialDataDecryptedObject, IDataObject, INodeExecutionData } from 'n8n-workflow';
import { snapshot } from '../support/everyRecord.mts';
import { messageIn, setUp, type Bench } from '../support/node.mts';
import { startProxy, type Proxy } from './proxy.mts';
import { ROWS, subjectsOf, type Existing, type Subject } from './subjects.mts';

/** What came of it. */
export interface Result {
	/** Requests that the node sent, as far as somebody listened. */
	sent: number;
	/** Requests that the PBX got whole. */
	got: number;
	/** Records that the PBX holds afterwards, of those that the items ask for. */
	holds: number;
	/** Sessions that are open still on the PBX, but for the one that n8n keeps. */
	left: number;
	/** Items of the success output. */
	items: number;
	/** Messages of the items of the error output, by the number of the item. */
	failed: Record<number, string>;
}

/** n8n's engine and a simulated PBX, with a network between them that can be broken. */
export class Scene {
	private constructor(
		readonly bench: Bench,
		readonly proxy: Proxy,
		readonly subjects: ReturnType<typeof subjectsOf>,
		private readonly restoreState: () => void,
		private readonly signedIn: ICredentialDataDecryptedObject,
	) {}

	static async start(): Promise<Scene> {
		const bench = await setUp();
		const { simulator } = bench;
		const proxy = await startProxy(simulator.url);
		bench.signIn({ ...simulator.logins.systemAdmin, baseUrl: proxy.url });
		const subjects = subjectsOf(simulator.state, furnish(bench));
		// The first sign-in is not what is looked at.
		const { error } = await bench.run({ resource: 'network', operation: 'get' });
		if (error) throw error;
		const signedIn = bench.engine.credentials.read('portsip');
		const scene = new Scene(bench, proxy, subjects, snapshot(simulator), signedIn);
		return scene;
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

	/**
	 * Runs the workflow, and counts on both sides.
	 *
	 * @param requestOptions of the node
	 */
	async run(
		subject: Subject,
		requestOptions: IDataObject,
	): Promise<Result & { out: IDataObject[]; errors: IDataObject[] }> {
		const { bench, proxy } = this;
		const oneByOne = subject.atOnce ? {} : { batchSize: 1 };
		const { items } = await bench.run(
			{ ...subject.parameters, requestOptions: { ...oneByOne, ...requestOptions } },
			{ input: subject.input, onError: 'continueErrorOutput' },
		);
		await proxy.idle();
		const errors = items('PortSIP', 1);
		const index = ({ pairedItem }: INodeExecutionData) => (pairedItem as { item: number }).item;
		const isMeant = (line: string) => subject.line.test(line);
		const log = bench.simulator.log.map(({ method, path }) => `${method} ${path}`);
		return {
			sent: proxy.seen.filter(({ line }) => isMeant(line)).length,
			got: log.filter(isMeant).length,
			holds: subject.held().reduce((sum, count) => sum + count, 0),
			left: this.left(),
			items: items('PortSIP').length,
			failed: Object.fromEntries(errors.map((each) => [index(each), messageIn(each)])),
			out: items('PortSIP').map((each) => ({ ...each.json, item: index(each) })),
			errors: errors.map((each) => ({ ...each.json, item: index(each) })),
		};
	}

	/** Counts sessions that can be used still, but for the ones that n8n had saved and has saved. */
	private left(): number {
		const { engine, simulator } = this.bench;
		const saved = [this.signedIn, engine.credentials.read('portsip')];
		const isSaved = (token: string) =>
			saved.some(({ accessToken }) => String(accessToken).endsWith(`.${token}`));
		const open = [...simulator.state.sessions.values()].filter(
			({ expiresAt }) => expiresAt > Date.now(),
		);
		return open.filter(({ accessToken }) => !isSaved(accessToken)).length;
	}
}

/** Fills the PBX with what the workflows find there. */
function furnish({ simulator: { state } }: Bench): Existing {
	const { nextId } = state;
	const copies = (
		records: Map<string, object>,
		count: number,
		make: (index: number) => object,
	): string[] =>
		Array.from({ length: count }, (_, index) => {
			const id = nextId();
			records.set(id, { id, ...make(index) });
			return id;
		});
	const { id: _tenant, ...tenant } = [...state.tenants.values()][0];
	const { id: _user, ...user } = [...state.users.values()][0];
	const tenants = copies(state.tenants, 3, (index) => ({
		...tenant,
		name: `Old ${index}`,
		domain: `old${index}.example`,
	}));
	const rules = copies(state.ipFilters, ROWS, (index) => ({
		cidr: `10.0.${index}.0/24`,
		target: 'DENY',
	}));
	copies(state.users, ROWS, (index) => ({
		...user,
		tenant_id: tenants[2],
		name: `old${index}`,
		extension_number: `${1000 + index}`,
	}));
	return { tenants, rules };
}

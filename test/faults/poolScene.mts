import type { IDataObject } from 'n8n-workflow';
import type { RunOptions } from '../support/node.mts';
import { addTenants, linesOf } from '../support/pbx.mts';
import type { Network } from './network.mts';

/** A trunk with a thousand numbers, and tenants that have none of them yet. */
export class PoolScene {
	readonly trunk: string;
	readonly tenants: string[];

	constructor(
		private readonly net: Network,
		count = 3,
	) {
		const { simulator } = net;
		Object.assign(simulator.switches, { checkPoolOfTrunk: true });
		this.tenants = addTenants(simulator, count);
		[this.trunk] = simulator.state.providers.keys();
		simulator.state.assignments.clear();
		Object.assign(simulator.state.providers.get(this.trunk) ?? {}, {
			did_numbers: '4420700000-4420700999',
		});
		simulator.log.length = 0;
	}

	/** Runs an operation of DID Pool on the trunk. */
	async run(operation: string, parameters: IDataObject, more: RunOptions = {}) {
		const trunkId = locator(this.trunk);
		return await this.net.run({ resource: 'didPool', operation, trunkId, ...parameters }, more);
	}

	/** Changes the numbers of a tenant. */
	async change(operation: string, tenant: string, didNumbers: string, options: IDataObject = {}) {
		const parameters = { numbersOf: 'tenant', tenantId: locator(tenant), didNumbers, options };
		return await this.run(operation, parameters);
	}

	/** What a tenant has on the trunk. */
	held(tenant: string): string {
		const { assignments } = this.net.simulator.state;
		return String(assignments.get(`${this.trunk}/${tenant}`)?.did_numbers ?? '');
	}

	give(tenant: string, numbers: string): void {
		this.net.simulator.state.assignments.set(`${this.trunk}/${tenant}`, {
			provider_id: this.trunk,
			tenant_id: tenant,
			did_numbers: numbers,
			concurrency: 7,
		});
	}

	/** Writes that reached the PBX. */
	writes(): string[] {
		return linesOf(this.net.simulator).filter((line) => /^POST .*providers/.test(line));
	}
}

export const locator = (value: string) => ({ __rl: true, mode: 'id', value });

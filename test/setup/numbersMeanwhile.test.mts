import type { IDataObject } from 'n8n-workflow';
import { sizeOf } from '../../nodes/shared/numbers/numberSet.ts';
import { numbersIn } from '../../nodes/shared/numbers/pool.ts';
import { startSimulator, type Simulator } from '../../simulator/server.mts';
import type { Spoiling } from '../support/connected.mts';
import { addTenants } from '../support/pbx.mts';
import { failing } from './spoilt.mts';

/** Numbers of a trunk that somebody else takes while a document is applied. */
let simulator: Simulator;
let trunk: string;
let other: string;
beforeAll(async () => {
	simulator = await startSimulator({ port: 0 });
});
afterAll(async () => await simulator.close());
beforeEach(() => {
	simulator.reset();
	[trunk] = simulator.state.providers.keys();
	[other] = addTenants(simulator, 1);
});

const documentWith = (numbers: IDataObject): IDataObject => ({
	version: 1,
	tenant: {
		...{ name: 'Acme', domain: 'acme.example', website: 'https://www.acme.example' },
		...{ timezone: 'Europe/London', currency: 'GBP', region: 'GBR' },
	},
	trunks: [{ trunk: 'Sample SIP Trunk', ...numbers }],
});

const tenant = () =>
	[...simulator.state.tenants.values()].find(({ domain }) => domain === 'acme.example');
const assigned = (id: unknown) => simulator.state.assignments.get(`${trunk}/${String(id)}`);
const poolAt = (id: unknown) => numbersIn(String(assigned(id)?.did_numbers ?? ''));
const taken = '4420700100-4420700104';
const take = () =>
	simulator.state.assignments.set(`${trunk}/${other}`, {
		...{ provider_id: trunk, tenant_id: other, did_numbers: taken, concurrency: 1 },
	});

/** Takes them before the first write of numbers reaches the PBX, or once it has, where the PBX lets it. */
function taking(when: 'before' | 'after'): Spoiling {
	let writes = 0;
	return (line) => {
		const isWrite = /^POST .*\/assignees\/\d+$/.test(line);
		if (isWrite) writes++;
		const isTime = when === 'before' ? isWrite : /^GET .*\/assignees$/.test(line) && writes === 1;
		if (writes === 1 && isTime) take();
		return undefined;
	};
}

describe.each(['before', 'after'] as const)('taken by somebody %s the write', (when) => {
	test('next numbers are the next ones then', async () => {
		const error = await failing(simulator, documentWith({ next_numbers: 3 }), taking(when));
		expect(error).toBeUndefined();
		expect(poolAt(tenant()?.id)).toEqual(numbersIn('4420700105-4420700107'));
		expect(sizeOf(poolAt(other))).toBe(5n);
	});

	test('numbers that were named are not had by two, and the new tenant is undone', async () => {
		const named = documentWith({ did_numbers: '4420700103-4420700109' });
		const error = await failing(simulator, named, taking(when));
		expect(error?.message).toContain('Sample SIP Trunk');
		expect(error?.message).toMatch(/others took its numbers/);
		expect(tenant()).toBeUndefined();
		expect(sizeOf(poolAt(other))).toBe(5n);
		expect(
			[...simulator.state.assignments.values()].filter((row) => row.did_numbers === ''),
		).toEqual([]);
	});
});

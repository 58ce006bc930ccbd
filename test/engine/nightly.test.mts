import { readFileSync } from 'node:fs';
import path from 'node:path';
import type { IDataObject } from 'n8n-workflow';
import { sizeOf } from '../../nodes/shared/numbers/numberSet.ts';
import { numbersIn } from '../../nodes/shared/numbers/pool.ts';
import { PACKAGE } from '../../scripts/engine/nodeTypes.mts';
import type { WorkflowJson } from '../../scripts/engine/run.mts';
import { lostAnswer, resetBefore } from '../faults/kinds.mts';
import { setUpNetwork, type Network } from '../faults/network.mts';
import { linesOf } from '../support/pbx.mts';

const example = JSON.parse(
	readFileSync(path.join(PACKAGE, 'workflows/nightly-onboarding.json'), 'utf8'),
) as WorkflowJson;

let net: Network;
beforeAll(async () => (net = await setUpNetwork()));
beforeEach(async () => {
	await net.proxy.mend();
	net.simulator.reset();
	net.signIn(net.simulator.logins.systemAdmin);
});
afterAll(async () => await net.close());

/** One night with a list of customers; gives the report. */
async function night(customers: IDataObject[], stop?: AbortSignal): Promise<IDataObject> {
	const workflow = structuredClone(example);
	const list = workflow.nodes.find(({ name }) => name === 'Customers');
	if (list) list.parameters.jsonOutput = JSON.stringify({ customers });
	const { error, items } = await net.engine.run(workflow, undefined, undefined, stop);
	if (!stop) expect(error).toBeUndefined();
	return items('Report')[0]?.json ?? {};
}

const customer = (name: string, more: IDataObject = {}): IDataObject => ({
	name,
	domain: `${name.toLowerCase()}.example`,
	website: `https://www.${name.toLowerCase()}.example`,
	timezone: 'Europe/London',
	currency: 'GBP',
	region: 'GBR',
	maxExtensions: 20,
	...more,
});

const tenantAt = (domain: string) =>
	[...net.simulator.state.tenants.values()].filter((each) => each.domain === domain);
const numbersAt = (domain: string) => {
	const [{ id }] = tenantAt(domain);
	return [...net.simulator.state.assignments.values()].find(({ tenant_id }) => tenant_id === id)
		?.did_numbers;
};
const countAt = (domain: string) => sizeOf(numbersIn(String(numbersAt(domain) ?? '')));
const writes = () => linesOf(net.simulator).filter((line) => line.startsWith('POST'));
const counts = ({ onboarded, completed, unchanged, failed }: IDataObject) => [
	onboarded,
	completed,
	unchanged,
	failed,
];

test('five nights with changing lists, a lost answer and a stopped run end right each time', async () => {
	const north = customer('North', { numbers: 10 });
	const south = customer('South', { numbers: '' });

	// First night: one customer has no numbers yet, and an answer is lost.
	net.proxy.breakAt({ line: /^POST \/api\/tenants$/ }, lostAnswer);
	const first = await night([north, south]);
	expect(counts(first)).toEqual([2, 0, 0, 0]);
	expect(first.lines).toEqual([
		'north.example: onboarded, tenant created; numbers added: 4420700100-4420700109',
		'south.example: onboarded, tenant created; no numbers yet: the list has none for this customer',
	]);
	expect(numbersAt('south.example')).toBeFalsy();

	// Second night: nothing has changed, and nothing but reading reaches the PBX.
	net.simulator.log.length = 0;
	expect(counts(await night([north, south]))).toEqual([0, 0, 2, 0]);
	expect(writes()).toEqual([]);

	// Third night: the cell is filled in, a value changes, and a request gets lost on its way.
	net.proxy.breakAt({ line: /^POST \/api\/tenants\/\d+$/ }, resetBefore);
	const filled = { ...south, numbers: '1' };
	const third = await night([{ ...north, maxExtensions: 50 }, filled]);
	expect(counts(third)).toEqual([0, 2, 0, 0]);
	expect(third.lines).toEqual([
		'north.example: completed, tenant updated; max_extensions: 50; numbers as they were',
		'south.example: completed, tenant unchanged; numbers added: 4420700110',
	]);

	// Fourth night: many are new, and somebody stops the run.
	const many = Array.from({ length: 20 }, (_, index) => customer(`Many${index}`, { numbers: 2 }));
	const stop = new AbortController();
	net.simulator.switches.latencyMs = 10;
	setTimeout(() => stop.abort(), 80);
	await night([...many, filled], stop.signal);
	net.simulator.switches.latencyMs = 0;

	// Fifth night: what was left undone is made good.
	const fifth = await night([...many, filled]);
	expect(fifth.failed).toBe(0);
	for (const { domain } of many) {
		expect(tenantAt(String(domain))).toHaveLength(1);
		expect(countAt(String(domain))).toBe(2n);
	}
	net.simulator.log.length = 0;
	expect(counts(await night([...many, filled]))).toEqual([0, 0, 21, 0]);
	expect(writes()).toEqual([]);
});

/** Cells as people have them, each beside good customers: what they become, or why not. */
const CELLS: ReadonlyArray<readonly [string, IDataObject, RegExp | IDataObject]> = [
	['a region that does not exist', { region: 'ZZ' }, /"ZZ"/],
	['a country in two letters', { region: 'US' }, { region: 'USA' }],
	['a currency in small letters', { currency: 'usd' }, { currency: 'USD' }],
	['a time zone of Windows', { timezone: 'W. Europe Standard Time' }, /Europe\/Berlin/],
	['a domain that is an address', { domain: 'https://acme.example/' }, /"SIP Domain"/],
	['a domain with blanks around it', { domain: '  cell.example ' }, { domain: 'cell.example' }],
	['a domain with an invisible character', { domain: 'ce\u200bll.example' }, /zero-width space/],
	['a number with a dot for thousands', { maxExtensions: '1.000' }, /"1.000"/],
	['a number as text', { maxExtensions: '30' }, { max_extensions: 30 }],
	['an empty name', { name: '' }, /"Name" is empty/],
	['a count of numbers in words', { numbers: 'five' }, /"How Many"/],
	['half a number', { numbers: 2.5 }, /"How Many"/],
	['more numbers than there are free', { numbers: '1000' }, /has no 1000 free numbers/],
];

test.each(CELLS)('%s among good customers', async (_, cells, becomes) => {
	const bad = customer('Cell', { numbers: 1, ...cells });
	const report = await night([
		customer('Before', { numbers: 1 }),
		bad,
		customer('After', { numbers: '2' }),
	]);
	expect([countAt('before.example'), countAt('after.example')]).toEqual([1n, 2n]);
	if (becomes instanceof RegExp) {
		expect(counts(report)).toEqual([2, 0, 0, 1]);
		expect((report.lines as string[]).join('\n')).toMatch(becomes);
	} else {
		expect(counts(report)).toEqual([3, 0, 0, 0]);
		expect(tenantAt('cell.example')[0]).toMatchObject(becomes);
	}
});

import type { IDataObject } from 'n8n-workflow';
import { messageIn, setUp, type Bench } from '../support/node.mts';
import { addTenants, linesOf } from '../support/pbx.mts';

/** Ids that operations of several calls take in fields of their own: each ends in a path at last. */
let bench: Bench;
let trunk: string;
let tenant: string;
beforeAll(async () => {
	bench = await setUp();
	[trunk] = bench.simulator.state.providers.keys();
	[tenant] = addTenants(bench.simulator, 1);
});
beforeEach(() => (bench.simulator.log.length = 0));
afterAll(async () => await bench.close());

const locator = (value: string) => ({ __rl: true, mode: 'id', value });
const GIVEN = locator('={{ $json.id }}');
const BAD = ['..', '.', '', '%2e%2e', 'a/b', '../dealers', null];

const NUMBERS = { didNumbers: '4420700200', numbersOf: 'tenant' };
const CASES: ReadonlyArray<readonly [string, string, () => IDataObject]> = [
	['didPool', 'assignNext', () => ({ trunkId: locator(trunk), tenantId: GIVEN, count: 1 })],
	['didPool', 'addNumbers', () => ({ trunkId: locator(trunk), tenantId: GIVEN, ...NUMBERS })],
	['didPool', 'removeNumbers', () => ({ trunkId: locator(trunk), tenantId: GIVEN, ...NUMBERS })],
	[
		'didPool',
		'moveNumbers',
		() => ({
			...{ trunkId: locator(trunk), fromTenantId: GIVEN, toTenantId: locator(tenant) },
			...NUMBERS,
		}),
	],
	[
		'didPool',
		'moveNumbers',
		() => ({
			...{ trunkId: locator(trunk), fromTenantId: locator(tenant), toTenantId: GIVEN },
			...NUMBERS,
		}),
	],
	['tenantSetup', 'export', () => ({ tenantId: GIVEN })],
	[
		'tenantSetup',
		'offboard',
		() => ({ tenantId: GIVEN, dryRun: false, options: { then: 'delete' } }),
	],
	[
		'tenantSetup',
		'onboard',
		() => ({
			...{ customer: 'Acme', domain: 'acme.example', website: 'https://www.acme.example' },
			...{ timezone: locator('Europe/London'), region: locator('GBR'), currency: locator('GBP') },
			...{ trunkId: GIVEN, howMany: 2, dryRun: false },
		}),
	],
];

test.each(CASES)(
	'%s > %s writes nothing for an id that is none',
	async (resource, operation, more) => {
		const { items } = await bench.run(
			{ resource, operation, ...more() },
			{ items: BAD.map((id) => ({ id })), onError: 'continueErrorOutput' },
		);
		expect(items('PortSIP', 0)).toEqual([]);
		const refused = items('PortSIP', 1).map((item) => messageIn(item));
		expect(refused).toEqual(
			BAD.map(
				(id) => expect.stringMatching(id ? `No (tenant|trunk) has .*"` : 'is empty') as string,
			),
		);
		const writes = linesOf(bench.simulator).filter((line) => line.startsWith('POST'));
		expect(writes.filter((line) => !line.includes('/auth/'))).toEqual([]);
	},
);

import type { NodeApiError } from 'n8n-workflow';
import { messageIn, newTenant, setUp, type Bench } from '../support/node.mts';

let bench: Bench;
beforeAll(async () => (bench = await setUp()));
beforeEach(() => bench.simulator.reset());
afterAll(async () => await bench.close());

const create = {
	resource: 'tenant',
	operation: 'create',
	name: '={{ $json.name }}',
	domain: '={{ $json.domain }}',
	website: '={{ $json.website }}',
	timezone: '={{ $json.timezone }}',
	currency: '={{ $json.currency }}',
	region: '={{ $json.region }}',
};
const [a, b, c] = ['Alpha', 'Beta', 'Gamma'].map(newTenant);
const domains = () =>
	[...bench.simulator.state.tenants.values()].map((each) => String(each.domain));

describe('the item loop', () => {
	test('reads each parameter at its own item and pairs the results', async () => {
		const { out, items } = await bench.run(create, { items: [a, b, c] });
		expect(out.map(({ id }) => typeof id)).toEqual(['string', 'string', 'string']);
		expect(items('PortSIP').map(({ pairedItem }) => pairedItem)).toEqual([
			{ item: 0 },
			{ item: 1 },
			{ item: 2 },
		]);
		expect(domains()).toEqual(expect.arrayContaining([a.domain, b.domain, c.domain]));
	});

	test('pairs all rows of a list with the item that asked for it', async () => {
		await bench.run(create, { items: [a, b] });
		const { items } = await bench.run(
			{ resource: 'tenant', operation: 'getMany', limit: 2 },
			{ items: [{}, {}] },
		);
		expect(items('PortSIP').map(({ pairedItem }) => pairedItem)).toEqual([
			{ item: 0 },
			{ item: 0 },
			{ item: 1 },
			{ item: 1 },
		]);
	});

	test('sends nothing when any item has bad input', async () => {
		const before = bench.simulator.counters.requests;
		const { error, out } = await bench.run(create, { items: [a, b, { ...c, domain: '' }] });
		expect(error?.message).toBe('Create tenant: "SIP Domain" is empty');
		expect((error as NodeApiError | undefined)?.context?.itemIndex).toBe(2);
		expect(out).toEqual([]);
		expect(bench.simulator.counters.requests).toBe(before);
	});

	test('stops at the first refusal, naming operation, code and way out', async () => {
		const requestOptions = { batchSize: 1 };
		const items = [a, { ...b, domain: a.domain }, c];
		const { error } = await bench.run({ ...create, requestOptions }, { items });
		expect(error?.message).toMatch(/^Create tenant: the PBX answered 409 RESOURCE_EXISTS: /);
		expect(error?.description).toMatch(
			/^Item 0 was done\. Its ID: \d+\. Item 2 was not run\. .* It conflicts .* Look the existing record up/,
		);
		expect(domains()).not.toContain(c.domain);
	});

	test('names the items that ran beside the refused one', async () => {
		const items = [a, { ...b, domain: a.domain }, c];
		const { error } = await bench.run(create, { items });
		expect(domains()).toContain(c.domain);
		expect(error?.description).toMatch(
			/^Items 0 and 2 were done\. Their IDs: \d+; \d+\. Items are counted from 0\. It conflicts/,
		);
	});

	test('lets failed items leave by the error output, the others go on', async () => {
		const bad = { ...b, domain: a.domain };
		const { out, items } = await bench.run(create, {
			items: [a, bad, { ...c, region: '' }, c],
			onError: 'continueErrorOutput',
		});
		expect(out).toHaveLength(2);
		expect(items('PortSIP').map(({ pairedItem }) => pairedItem)).toEqual([
			{ item: 0 },
			{ item: 3 },
		]);
		const failed = items('PortSIP', 1);
		expect(failed.map(messageIn)).toEqual([
			expect.stringContaining('409 RESOURCE_EXISTS'),
			expect.stringContaining('"Country" is empty'),
		]);
		expect(failed.map(({ pairedItem }) => pairedItem)).toEqual([{ item: 1 }, { item: 2 }]);
		// n8n adds the fields of the item that failed, so that it can be tried again.
		expect(failed.map(({ json }) => json.name)).toEqual(['Beta', 'Gamma']);
	});

	test('keeps failed items in place under "continue"', async () => {
		const { out } = await bench.run(create, {
			items: [a, { ...b, domain: a.domain }, c],
			onError: 'continueRegularOutput',
		});
		expect(out.map((json) => 'error' in json)).toEqual([false, true, false]);
		expect(out.map(({ domain }) => domain)).toEqual([a.domain, a.domain, c.domain]);
	});

	test.each([
		['constructor', 'constructor'],
		['__proto__', 'toString'],
		['tenant', '__proto__'],
		['tenant', 'hasOwnProperty'],
	])('refuses the resource %s with the operation %s', async (resource, operation) => {
		const { error } = await bench.run({ resource, operation });
		expect(error?.message).toMatch(/There is no operation/);
	});

	test('refuses n8n\'s "Custom API Call" and points to the HTTP Request node', async () => {
		const { error } = await bench.run({ resource: '__CUSTOM_API_CALL__', operation: 'create' });
		expect(error?.message).toMatch(/HTTP Request node/);
	});
});

describe('records that are named by something else', () => {
	test('are found by their domain, whatever its case, and asked for once', async () => {
		await bench.run(create, { items: [a] });
		const { out } = await bench.run(
			{
				resource: 'tenant',
				operation: 'update',
				tenantId: { __rl: true, mode: 'domain', value: String(a.domain).toUpperCase() },
				additionalFields: { maxExtensions: '={{ $itemIndex + 5 }}' },
			},
			{ items: [{}, {}] },
		);
		expect(out.map(({ updated }) => updated)).toEqual([true, true]);
		const lookups = bench.simulator.log.filter(
			({ method, path }) => method === 'GET' && path === '/api/tenants',
		);
		expect(lookups).toHaveLength(1);
	});

	test('are refused when there is none', async () => {
		const { error } = await bench.run({
			resource: 'tenant',
			operation: 'delete',
			tenantId: { __rl: true, mode: 'domain', value: "o'neill.example" },
		});
		expect(error?.message).toBe('Delete tenant: No tenant has the domain "o\'neill.example"');
	});
});

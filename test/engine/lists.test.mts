import { LoadOptionsContext } from 'n8n-core';
import type {
	ILoadOptionsFunctions,
	INodeListSearchResult,
	INodePropertyOptions,
} from 'n8n-workflow';
import { loadNodeTypes } from '../../scripts/engine/nodeTypes.mts';
import { searchMethod } from '../../nodes/PortSip/api/names.ts';
import { contract } from '../../scripts/facts/contract.mts';
import { references } from '../../nodes/PortSip/api/references.ts';
import { newTenant, setUp, workflowOf, type Bench } from '../support/node.mts';

type Search = (
	this: ILoadOptionsFunctions,
	filter?: string,
	token?: string,
) => Promise<INodeListSearchResult>;
type Load = (this: ILoadOptionsFunctions) => Promise<INodePropertyOptions[]>;

const facts = contract();
let bench: Bench;
beforeAll(async () => (bench = await setUp()));
afterAll(async () => await bench.close());

/** The context that n8n's server gives to the methods of a node in the editor. */
function context(): ILoadOptionsFunctions {
	const workflow = bench.engine.workflow(workflowOf({ resource: 'tenant', operation: 'get' }));
	return new LoadOptionsContext(
		workflow,
		workflow.nodes.PortSIP,
		bench.engine.additionalData(),
		'',
	);
}

async function search(
	method: string,
	filter?: string,
	token?: string,
): Promise<INodeListSearchResult> {
	const { nodeTypes } = await loadNodeTypes();
	const { methods } = nodeTypes.getByNameAndVersion('n8n-nodes-portsip.portSip');
	return await ((methods?.listSearch ?? {})[method] as Search).call(context(), filter, token);
}

test.each(Object.entries(references))(
	'the locator for %s has a list that the PBX answers',
	async (ref, { path }) => {
		const { systemAdmin, tenantUser } = bench.simulator.logins;
		const scope = facts.get(`GET ${path}`)?.scope;
		bench.signIn(
			scope === 'system' || ['/tenants', '/dealers'].includes(path) ? systemAdmin : tenantUser,
		);
		const { results } = await search(searchMethod(ref));
		expect(results.every(({ name, value }) => Boolean(name) && typeof value === 'string')).toBe(
			true,
		);
		if (['tenant', 'dealer', 'trunk', 'transport'].includes(ref)) expect(results).not.toEqual([]);
	},
);

describe('the list of tenants', () => {
	beforeAll(async () => {
		bench.simulator.reset();
		bench.signIn(bench.simulator.logins.systemAdmin);
		const fields = ['name', 'domain', 'website', 'timezone', 'currency', 'region'];
		await bench.run(
			{
				resource: 'tenant',
				operation: 'create',
				...Object.fromEntries(fields.map((name) => [name, `={{ $json.${name} }}`])),
			},
			{ items: Array.from({ length: 130 }, (_, index) => newTenant(`Customer ${index}`)) },
		);
	});

	test('comes page by page, without loss', async () => {
		const first = await search('searchTenant');
		expect(first.results).toHaveLength(100);
		expect(typeof first.paginationToken).toBe('string');
		const second = await search('searchTenant', undefined, first.paginationToken as string);
		expect(second.paginationToken).toBeUndefined();
		const ids = [...first.results, ...second.results].map(({ value }) => value);
		expect(new Set(ids).size).toBe(131);
	});

	test('is searched by the PBX and shows the domain', async () => {
		const { results } = await search('searchTenant', 'customer-77.example');
		expect(results.map(({ name }) => name)).toEqual(['Customer 77 (customer-77.example)']);
	});

	test('shows a failure instead of an empty list', async () => {
		bench.simulator.switches.failures.push({
			path: '/tenants',
			status: 403,
			times: 1,
			code: 'FORBIDDEN',
		} as never);
		await expect(search('searchTenant')).rejects.toThrow(/403 FORBIDDEN/);
	});
});

test.each([
	['getTimezones', 'Europe/London', /Europe\/London/],
	['getCurrencies', 'EUR', /Euro \(EUR\)/],
	['getRegions', 'GBR', /United Kingdom \(GBR\)/],
])('%s offers %s', async (method, value, name) => {
	const { nodeTypes } = await loadNodeTypes();
	const { methods } = nodeTypes.getByNameAndVersion('n8n-nodes-portsip.portSip');
	const options = await ((methods?.loadOptions ?? {})[method] as Load).call(context());
	expect(options.length).toBeGreaterThan(100);
	expect(options.find((option) => option.value === value)?.name).toMatch(name);
});

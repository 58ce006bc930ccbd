import { LoadOptionsContext } from 'n8n-core';
import type { ILoadOptionsFunctions, INodeListSearchResult, INodeParameters } from 'n8n-workflow';
import { loadNodeTypes } from '../../scripts/engine/nodeTypes.mts';
import { searchMethod } from '../../nodes/shared/api/names.ts';
import { contract } from '../../scripts/facts/contract.mts';
import { references } from '../../nodes/shared/api/references.ts';
import { newTenant, setUp, workflowOf, type Bench } from '../support/node.mts';

type Search = (
	this: ILoadOptionsFunctions,
	filter?: string,
	token?: string,
) => Promise<INodeListSearchResult>;

const facts = contract();
let bench: Bench;
beforeAll(async () => (bench = await setUp()));
afterAll(async () => await bench.close());

/** The context that n8n's server gives to the methods of a node in the editor. */
function context(parameters: INodeParameters): ILoadOptionsFunctions {
	const workflow = bench.engine.workflow(workflowOf(parameters));
	return new LoadOptionsContext(
		workflow,
		workflow.nodes.PortSIP,
		{ ...bench.engine.additionalData(), currentNodeParameters: parameters },
		'',
	);
}

async function search(
	method: string,
	filter?: string,
	token?: string,
	parameters: INodeParameters = { resource: 'tenant', operation: 'get' },
): Promise<INodeListSearchResult> {
	const { nodeTypes } = await loadNodeTypes();
	const { type } = context(parameters).getNode();
	const { methods } = nodeTypes.getByNameAndVersion(type);
	return await ((methods?.listSearch ?? {})[method] as Search).call(
		context(parameters),
		filter,
		token,
	);
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
	}, 20_000);

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

describe('a list in the tenant that the node acts in', () => {
	const chosen = (resource: string, operation: string, mode: string, value: string) => ({
		resource,
		operation,
		actInTenant: { __rl: true, mode, value },
	});
	beforeEach(() => {
		bench.simulator.reset();
		bench.signIn(bench.simulator.logins.systemAdmin);
	});
	const find = async (parameters: INodeParameters) =>
		await search('searchExtension', undefined, undefined, parameters);

	test('holds the records of that tenant, and the private session is ended', async () => {
		const { domain } = bench.simulator.logins.tenantUser;
		const { results } = await find(chosen('extension', 'get', 'domain', domain));
		expect(results.length).toBeGreaterThan(0);
		expect(bench.simulator.log.map(({ path }) => path)).toContain('/api/auth/sign_out');
	});

	test('is refused where the tenant is known in a run only', async () => {
		const parameters = chosen('extension', 'get', 'id', '={{ $json.tenant }}');
		await expect(find(parameters)).rejects.toThrow(/depends on Act in Tenant/);
	});

	test('says which field to fill where no tenant is chosen', async () => {
		const parameters = { resource: 'extension', operation: 'get' };
		await expect(find(parameters)).rejects.toThrow(/"Act in Tenant" is empty/);
		expect(bench.simulator.log).toEqual([]);
	});

	test('takes no notice of a tenant that the operation does not act in', async () => {
		const parameters = chosen('tenant', 'get', 'id', '={{ $json.tenant }}');
		const { results } = await search('searchTenant', undefined, undefined, parameters);
		expect(results.length).toBeGreaterThan(0);
		const others = chosen('extension', 'get', 'id', '={{ $json.tenant }}');
		expect((await search('searchTenant', undefined, undefined, others)).results).toEqual(results);
	});
});

test.each([
	['getTimezones', 'europe lond', 'Europe/London', /Europe\/London/],
	['getCurrencies', 'euro', 'EUR', /Euro \(EUR\)/],
	['getRegions', 'kingdom', 'GBR', /United Kingdom \(GBR\)/],
])('%s finds by "%s" %s', async (method, words, value, name) => {
	const { results: all } = await search(method);
	expect(all).toHaveLength(100);
	const { results } = await search(method, words);
	expect(results.find((option) => option.value === value)?.name).toMatch(name);
	expect(results.length).toBeLessThan(5);
});

describe('what is offered where it depends on the tenant', () => {
	const create = { resource: 'extension', operation: 'create' };

	test("roles are the tenant's, and none are offered before it is known which", async () => {
		bench.signIn(bench.simulator.logins.systemAdmin);
		await expect(search('searchRoleName', undefined, undefined, create)).rejects.toThrow(
			/Act in Tenant is empty/,
		);
		const [{ id }] = bench.simulator.state.tenants.values();
		const actInTenant = { __rl: true, mode: 'id', value: String(id) };
		const { results } = await search('searchRoleName', undefined, undefined, {
			...create,
			actInTenant,
		});
		const names = results.map(({ value }) => value);
		expect(names).toContain('StandardUser');
		expect(names).not.toContain('SystemAdmin');
	});

	test('a destination is an extension, a queue, a group or a receptionist', async () => {
		bench.signIn(bench.simulator.logins.tenantUser);
		const parameters = { resource: 'inboundRule', operation: 'create' };
		const made = await bench.run({
			resource: 'callQueue',
			operation: 'create',
			name: 'Support',
			extensionNumber: '8777',
			pollingStrategy: 'RING_SIMULTANEOUSLY',
		});
		expect(made.error).toBeUndefined();
		const { results } = await search('searchDestination', undefined, undefined, parameters);
		const labels = results.map(({ name }) => name);
		expect(labels).toContain('Support (8777, Call Queue)');
		expect(labels.some((label) => /\(\d+, Extension\)$/.test(label))).toBe(true);
		expect(results.every(({ value }) => /^\d+$/.test(String(value)))).toBe(true);
		const found = await search('searchDestination', '8777', undefined, parameters);
		expect(found.results).toEqual([{ name: 'Support (8777, Call Queue)', value: '8777' }]);
	});
});

test('a list that may not heed filters says so once, and only where it is narrowed', async () => {
	const fresh = await setUp();
	const hintsOf = async (filters: object) => {
		const items = [{}, {}];
		const { run } = await fresh.run(
			{ resource: 'dealer', operation: 'getMany', filters },
			{ items },
		);
		return (run.data.resultData.runData.PortSIP[0].hints ?? []).map(({ message }) => message);
	};
	expect(await hintsOf({})).toEqual([]);
	expect(await hintsOf({ search: 'north' })).toEqual([
		expect.stringMatching(/^Get many dealers: PortSIP does not promise/),
	]);
	await fresh.close();
});

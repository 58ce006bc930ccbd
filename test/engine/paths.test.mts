import { resources } from '../../nodes/shared/api/index.ts';
import { parameterOf, titleOf } from '../../nodes/shared/api/names.ts';
import { EveryOperation, roleOf } from '../support/everyOperation.mts';
import { messageIn, setUp, type Bench } from '../support/node.mts';
import { addTenants, linesOf } from '../support/pbx.mts';

/** What would lead to another row of the API, were it put into a path; the last one is an id. */
const BAD = ['..', '.', '', '%2e%2e', '.%2E', '..%2f..', 'a/b', 'a%2Fb', '/'];

/** Every field that stands in a path; a download takes a whole address, and has cases of its own. */
const places = resources.flatMap((resource) =>
	resource.operations
		.filter(({ special }) => special !== 'downloadFile')
		.flatMap((operation) =>
			operation.pathFields.map(
				(field) =>
					[
						`${resource.value}:${operation.value} ${field.name}`,
						{ resource, operation, field },
					] as const,
			),
		),
);

describe('an id that would lead elsewhere is refused before anything is sent:', () => {
	let bench: Bench;
	let every: EveryOperation;
	beforeAll(async () => {
		bench = await setUp();
		every = new EveryOperation(bench);
		await every.build();
	}, 60_000);
	beforeEach(() => every.restore());
	afterAll(async () => await bench.close());

	test.each(places)('%s', async (_, { resource, operation, field }) => {
		const { parameters, input } = every.caseOf(resource, operation);
		const value = '={{ $json.id }}';
		parameters[parameterOf(field)] =
			field.type === 'reference' ? { __rl: true, mode: 'id', value } : value;
		const { items } = await bench.run(parameters, {
			input: BAD.map((id) => ({ ...input?.[0], json: { id } })),
			credential: roleOf(operation),
			onError: 'continueErrorOutput',
		});
		expect(linesOf(bench.simulator)).toEqual([]);
		const refused = items('PortSIP', 1).map((item) => [item.json.id, messageIn(item)]);
		const named = `"${field.title ?? titleOf(field.name)}"`;
		expect(refused).toEqual(BAD.map((id) => [id, expect.stringContaining(named)]));
	});
});

describe('a record that was named from an expression', () => {
	let bench: Bench;
	beforeEach(async () => (bench = await setUp()));
	afterEach(async () => await bench.close());

	test.each([
		['Tenant > Remove From Dealer', 'tenant', 'removeFromDealer', 'tenantId', 'dealerId', 'Dealer'],
		['Trunk > Remove From Tenant', 'trunk', 'removeFromTenant', 'trunkId', 'tenantId', 'Tenant'],
	])('%s deletes nothing else', async (_, resource, operation, own, other, title) => {
		const { state } = bench.simulator;
		const [tenant] = addTenants(bench.simulator, 1);
		const id = resource === 'tenant' ? tenant : [...state.providers.keys()][0];
		state.assignments.clear();
		const { error, out } = await bench.run(
			{ resource, operation, [own]: id, [other]: '={{ $json.id }}' },
			{ items: [{ id: '..' }] },
		);
		expect([state.tenants.has(tenant), state.providers.size]).toEqual([true, 1]);
		expect(out).toEqual([]);
		expect(error?.message).toContain(`"${title}"`);
		expect(linesOf(bench.simulator)).toEqual([]);
	});

	test('one bad id among many stops the run before the first one is sent', async () => {
		const ids = addTenants(bench.simulator, 5);
		const { error } = await bench.run(
			{ resource: 'tenant', operation: 'delete', tenantId: '={{ $json.id }}' },
			{ items: [...ids, '.'].map((id) => ({ id })) },
		);
		expect(error?.message).toContain('"Tenant"');
		expect(linesOf(bench.simulator)).toEqual([]);
	});

	test.each(['..', '.', '%2e%2e', '/..', 'https://pbx.example/..', '/api/blobs/'])(
		'File > Download of "%s" asks for nothing',
		async (digest) => {
			const { error, out } = await bench.run({ resource: 'file', operation: 'download', digest });
			expect(out).toEqual([]);
			expect(error?.message).toContain('"File URL"');
			expect(linesOf(bench.simulator)).toEqual([]);
		},
	);
});

describe('API Request refuses, before anything is sent, the path', () => {
	let bench: Bench;
	beforeAll(async () => (bench = await setUp()));
	beforeEach(() => bench.simulator.reset());
	afterAll(async () => await bench.close());

	test.each([
		'/tenants/..',
		'/tenants/1/dealers/../destroy',
		'/tenants/1/dealers/%2e%2e/destroy',
		'/tenants/1/dealers/.%2E/destroy',
		'/tenants/1/dealers/%252e%252e/destroy',
		'/tenants/1/dealers/./destroy',
		'/tenants/1/dealers//destroy',
		'/tenants/1/dealers/%2F/destroy',
		'/tenants/1%2F..%2F2/destroy',
		'//tenants',
		'/api//tenants',
	])('%s', async (path) => {
		const { error, out } = await bench.run({
			resource: 'apiRequest',
			operation: 'send',
			method: 'POST',
			path,
			options: { body: '{"name": "any"}' },
		});
		expect(out).toEqual([]);
		expect(error?.message).toContain('"Path"');
		expect(linesOf(bench.simulator)).toEqual([]);
	});
});

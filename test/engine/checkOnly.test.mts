import type { IDataObject } from 'n8n-workflow';
import { resources } from '../../nodes/shared/api/index.ts';
import type { Operation } from '../../nodes/shared/api/types.ts';
import { EveryOperation, roleOf } from '../support/everyOperation.mts';
import { newTenant, setUp, type Bench } from '../support/node.mts';
import { withSecrets } from '../support/secretFields.mts';

const writing = resources.flatMap((resource) =>
	resource.operations
		.filter(({ reads, path, composed }) => !reads && path !== '' && !composed)
		.map((operation) => [`${resource.value}:${operation.value}`, resource, operation] as const),
);

let bench: Bench;
let every: EveryOperation;
beforeAll(async () => {
	bench = await setUp();
	every = new EveryOperation(bench);
	await every.build();
}, 60_000);
beforeEach(() => every.restore());
afterAll(async () => await bench.close());

const requestOptions = { checkOnly: true };

/** Writes, but for those that open and end sessions. */
const writes = (): string[] =>
	bench.simulator.log
		.filter(({ method, path }) => method === 'POST' && !/\/auth\/|\/tenants\/switch$/.test(path))
		.map(({ method, path }) => `${method} ${path}`);

describe('Check Only', () => {
	test.each(writing)(
		'of %s says what would be sent, and sends no write',
		async (_, resource, operation: Operation) => {
			const { parameters, request, input } = every.caseOf(resource, operation);
			const filled = withSecrets(resource, operation, parameters);
			await every.clear(operation);
			bench.simulator.log.length = 0;
			const { out, error } = await bench.run(
				{ ...filled.parameters, requestOptions },
				{ credential: roleOf(operation), input },
			);
			expect([error?.message, error?.description]).toEqual([undefined, undefined]);
			expect(writes()).toEqual([]);
			expect(out).toEqual([expect.objectContaining({ checkOnly: true, ok: true })]);
			expect(decodeURIComponent(String(out[0].call))).toBe(
				decodeURIComponent(request.replace(' /api', ' ')),
			);
			const text = JSON.stringify(out);
			expect(filled.secrets.filter((secret) => text.includes(secret))).toEqual([]);
		},
	);

	test('tells of each item what would stop it, whatever On Error says', async () => {
		const parameters = {
			resource: 'tenant',
			operation: 'create',
			...Object.fromEntries(
				Object.keys(newTenant('x')).map((name) => [name, `={{ $json.${name} }}`]),
			),
			requestOptions,
		};
		const items: IDataObject[] = [
			newTenant('One'),
			{ ...newTenant('Two'), region: 'ZZ' },
			newTenant('Three'),
		];
		const { out, error } = await bench.run(parameters, { items, credential: 'systemAdmin' });
		expect(error).toBeUndefined();
		expect(out.map(({ ok }) => ok)).toEqual([true, false, true]);
		expect(out[0]).toMatchObject({ call: 'POST /tenants', body: { domain: 'one.example' } });
		expect(out[1]).toMatchObject({ checkOnly: true, message: expect.stringContaining('"ZZ"') });
		expect(writes()).toEqual([]);
	});

	test('looks names and records up: what is not there would stop the item', async () => {
		const { out } = await bench.run(
			{
				resource: 'tenant',
				operation: 'delete',
				tenantId: { __rl: true, mode: 'id', value: '={{ $json.id }}' },
				requestOptions,
			},
			{ items: [{ id: '999999999999999999' }], credential: 'systemAdmin' },
		);
		expect(out[0]).toMatchObject({ ok: false, message: expect.stringContaining('404') });
	});

	test('makes Create or Update a dry run, and lets reading run as ever', async () => {
		const wanted = { resource: 'tenant', operation: 'upsert', ...newTenant('Four') };
		const { out } = await bench.run({ ...wanted, requestOptions }, { credential: 'systemAdmin' });
		expect(out[0]).toMatchObject({ dryRun: true, operation: 'created' });
		const listed = await bench.run(
			{ resource: 'tenant', operation: 'getMany', returnAll: true, requestOptions },
			{ credential: 'systemAdmin' },
		);
		expect(listed.out.length).toBeGreaterThan(0);
		expect(listed.out.every(({ name }) => name !== 'Four')).toBe(true);
		expect(writes()).toEqual([]);
	});
});

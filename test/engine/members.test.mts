import type { IDataObject } from 'n8n-workflow';
import { resources } from '../../nodes/shared/api/index.ts';
import { parameterOf } from '../../nodes/shared/api/names.ts';
import type { Operation, Resource } from '../../nodes/shared/api/types.ts';
import { EveryOperation } from '../support/everyOperation.mts';
import { setUp, type Bench } from '../support/node.mts';
import { addRecords } from '../support/pbx.mts';

/** Members, agents and managers: added, removed and replaced, and always told what changed. */
const cases = resources.flatMap((resource) =>
	resource.operations
		.filter(({ membership }) => membership)
		.map((operation) => [`${resource.value}:${operation.value}`, resource, operation] as const),
);
const upserts = resources.flatMap((resource) =>
	resource.operations.flatMap((operation) =>
		(operation.upsert?.parts ?? [])
			.filter(({ members }) => members)
			.map((part) => [`${resource.value}, ${part.field.name}`, resource, operation, part] as const),
	),
);

let bench: Bench;
let every: EveryOperation;
/** Extension numbers of the tenant. */
let numbers: string[];
beforeAll(async () => {
	bench = await setUp();
	every = new EveryOperation(bench);
	const { state } = bench.simulator;
	const [office] = [...state.users.values()];
	addRecords(bench.simulator, 'users', 1, () => ({
		...structuredClone(office),
		extension_number: '1077',
		name: 'third.member',
		email: 'third.member@example.com',
	}));
	await every.build();
	const own = [...state.users.values()].filter(({ tenant_id }) => tenant_id === office.tenant_id);
	numbers = own.map(({ extension_number }) => String(extension_number)).sort();
}, 60_000);
beforeEach(() => every.restore());
afterAll(async () => await bench.close());

const as = { credential: 'tenantUser' };
const writes = () =>
	bench.simulator.log
		.filter(({ method, path }) => method === 'POST' && !path.includes('/auth/'))
		.map(({ path }) => path);

/** Runs a change of the record that every list of its kind has in this PBX. */
async function change(
	resource: Resource,
	operation: Operation,
	wanted: string,
	given: readonly string[],
	more: IDataObject = {},
) {
	const list = resource.operations.find(
		({ method, path }) => method === 'GET' && path === operation.path,
	) as Operation;
	const { parameters } = every.caseOf(resource, list);
	const field = operation.bodyFields.find(({ type }) => type === 'texts');
	bench.simulator.log.length = 0;
	const { out, error } = await bench.run(
		{
			...parameters,
			operation: operation.value,
			change: wanted,
			...(field ? { [parameterOf(field)]: given.join(',') } : {}),
			...more,
		},
		as,
	);
	return { item: out[0], error };
}

test('there are several extensions to try it with', () => {
	expect(cases.length).toBeGreaterThan(8);
	expect(numbers.length).toBeGreaterThan(2);
});

describe.each(cases)('%s', (_, resource, operation) => {
	const run = async (wanted: string, given: readonly string[], more?: IDataObject) =>
		await change(resource, operation, wanted, given, more);

	test('adds who is not there, and leaves the others', async () => {
		const [first, second, third] = numbers;
		expect((await run('replace', [first])).error).toBeUndefined();
		const { item, error } = await run('add', [second, first, third]);
		expect(error).toBeUndefined();
		expect(item).toMatchObject({ operation: 'updated', added: [second, third], removed: [] });
		const again = await run('add', [third]);
		expect(again.item).toMatchObject({ operation: 'unchanged', added: [], removed: [] });
		expect([...(again.item.after as string[])].sort()).toEqual([first, second, third]);
		expect(writes()).toEqual([]);
	});

	test('removes, replaces and removes all', async () => {
		const [first, second, third] = numbers;
		await run('replace', [first, second]);
		expect((await run('remove', [second, third])).item).toMatchObject({ removed: [second] });
		const replaced = await run('replace', [third]);
		expect(replaced.item).toMatchObject({ before: [first], added: [third], removed: [first] });
		const cleared = await run('clear', []);
		expect(cleared.error).toBeUndefined();
		expect(cleared.item).toMatchObject({ before: [third], after: [], removed: [third] });
		expect((await run('clear', [])).item).toMatchObject({ operation: 'unchanged' });
	});

	test('writes nothing with Dry Run or Check Only, and nothing for a number that nobody has', async () => {
		const [first, second] = numbers;
		await run('replace', [first]);
		const dry = await run('add', [second], { options: { dryRun: true } });
		expect(dry.item).toMatchObject({ dryRun: true, operation: 'updated', added: [second] });
		expect(writes()).toEqual([]);
		const checked = await run('add', [second], { requestOptions: { checkOnly: true } });
		expect(checked.item).toMatchObject({ operation: 'updated', added: [second] });
		expect(writes()).toEqual([]);
		const unknown = await run('add', [second, '9999999']);
		expect(unknown.error?.message).toMatch(/9999999/);
		const after = await run('add', [first]);
		expect(after.item).toMatchObject({ operation: 'unchanged', after: [first] });
	});

	test('does not take an empty field for everybody', async () => {
		const { error } = await run('replace', []);
		expect(error?.message).toMatch(/is empty/);
		expect(bench.simulator.log).toEqual([]);
	});
});

describe('Create or Update has them, too', () => {
	test.each(upserts)('%s', async (_, resource, operation, { field }) => {
		const [first, second] = numbers;
		const { create } = operation.upsert ?? {};
		const { parameters } = every.caseOf(resource, create as Operation);
		const run = async (given: readonly string[]) => {
			bench.simulator.log.length = 0;
			const { out, error } = await bench.run(
				{
					...parameters,
					operation: 'upsert',
					matchBy: 'name',
					name: 'Fresh one',
					...('extensionNumber' in parameters ? { extensionNumber: '7755' } : {}),
					[parameterOf(field)]: given.join(','),
				},
				as,
			);
			expect([error?.message, error?.description]).toEqual([undefined, undefined]);
			return out[0];
		};
		expect(await run([first])).toMatchObject({ operation: 'created' });
		expect(await run([first])).toMatchObject({ operation: 'unchanged', changed: [] });
		expect(writes()).toEqual([]);
		expect(await run([second])).toMatchObject({
			operation: 'updated',
			changed: [{ field: field.name, before: [first], after: [second] }],
		});
		expect(await run([second])).toMatchObject({ operation: 'unchanged' });
	});
});

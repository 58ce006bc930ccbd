import type { IDataObject } from 'n8n-workflow';
import { resources } from '../../nodes/shared/api/index.ts';
import type { Field, Operation, Resource } from '../../nodes/shared/api/types.ts';
import { emptiable } from '../../nodes/shared/parameters/emptying.ts';
import { labelOf } from '../../nodes/shared/values/wireValue.ts';
import { EveryOperation, factOf, roleOf } from '../support/everyOperation.mts';
import { setUp, type Bench } from '../support/node.mts';
import { parametersFor, sample } from '../support/samples.mts';

let bench: Bench;
let every: EveryOperation;
beforeAll(async () => {
	bench = await setUp();
	every = new EveryOperation(bench);
	await every.build();
}, 60_000);
beforeEach(() => every.restore());
afterAll(async () => await bench.close());

/** Every field that can be emptied, of every change. */
const cases = resources.flatMap((resource) =>
	resource.operations
		.filter(({ kind }) => kind === 'update')
		.flatMap((operation) =>
			emptiable(operation).map(
				(field) =>
					[
						`${resource.value}:${operation.value} ${field.name}`,
						resource,
						operation,
						field,
					] as const,
			),
		),
);

/** Nothing, as the PBX shows it: a text, a list or an object without anything in it. */
const holdsNothing = (value: unknown): boolean =>
	value === null || value === undefined || Object.keys(value as object).length === 0;

describe('a field that is emptied on purpose', () => {
	test.each(cases)('%s', async (_, resource: Resource, operation: Operation, field: Field) => {
		const { parameters } = every.caseOf(resource, operation);
		const { out, error } = await bench.run(
			{
				...withoutField(resource, operation, parameters, field),
				emptyFields: labelOf(field),
				output: 'record',
			},
			{ credential: roleOf(operation) },
		);
		expect([error?.message, error?.description]).toEqual([undefined, undefined]);
		expect(out).toHaveLength(1);
		// The record as it is afterwards, or what was sent where the record cannot be read alone.
		if (!field.secret)
			expect([out[0][field.name], holdsNothing(out[0][field.name])]).toEqual([
				out[0][field.name],
				true,
			]);
	});

	test('there are such fields', () => {
		expect(cases.length).toBeGreaterThan(200);
	});
});

/** The parameters without a field, and with another one where nothing would be left. */
function withoutField(
	resource: Resource,
	operation: Operation,
	parameters: IDataObject,
	field: Field,
): IDataObject {
	const facts = factOf(operation).body.filter(({ name }) => name !== field.name);
	const required = operation.bodyFields.filter((each) => each.required && each.name !== field.name);
	const body = Object.fromEntries(
		required.flatMap(({ name }) => {
			const fact = facts.find((each) => each.name === name);
			return fact ? [[name, sample(fact)]] : [];
		}),
	);
	const fresh = parametersFor(resource, operation, body) as IDataObject;
	const ids = operation.pathFields.map(({ name, parameter }) => parameter ?? name);
	return {
		...Object.fromEntries(
			Object.entries(parameters).filter(([name]) => ids.includes(name) || /Id$/.test(name)),
		),
		...fresh,
	};
}

describe('what is not emptied', () => {
	const update = (more: IDataObject) => ({
		resource: 'tenant',
		operation: 'update',
		tenantId: {
			__rl: true,
			mode: 'id',
			value: String([...bench.simulator.state.tenants.keys()][0]),
		},
		...more,
	});
	const run = async (parameters: IDataObject, items?: IDataObject[]) =>
		await bench.run(parameters, { credential: 'systemAdmin', ...(items ? { items } : {}) });

	test('a name of no such field stops the item, and those that can be are named', async () => {
		const { error } = await run(update({ emptyFields: 'Wbsite' }));
		expect(error?.message).toContain('"Fields to Empty" holds "Wbsite"');
		expect(error?.description).toMatch(/Those that can are .*Email Recipients/);
	});

	test('a field that is filled in, too, stops the item', async () => {
		const { error } = await run(
			update({
				additionalFields: { emailRecipients: 'a@b.example' },
				emptyFields: 'email recipients',
			}),
		);
		expect(error?.message).toContain('the field is filled in, too');
	});

	test('a blank row among others is unchanged and sends nothing; the others go on', async () => {
		bench.simulator.log.length = 0;
		const { out, error } = await run(update({ name: '={{ $json.name }}' }), [
			{ name: 'Renamed' },
			{ name: '' },
			{},
		]);
		expect(error).toBeUndefined();
		expect(out[0]).not.toHaveProperty('unchanged');
		expect(out.slice(1)).toEqual([
			expect.objectContaining({ unchanged: true, empty: ['Name'] }),
			expect.objectContaining({ unchanged: true, empty: ['Name'] }),
		]);
		const writes = bench.simulator.log.filter(
			({ method, path }) => method === 'POST' && /tenants/.test(path),
		);
		expect(writes).toHaveLength(1);
	});

	test('a node to which no field was added is refused', async () => {
		const { error } = await run(update({}));
		expect(error?.message).toContain('There is nothing to update');
	});
});

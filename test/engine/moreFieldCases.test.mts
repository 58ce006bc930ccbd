import type { IDataObject } from 'n8n-workflow';
import { findOperation, resources } from '../../nodes/shared/api/index.ts';
import { parameterOf } from '../../nodes/shared/api/names.ts';
import type { Field, Operation, Resource } from '../../nodes/shared/api/types.ts';
import { collectionOf } from '../../nodes/shared/parameters/collections.ts';
import { EveryOperation, roleOf } from '../support/everyOperation.mts';
import { network } from '../support/inputs/network.mts';
import { numbers } from '../support/inputs/numbers.mts';
import type { Inputs, Place } from '../support/inputs/types.mts';
import { values } from '../support/inputs/values.mts';
import { setUp, type Bench } from '../support/node.mts';
import { fieldOf } from '../support/refusals.mts';

/**
 * More inputs of the kinds of `fieldCases.test.mts`: each is given to a field by an expression, and
 * either what would be sent is right, or the item stops before anything is sent.
 */
let bench: Bench;
let every: EveryOperation;
beforeAll(async () => {
	bench = await setUp();
	every = new EveryOperation(bench);
	await every.build();
}, 60_000);
beforeEach(() => every.restore());
afterAll(async () => await bench.close());

/** What a place stands for. */
function placeOf(place: Place): { resource: Resource; operation: Operation; field: Field } {
	const [, group, name, field] = /^(\w+)\.(\w+) (.+)$/.exec(place) ?? [];
	const resource = resources.find(({ value }) => value === group);
	const operation = findOperation(group, name);
	if (!resource || !operation) throw new Error(`There is no ${place}`);
	return { resource, operation, field: fieldOf(operation, field) };
}

/** The least that an operation takes, and the field as the item has it. */
function parametersWith(place: Place): IDataObject {
	const { resource, operation, field } = placeOf(place);
	const parameters = structuredClone(every.caseOf(resource, operation).parameters);
	const expression =
		field.type === 'reference'
			? { __rl: true, mode: 'id', value: '={{ $json.value }}' }
			: '={{ $json.value }}';
	if (field.required || field.onTop) return { ...parameters, [parameterOf(field)]: expression };
	const collection = collectionOf(resource, operation)?.name;
	if (!collection) throw new Error(`There is no collection for ${place}`);
	const others = parameters[collection] as IDataObject | undefined;
	return { ...parameters, [collection]: { ...others, [parameterOf(field)]: expression } };
}

/** Requests that write, but for those that open and end sessions. */
const writes = (): string[] =>
	bench.simulator.log
		.filter(({ method, path }) => method === 'POST' && !/\/auth\/|\/tenants\/switch$/.test(path))
		.map(({ path }) => path);

async function run(place: Place, value: unknown, more: IDataObject = {}) {
	return await bench.run(
		{ ...parametersWith(place), ...more },
		{ items: [{ value: value as string }], credential: roleOf(placeOf(place).operation) },
	);
}

const cases = [...numbers, ...network, ...values];

test('there are more than 300 inputs', () => {
	expect(cases.flatMap(({ rows }) => rows).length).toBeGreaterThan(300);
});

describe.each<Inputs>([...cases])('$kind', ({ place, rows }) => {
	const taken = rows.filter(([, right]) => !(right instanceof RegExp));
	const refused = rows.filter((row): row is [unknown, RegExp] => row[1] instanceof RegExp);

	if (taken.length) {
		test.each(taken)('%j is sent as %j', async (value, right) => {
			const { out, error } = await run(place, value, { requestOptions: { checkOnly: true } });
			expect([error?.message, out[0]?.message, out[0]?.ok]).toEqual([undefined, undefined, true]);
			const { body } = out[0] as { body?: IDataObject };
			expect(body?.[placeOf(place).field.name]).toEqual(right);
			expect(writes()).toEqual([]);
		});
	}

	if (refused.length) {
		test.each(refused)('%j stops the item', async (value, words) => {
			const { out, error } = await run(place, value);
			expect(`${error?.message} ${error?.description}`).toMatch(words);
			expect(out).toEqual([]);
			expect(writes()).toEqual([]);
		});
	}
});

import type { IDataObject } from 'n8n-workflow';
import { resources } from '../../nodes/shared/api/index.ts';
import { parameterOf } from '../../nodes/shared/api/names.ts';
import type { Field, Operation, Resource, Upsert } from '../../nodes/shared/api/types.ts';
import { collectionOf } from '../../nodes/shared/parameters/collections.ts';
import { EveryOperation, factOf, roleOf } from '../support/everyOperation.mts';
import { setUp, type Bench } from '../support/node.mts';
import { allFields, withSecrets } from '../support/secretFields.mts';
import { parametersFor, sample } from '../support/samples.mts';

const rows = resources.flatMap((resource) =>
	resource.operations
		.filter(({ kind }) => kind === 'upsert')
		.map((operation) => [resource.value, resource, operation] as const),
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

/** What was written since the log was looked at last. */
function writes(): string[] {
	const sent = bench.simulator.log.filter(({ method }) => method === 'POST');
	bench.simulator.log.length = 0;
	return sent.map(({ method, path }) => `${method} ${path}`);
}

async function run(operation: Operation, parameters: IDataObject): Promise<IDataObject> {
	const { out, error } = await bench.run(parameters, { credential: roleOf(operation) });
	expect([error?.message, error?.description]).toEqual([undefined, undefined]);
	expect(out).toHaveLength(1);
	return out[0];
}

/** The least that it takes, with the key. */
function parametersOf(resource: Resource, operation: Operation): IDataObject {
	const { parameters } = every.caseOf(resource, operation);
	for (const field of (operation.upsert as Upsert).keys[0]) {
		const name = parameterOf(field);
		const fact = factOf(operation).body.find((each) => each.name === field.name);
		if (!fact) continue;
		const place = collectionOf(resource, operation)?.name as string;
		const at = field.required || field.onTop ? parameters : (parameters[place] ??= {});
		(at as IDataObject)[name] ??= sample(fact) as string;
	}
	return parameters;
}

/** A field that can be changed, and another value for it. */
function changeIn(operation: Operation): { field: Field; value: unknown } | undefined {
	const { keys, update } = operation.upsert as Upsert;
	const names = keys.flat().map(({ name }) => name);
	const field = update.bodyFields.find(
		({ name, type, secret, form, unseen, picks }) =>
			type === 'text' &&
			!secret &&
			!unseen &&
			!form &&
			!picks &&
			!/timezone|language/.test(name) &&
			!names.includes(name),
	);
	return field && { field, value: 'Changed'.slice(0, field.max) };
}

/** The parameters with one value changed. */
function changed(
	resource: Resource,
	operation: Operation,
	parameters: IDataObject,
	{ field, value }: { field: Field; value: unknown },
): IDataObject {
	const name = parameterOf(field);
	const own = operation.bodyFields.find((each) => each.name === field.name) as Field;
	if (own.required || own.onTop) return { ...parameters, [name]: value as string };
	const place = collectionOf(resource, operation)?.name as string;
	return {
		...parameters,
		[place]: { ...(parameters[place] as IDataObject), [name]: value as string },
	};
}

describe.each(['merge', 'reset'] as const)('create or update, where an update does %s', (mode) => {
	beforeEach(() => {
		bench.simulator.switches.updateTop = mode;
		bench.simulator.switches.updateNested = mode;
	});

	test.each(rows)('%s', async (_, resource, operation) => {
		const parameters = parametersOf(resource, operation);
		await every.clear(operation);
		const first = await run(operation, parameters);
		expect(['created', 'updated', 'unchanged']).toContain(first.operation);
		writes();
		const second = await run(operation, parameters);
		expect([second.operation, second.changed, writes()]).toEqual(['unchanged', [], []]);
		expect(second.id).toEqual(first.id);
		const change = changeIn(operation);
		if (!change) return;
		const third = await run(operation, changed(resource, operation, parameters, change));
		expect([third.operation, third.changed]).toEqual([
			'updated',
			[expect.objectContaining({ field: change.field.name, after: change.value })],
		]);
		expect(third.id).toBe(first.id);
	});
});

describe('secrets', () => {
	const secretive = rows.filter(([, , operation]) =>
		allFields(operation).some(({ secret }) => secret),
	);

	test.each(secretive)('of %s are sent, and stand in no item', async (_, resource, operation) => {
		const plain = parametersOf(resource, operation);
		const { parameters, secrets } = withSecrets(resource, operation, plain);
		const texts: string[] = [];
		for (const sendPasswords of ['creating', 'always']) {
			const options = { sendPasswords };
			const item = await run(operation, { ...parameters, options, simple: false });
			texts.push(JSON.stringify(item));
		}
		expect(secrets.filter((secret) => texts.join().includes(secret))).toEqual([]);
		expect(secrets.length).toBeGreaterThan(0);
	});
});

/** Fields that name other records, of which the samples are none. */
const NAMES_OTHERS = /^(outbound_caller_ids|holidays)$/;

describe('with every field that it takes', () => {
	test.each(rows)('%s is unchanged in the second run', async (name, resource, operation) => {
		const plain = parametersOf(resource, operation);
		const place = collectionOf(resource, operation)?.name ?? '';
		const facts = factOf(operation).body;
		const known = operation.bodyFields.filter(
			({ name: field, required, onTop, type, secret }) =>
				!NAMES_OTHERS.test(field) &&
				!required &&
				!onTop &&
				!secret &&
				type !== 'reference' &&
				type !== 'json',
		);
		const body = Object.fromEntries(
			known.flatMap(({ name: field }) => {
				const fact = facts.find((each) => each.name === field);
				return fact ? [[field, sample(fact)]] : [];
			}),
		);
		const full = parametersFor(resource, operation, body) as IDataObject;
		const parameters = {
			...plain,
			[place]: { ...(full[place] as IDataObject), ...(plain[place] as IDataObject) },
		};
		const first = await bench.run(parameters, { credential: roleOf(operation) });
		expect([name, first.error?.message, first.error?.description]).toEqual([
			name,
			undefined,
			undefined,
		]);
		writes();
		const second = await run(operation, parameters);
		expect([second.operation, second.changed, writes()]).toEqual(['unchanged', [], []]);
	});
});

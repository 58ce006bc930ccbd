import { readFileSync } from 'node:fs';
import path from 'node:path';
import type { IDataObject } from 'n8n-workflow';
import { resources } from '../../nodes/shared/api/index.ts';
import type { Field, Operation, Resource } from '../../nodes/shared/api/types.ts';
import { collectionOf } from '../../nodes/shared/parameters/collections.ts';
import { parameterOf } from '../../nodes/shared/api/names.ts';
import { Lookup } from '../../nodes/shared/values/wireValue.ts';
import { planRequest } from '../../nodes/shared/plan/plan.ts';
import type { Fact } from '../../scripts/facts/contract.mts';
import { EveryOperation, roleOf } from '../support/everyOperation.mts';
import { setUp, type Bench } from '../support/node.mts';
import { valueOf } from '../support/refusals.mts';
import { sample } from '../support/samples.mts';

/** What Get or Get Many gives for a field can be given to that field of Update. */

interface Schema {
	type?: string;
	format?: string;
	enum?: string[];
	properties?: Record<string, Schema>;
	items?: Schema;
}

const file = path.resolve(import.meta.dirname, '../../contract/responses.json');
const published = JSON.parse(readFileSync(file, 'utf8')) as Record<string, { schema: Schema }>;

/** An operation that changes what another one reads. */
type Pair = readonly [name: string, resource: Resource, update: Operation, read: Operation];

const keyOf = ({ method, path: route }: Operation) => `${method} ${route}`;

/** Operations that read a record or settings under the path under which they are changed. */
const pairs: Pair[] = resources.flatMap((resource) => {
	const { operations } = resource;
	return operations
		.filter(({ kind, bodyFields }) => kind === 'update' && bodyFields.length)
		.flatMap((update) => {
			const list = update.path.replace(/\/\{\w+\}$/, '');
			return operations
				.filter(
					({ kind, method, path: route }) =>
						method === 'GET' &&
						((kind === 'get' && route === update.path) || (kind === 'getMany' && route === list)),
				)
				.map((read): Pair => [
					`${resource.value}: ${read.value} to ${update.value}`,
					resource,
					update,
					read,
				]);
		});
});

/** Whose sample on the simulated PBX has a text that no PBX would hold. */
const UNREAL = new Set(['certificate: get to update']);

/** The record of an answer that a path is about. */
function recordIn(body: IDataObject, route: string): IDataObject {
	const rows = Array.isArray(body.items) ? (body.items as IDataObject[]) : [];
	if (!rows.some((row) => typeof row === 'object' && 'id' in row)) return body;
	return rows.find(({ id }) => route.endsWith(`/${String(id)}`)) ?? {};
}

/** Lists in which there is nothing are left out, as all that is empty. */
const isEmpty = (value: unknown): boolean =>
	value === undefined || value === null || value === '' || (Array.isArray(value) && !value.length);

/** The fields of Update that are given what the record has. */
const shared = (update: Operation, record: IDataObject): Field[] =>
	update.bodyFields.filter((field) => !isEmpty(shownFor(field, record)));

/** What a record shows for a field; the keys of some fields are fields of the record itself. */
function shownFor({ name, spread, options = {} }: Field, record: IDataObject): unknown {
	if (!spread) return record[name];
	const own = Object.keys(options).filter((key) => !isEmpty(record[key]));
	return own.length ? Object.fromEntries(own.map((key) => [key, record[key]])) : undefined;
}

/**
 * A published schema as a fact of the contract, for its sample. Answers say nothing of limits: those
 * of the field hold for what the PBX has taken before.
 */
function factOf(name: string, { properties, items, ...schema }: Schema, field?: Field): Fact {
	const text = schema.type === 'string';
	const inner = (key: string) => field?.fields?.find((each) => each.name === key);
	return {
		name,
		type: schema.type ?? 'unknown',
		...(field?.min === undefined ? {} : { [text ? 'minLength' : 'min']: field.min }),
		...(field?.max === undefined ? {} : { [text ? 'maxLength' : 'max']: field.max }),
		...(field?.pattern ? { pattern: field.pattern } : {}),
		...(schema.enum ? { enum: schema.enum } : {}),
		...(schema.format ? { format: schema.format } : {}),
		...(items ? { items: factOf(name, items, field) } : {}),
		...(properties
			? {
					properties: Object.entries(properties).map(([key, each]) =>
						factOf(key, each, inner(key)),
					),
				}
			: {}),
	};
}

test('there are such pairs', () => {
	expect(pairs.length).toBeGreaterThan(100);
});

describe('as the answers are published', () => {
	const known = pairs.flatMap(([name, , update, read]) => {
		const schema = published[keyOf(read)]?.schema;
		if (!schema?.properties) return [];
		const { items } = schema.properties;
		const record = read.kind === 'getMany' ? items?.items : schema;
		const properties = record?.properties ?? {};
		return update.bodyFields
			.filter((field) => field.name in properties)
			.map((field) => [`${name}, ${field.name}`, field, properties[field.name]] as const);
	});

	test('there are such fields', () => expect(known.length).toBeGreaterThan(900));

	test.each(known)('%s', (_, field, schema) => {
		const shown = sample(factOf(field.name, schema, field));
		for (const given of [shown, ...(typeof shown === 'object' ? [JSON.stringify(shown)] : [])]) {
			const sent = valueOf(field, given);
			expect(sent).toBeDefined();
			expect(lost(shown, sent, field)).toEqual([]);
		}
	});
});

/** The names of what was shown that is not sent, but for what the PBX does not take. */
function lost(shown: unknown, sent: unknown, field: Field, at = ''): string[] {
	if (Array.isArray(shown)) {
		const list = sent as unknown[];
		return shown.flatMap((each, index) => lost(each, list[index], field, `${at}[${index}]`));
	}
	if (typeof shown !== 'object' || shown === null) {
		// A sample of an id looks like a name, which is looked up.
		const value = sent instanceof Lookup ? sent.value : sent;
		return shown === value
			? []
			: [`${at}: ${JSON.stringify(shown)} became ${JSON.stringify(sent)}`];
	}
	// Records stand for their ids in a list of texts.
	if (typeof sent === 'string') return [];
	const object = sent as Record<string, unknown>;
	return Object.entries(shown)
		.filter(([name]) => !field.readOnly?.includes(name))
		.flatMap(([name, each]) => lost(each, object?.[name], field, `${at}.${name}`));
}

describe('as the PBX answers', () => {
	let bench: Bench;
	let every: EveryOperation;
	beforeAll(async () => {
		bench = await setUp();
		every = new EveryOperation(bench);
		await every.build();
	}, 60_000);
	beforeEach(() => every.restore());
	afterAll(async () => await bench.close());

	test.each(pairs.filter(([name]) => !UNREAL.has(name)))(
		'%s',
		async (_, resource, update, read) => {
			const { body } = await every.ask(read);
			const { parameters, request } = every.caseOf(resource, update);
			const fields = shared(update, recordIn(body, request));
			if (!fields.length) return;
			const collection = collectionOf(resource, update);
			if (collection) delete parameters[collection.name];
			const others: IDataObject = {};
			const open = collection?.others ? collection.name : undefined;
			for (const field of fields) {
				const shown = shownFor(field, recordIn(body, request)) as IDataObject;
				// n8n takes groups of fields one by one only; whole, they go into Other Fields.
				if (open !== undefined && ['object', 'list', 'keyed'].includes(field.type)) {
					Object.assign(others, field.spread ? shown : { [field.name]: shown });
					continue;
				}
				const place = collection?.fields.includes(field) ? collection.name : undefined;
				const given = { [parameterOf(field)]: shown };
				if (place === undefined) Object.assign(parameters, given);
				else parameters[place] = { ...(parameters[place] as IDataObject), ...given };
			}
			if (open !== undefined && Object.keys(others).length) {
				const otherFields = JSON.stringify(others);
				parameters[open] = { ...(parameters[open] as IDataObject), otherFields };
			}
			const plan = planRequest(update, (name) => parameters[name] ?? null, 'Europe/Berlin');
			const wanted = fields.filter(({ spread }) => !spread).map(({ name }) => name);
			expect(Object.keys(plan.body)).toEqual(expect.arrayContaining(wanted));
			bench.simulator.log.length = 0;
			const { error } = await bench.run(parameters, { credential: roleOf(update) });
			expect([error?.message, error?.description]).toEqual([undefined, undefined]);
			const sent = bench.simulator.log.map(({ method, path: to }) => `${method} ${to}`);
			expect(sent).toContain(request);
		},
	);
});

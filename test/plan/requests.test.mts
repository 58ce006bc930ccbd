import { resources } from '../../nodes/shared/api/index.ts';
import type { Operation } from '../../nodes/shared/api/types.ts';
import { planRequest } from '../../nodes/shared/plan/plan.ts';
import { pathOf } from '../../pbx/path.ts';
import { collectionOf } from '../../nodes/shared/parameters/collections.ts';
import { contract, type Fact } from '../../scripts/facts/contract.mts';
import { parametersFor, sampleOf } from '../support/samples.mts';

const facts = contract();
const cases = resources.flatMap((resource) =>
	resource.operations
		.filter(({ path, special, composed }) => path !== '' && !(special && composed))
		.map((operation) => [`${resource.value}:${operation.value}`, resource, operation] as const),
);

/** The facts that the row offers; the comparison with the contract has the exceptions. */
const offered = (list: readonly Fact[], fields: Operation['bodyFields']): Fact[] =>
	list
		.filter(({ name }) =>
			fields.some((field) => (field.spread ? name in (field.options ?? {}) : field.name === name)),
		)
		.map((fact) =>
			offeredInside(
				fact,
				fields.find(({ name }) => name === fact.name),
			),
		);

/** The same for the fields inside a field; a row leaves some of those out, too. */
function offeredInside(fact: Fact, field: Operation['bodyFields'][number] | undefined): Fact {
	const { properties, items } = fact;
	switch (field?.type) {
		case 'json':
			return fact.type === 'array'
				? { name: fact.name, type: 'array', items: { type: 'unknown' } }
				: { name: fact.name, type: 'unknown' };
		case 'keyed':
			return {
				...fact,
				properties: properties?.filter(({ name }) => name in (field.options ?? {})),
			};
		case 'object':
			return { ...fact, properties: properties && offered(properties, field.fields ?? []) };
		case 'list':
			return {
				...fact,
				items: items?.properties
					? { ...items, properties: offered(items.properties, field.fields ?? []) }
					: items,
			};
		default:
			return fact;
	}
}

/** The contract has no choices for path fields; the row may. */
const withChoices = (list: readonly Fact[], fields: Operation['pathFields']): Fact[] =>
	list.map((fact) => {
		const options = fields.find(({ name }) => name === fact.name)?.options;
		return options ? { ...fact, enum: Object.keys(options) } : fact;
	});

describe('every operation with all of its fields makes the request of the contract', () => {
	test.each(cases)('%s', (_, resource, operation) => {
		const fact = facts.get(`${operation.method} ${operation.path}`);
		if (!fact) throw new Error('not in the contract');
		const wire = {
			ids: sampleOf(withChoices(fact.pathParams, operation.pathFields)) as Record<string, string>,
			query: sampleOf(
				fact.query.filter(({ name }) => operation.queryFields.some((field) => field.name === name)),
			),
			body: sampleOf(offered(fact.body, operation.bodyFields)),
		};
		const parameters: Record<string, unknown> = {
			...parametersFor(resource, operation, { ...wire.ids, ...wire.query, ...wire.body }),
			returnAll: true,
		};
		// A body that nobody has published can still be sent, as JSON.
		if (operation.acceptsBody && operation.bodyFields.length === 0) {
			const name = collectionOf(resource, operation)?.name ?? '';
			parameters[name] = { otherFields: '{"sample": {"deep": [1]}}' };
			wire.body = { sample: { deep: [1] } };
		}
		const read = (name: string) => parameters[name] ?? null;

		const plan = planRequest(operation, read, 'UTC');

		expect({
			method: operation.method,
			path: pathOf(plan.route, plan.ids as Record<string, string>),
			query: plan.query,
			body: plan.body,
		}).toEqual({
			method: fact.method,
			path: fact.path.replace(/\{(\w+)\}/g, (_brace, name: string) =>
				encodeURIComponent(wire.ids[name]),
			),
			query: wire.query,
			body: wire.body,
		});
	});
});

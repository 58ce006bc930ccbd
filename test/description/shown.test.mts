import { NodeHelpers, type INodeProperties } from 'n8n-workflow';
import { parameterOf } from '../../nodes/shared/api/names.ts';
import { resources } from '../../nodes/shared/api/index.ts';
import { buildProperties } from '../../nodes/shared/description/index.ts';
import { collectionsOf } from '../../nodes/shared/parameters/collections.ts';
import { hasFilters } from '../../nodes/shared/parameters/standard.ts';
import { PortSip } from '../../nodes/PortSip/PortSip.node.ts';

const properties = buildProperties();
const description = new PortSip().description;

/** Names of the properties that the editor shows, as n8n decides it. */
function shown(resource: string, operation: string): INodeProperties[] {
	const node = { typeVersion: 1 };
	return properties.filter((property) =>
		NodeHelpers.displayParameter(
			{ resource, operation, returnAll: false },
			property,
			node,
			description,
		),
	);
}

const cases = resources.flatMap((resource) =>
	resource.operations.map(
		(operation) => [`${resource.value}:${operation.value}`, resource, operation] as const,
	),
);

describe('each operation shows its own fields only, in its own order', () => {
	test.each(cases)('%s', (_, resource, operation) => {
		const own = [...operation.pathFields, ...operation.queryFields, ...operation.bodyFields];
		const collections = collectionsOf(resource, operation);
		const { kind } = operation;
		const expected = [
			'resource',
			'operation',
			...(operation.inTenant ? ['actInTenant'] : []),
			...own.filter(({ required }) => required).map(parameterOf),
			...(kind === 'upload' ? ['binaryPropertyName'] : []),
			...collections.map(({ name }) => name),
			...(kind === 'getMany' ? ['returnAll', 'limit'] : []),
			...(kind === 'getMany' && hasFilters(operation.paging) ? ['filters'] : []),
			...(operation.simple ? ['simple'] : []),
			...(kind === 'download' ? ['binaryPropertyName'] : []),
			'requestOptions',
		];
		const visible = shown(resource.value, operation.value);
		expect(visible.map((property) => property.name)).toEqual(expected);
		const inside = visible
			.filter(({ name }) => collections.some((each) => each.name === name))
			.flatMap(({ options = [] }) => options.map((option) => option.name));
		const optional = own.filter(({ required }) => !required).map(parameterOf);
		expect(inside.sort()).toEqual(
			[...optional, ...(operation.acceptsBody ? ['otherFields'] : [])].sort(),
		);
	});
});

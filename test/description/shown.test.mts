import { NodeHelpers, type INodeProperties } from 'n8n-workflow';
import { parameterOf } from '../../nodes/PortSip/api/names.ts';
import { resources } from '../../nodes/PortSip/api/index.ts';
import { buildProperties } from '../../nodes/PortSip/description/index.ts';
import { collectionsOf } from '../../nodes/PortSip/description/collections.ts';
import { hasFilters } from '../../nodes/PortSip/description/standard.ts';
import { PortSip } from '../../nodes/PortSip/PortSip.node.ts';

const properties = buildProperties();
const description = new PortSip().description;

/** Names of the properties that the editor shows, as n8n decides it. */
function shown(resource: string, operation: string): INodeProperties[] {
	const node = { typeVersion: 1 };
	return properties.filter((property) =>
		NodeHelpers.displayParameter({ resource, operation }, property, node, description),
	);
}

const cases = resources.flatMap((resource) =>
	resource.operations.map(
		(operation) => [`${resource.value}:${operation.value}`, resource, operation] as const,
	),
);

describe('each operation shows its own fields only', () => {
	test.each(cases)('%s', (_, resource, operation) => {
		const own = [...operation.pathFields, ...operation.queryFields, ...operation.bodyFields];
		const collections = collectionsOf(resource, operation);
		const expected = [
			'resource',
			'operation',
			...own.filter(({ required }) => required).map(parameterOf),
			...(operation.kind === 'getMany' ? ['returnAll', 'limit'] : []),
			...(operation.kind === 'getMany' && hasFilters(operation.paging) ? ['filters'] : []),
			...(operation.simple ? ['simple'] : []),
			...(['upload', 'download'].includes(operation.kind) ? ['binaryPropertyName'] : []),
			...collections.map(({ name }) => name),
		];
		// Limit depends on Return All, which is off by default.
		const visible = shown(resource.value, operation.value);
		const names = visible.map((property) => property.name);
		const withLimit = operation.kind === 'getMany' ? [...new Set([...names, 'limit'])] : names;
		expect(withLimit.sort()).toEqual(expected.sort());
		const inside = visible
			.filter(({ name }) => collections.some((each) => each.name === name))
			.flatMap(({ options = [] }) => options.map((option) => option.name));
		const optional = own.filter(({ required }) => !required).map(parameterOf);
		expect(inside.sort()).toEqual(
			[...optional, ...(operation.acceptsBody ? ['otherFields'] : [])].sort(),
		);
	});
});

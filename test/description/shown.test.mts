import { NodeHelpers, type INodeProperties } from 'n8n-workflow';
import { parameterOf } from '../../nodes/shared/api/names.ts';
import { areas, readAfter } from '../../nodes/shared/api/index.ts';
import { buildProperties } from '../../nodes/shared/description/index.ts';
import { collectionOf } from '../../nodes/shared/parameters/collections.ts';
import { emptiable } from '../../nodes/shared/parameters/emptying.ts';
import { hasFilters } from '../../nodes/shared/parameters/standard.ts';
import { descriptionOf } from '../../scripts/nodes.mts';

describe.each(areas)(
	'each operation of $node shows its own fields only, in its own order',
	(area) => {
		const properties = buildProperties(area);
		const description = descriptionOf(area.node);
		const cases = area.resources.flatMap((resource) =>
			resource.operations.map(
				(operation) => [`${resource.value}:${operation.value}`, resource, operation] as const,
			),
		);

		/** The properties that the editor shows, as n8n decides it. */
		const shown = (resource: string, operation: string): INodeProperties[] =>
			properties.filter((property) =>
				NodeHelpers.displayParameter(
					{ resource, operation, returnAll: false, period: 'custom', generatePasswords: true },
					property,
					{ typeVersion: 1 },
					description,
				),
			);

		test.each(cases)('%s', (_, resource, operation) => {
			const { pathFields, queryFields, bodyFields, ownFields } = operation;
			const own = [...pathFields, ...queryFields, ...bodyFields, ...ownFields];
			const collection = collectionOf(resource, operation);
			const { kind } = operation;
			const expected = [
				'resource',
				'operation',
				...(operation.inTenant ? ['actInTenant'] : []),
				...(operation.upsert ? ['matchBy'] : []),
				...own.filter(({ required, onTop }) => required || onTop).map(parameterOf),
				...(operation.bodyFields.some(({ generated }) => generated)
					? ['generatePasswords', 'returnPasswords']
					: []),
				...(kind === 'upload' ? ['binaryPropertyName'] : []),
				...(collection ? [collection.name] : []),
				...(emptiable(operation).length ? ['emptyFields'] : []),
				...(operation.time ? ['period', 'from', 'to'] : []),
				...(kind === 'getMany' ? ['returnAll', 'limit'] : []),
				...(kind === 'getMany' && hasFilters(operation.paging) ? ['filters'] : []),
				...(operation.simple || operation.upsert ? ['simple'] : []),
				...(readAfter(operation) ? ['output'] : []),
				...(operation.upsert ? ['options'] : []),
				...(kind === 'download' ? ['binaryPropertyName'] : []),
				'requestOptions',
			];
			const visible = shown(resource.value, operation.value);
			expect(visible.map((property) => property.name)).toEqual(expected);
			const inside = visible
				.filter(({ name }) => name === collection?.name)
				.flatMap(({ options = [] }) => options.map((option) => option.name));
			const optional = own.filter(({ required, onTop }) => !required && !onTop).map(parameterOf);
			expect(inside.sort()).toEqual(
				[...optional, ...(operation.acceptsBody ? ['otherFields'] : [])].sort(),
			);
		});
	},
);

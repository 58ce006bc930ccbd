import type { INodeProperties } from 'n8n-workflow';
import { resources } from '../api';
import type { Field, Operation, Resource } from '../api/types';
import { parameterIn } from '../api/names';
import { byLabel, choices, dropdown, labelled, propertyOf } from './fields';
import { collectionOf, listProperties, otherFields, outputFile, simplify } from './standard';

/**
 * All properties of the node: the two dropdowns and each operation's own fields. Pure: the same
 * rows always give equal, but fresh, objects.
 */
export function buildProperties(): INodeProperties[] {
	return [
		{
			displayName: 'Resource',
			name: 'resource',
			type: 'options',
			noDataExpression: true,
			options: choices(Object.fromEntries(resources.map(({ value, name }) => [value, name]))),
			default: 'tenant',
		},
		...resources.flatMap(resourceProperties),
	];
}

function resourceProperties(resource: Resource): INodeProperties[] {
	return [operationDropdown(resource), ...merged(resource)];
}

function operationDropdown({ value, operations }: Resource): INodeProperties {
	const options = operations
		.map(({ value: own, name, action, description }) => ({
			name,
			value: own,
			action,
			...(description ? { description } : {}),
		}))
		.sort((a, b) => a.name.localeCompare(b.name, 'en'));
	const first = options.find((option) => option.value === 'getMany') ?? options[0];
	return {
		...labelled('Operation', 'operation'),
		...dropdown(options, first.value),
		noDataExpression: true,
		displayOptions: { show: { resource: [value] } },
	};
}

/** Equal fields of a resource's operations become one property shown for all of them. */
function merged(resource: Resource): INodeProperties[] {
	const byContent = new Map<string, { property: INodeProperties; operations: string[] }>();
	for (const operation of resource.operations) {
		for (const property of operationProperties(resource, operation)) {
			const content = JSON.stringify(property);
			const known = byContent.get(content);
			if (known) known.operations.push(operation.value);
			else byContent.set(content, { property, operations: [operation.value] });
		}
	}
	return [...byContent.values()].map(({ property, operations }) => {
		const { displayName, name, type, ...rest } = property;
		const show = { resource: [resource.value], operation: operations };
		const shown = rest.displayOptions?.show ?? {};
		return { displayName, name, type, ...rest, displayOptions: { show: { ...show, ...shown } } };
	});
}

function operationProperties(resource: Resource, operation: Operation): INodeProperties[] {
	const own = [...operation.pathFields, ...operation.queryFields, ...operation.bodyFields];
	return [
		...own
			.filter(isRequired)
			.map((field) => propertyOf(field, parameterIn(resource.value, field.name))),
		...(operation.kind === 'getMany' ? listProperties(operation) : []),
		...(operation.simple ? [simplify()] : []),
		...(operation.kind === 'download' ? [outputFile()] : []),
		...collection(resource, operation),
	];
}

function collection(resource: Resource, operation: Operation): INodeProperties[] {
	const optional = [...operation.queryFields, ...operation.bodyFields].filter(
		(field) => !isRequired(field),
	);
	const known = optional.map((field) => propertyOf(field, parameterIn(resource.value, field.name)));
	const options = byLabel(operation.acceptsBody ? [...known, otherFields()] : known);
	if (!options.length) return [];
	const { name, title, add } = collectionOf(operation.kind);
	return [{ displayName: title, name, type: 'collection', placeholder: add, default: {}, options }];
}

const isRequired = (field: Field): boolean => field.required === true;

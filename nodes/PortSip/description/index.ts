import type { INodeProperties } from 'n8n-workflow';
import { resources } from '../api';
import type { Field, Operation, Resource } from '../api/types';
import { byLabel, dropdown, labelled, propertyOf } from './fields';
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
			options: resources
				.map(({ value, name, description }) => ({
					name,
					value,
					...(description ? { description } : {}),
				}))
				.sort(byName),
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
		.map((operation) => ({
			name: operation.name,
			value: operation.value,
			action: operation.action,
			...descriptionOf(operation),
		}))
		.sort(byName);
	const first = options.find((option) => option.value === 'getMany') ?? options[0];
	return {
		...labelled('Operation', 'operation'),
		...dropdown(options, first.value),
		noDataExpression: true,
		displayOptions: { show: { resource: [value] } },
	};
}

const byName = (a: { name: string }, b: { name: string }): number =>
	a.name.localeCompare(b.name, 'en');

const LICENSES = { cc: 'Needs the contact center license', advanced: 'Needs the advanced license' };

/** What an operation does, and what it needs of the PBX. */
function descriptionOf({ description, since, license }: Operation): { description?: string } {
	const parts = [
		description,
		since && `Needs PortSIP ${since} or later`,
		license && LICENSES[license],
	].filter((part) => part !== undefined);
	if (!parts.length) return {};
	return {
		description:
			parts.length < 2 ? parts[0] : parts.map((part) => `${part.replace(/\.$/, '')}.`).join(' '),
	};
}

/** Equal fields of a resource's operations become one property shown for all of them. */
function merged(resource: Resource): INodeProperties[] {
	const byContent = new Map<string, { property: INodeProperties; operations: string[] }>();
	for (const operation of resource.operations) {
		for (const property of operationProperties(operation)) {
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

function operationProperties(operation: Operation): INodeProperties[] {
	const own = [...operation.pathFields, ...operation.queryFields, ...operation.bodyFields];
	return [
		...own.filter(isRequired).map((field) => propertyOf(field)),
		...(operation.kind === 'getMany' ? listProperties(operation) : []),
		...(operation.simple ? [simplify()] : []),
		...(operation.kind === 'download' ? [outputFile()] : []),
		...collection(operation),
	];
}

function collection(operation: Operation): INodeProperties[] {
	const optional = [...operation.queryFields, ...operation.bodyFields].filter(
		(field) => !isRequired(field),
	);
	const known = optional.map((field) => propertyOf(field));
	const options = byLabel(operation.acceptsBody ? [...known, otherFields()] : known);
	if (!options.length) return [];
	const { name, title, add } = collectionOf(operation.kind);
	return [{ displayName: title, name, type: 'collection', placeholder: add, default: {}, options }];
}

const isRequired = (field: Field): boolean => field.required === true;

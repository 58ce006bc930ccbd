import type { INodeProperties } from 'n8n-workflow';
import { readAfter } from '../api';
import type { Area, Operation, Resource } from '../api/types';
import { emptiable } from '../parameters/emptying';
import { collectionProperties } from './collections';
import { dropdown, inEnglish, labelled, propertyOf, sentences } from './fields';
import { merged, type Shown } from './merge';
import { matchByProperty, upsertCollection } from './upsert';
import {
	actInTenant,
	fieldsToEmpty,
	inputFile,
	listProperties,
	output,
	outputFile,
	requestOptions,
	secretSwitches,
	simplify,
} from './standard';

/**
 * All properties of a node: the two dropdowns and each operation's own fields. Pure: the same
 * rows always give equal, but fresh, objects.
 *
 * @param area the node's resources; equal fields are put together among these only
 */
export function buildProperties({ resources, first }: Area): INodeProperties[] {
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
			default: first,
		},
		...resources.map(operationDropdown),
		...merged(resources.flatMap(shownIn)),
		requestOptions(),
	];
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

const byName = (a: { name: string }, b: { name: string }): number => inEnglish(a.name, b.name);

const LICENSES = { cc: 'Needs the contact center license', advanced: 'Needs the advanced license' };

/** What an operation does, and what it needs of the PBX. */
function descriptionOf({ description, since, license }: Operation): { description?: string } {
	const text = sentences([
		description,
		since && `Needs PortSIP ${since} or later`,
		license && LICENSES[license],
	]);
	return text === undefined ? {} : { description: text };
}

/** For each operation: fields of the path, those on top, the collection, and what its kind has. */
const shownIn = (resource: Resource): Shown[] =>
	resource.operations.map((operation) => {
		const { pathFields, queryFields, bodyFields, kind, value, upsert } = operation;
		const onTop = [...pathFields, ...queryFields, ...bodyFields].filter(
			(field) => field.required || field.onTop,
		);
		const properties = [
			...(operation.inTenant ? [actInTenant()] : []),
			...(upsert ? [matchByProperty(upsert)] : []),
			...onTop.map((field) => propertyOf(field)),
			...(bodyFields.some((field) => field.generated) ? secretSwitches() : []),
			...(kind === 'upload' ? [inputFile()] : []),
			...collectionProperties(resource, operation),
			...(emptiable(operation).length ? [fieldsToEmpty()] : []),
			...(kind === 'getMany' ? listProperties(operation) : []),
			...(operation.simple || upsert ? [simplify()] : []),
			...(readAfter(operation) ? [output()] : []),
			...(upsert ? [upsertCollection(upsert)] : []),
			...(kind === 'download' ? [outputFile()] : []),
		];
		return { resource: resource.value, operation: value, properties };
	});

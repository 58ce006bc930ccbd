import type { INodeProperties } from 'n8n-workflow';
import type { Kind, Operation } from '../api/types';

/** Where a kind of operation keeps its optional fields: parameter name, label and button. */
export function collectionOf(kind: Kind): { name: string; title: string; add: string } {
	if (kind === 'create')
		return { name: 'additionalFields', title: 'Additional Fields', add: 'Add Field' };
	if (kind === 'update') return { name: 'updateFields', title: 'Update Fields', add: 'Add Field' };
	return { name: 'options', title: 'Options', add: 'Add Option' };
}

/** Return All and Limit, and for lists with query options the filters. */
export function listProperties({ paging }: Operation): INodeProperties[] {
	const size: INodeProperties[] = [
		{
			displayName: 'Return All',
			name: 'returnAll',
			type: 'boolean',
			default: false,
			description: 'Whether to return all results or only up to a given limit',
		},
		{
			displayName: 'Limit',
			name: 'limit',
			type: 'number',
			typeOptions: { minValue: 1 },
			default: 50,
			description: 'Max number of results to return',
			displayOptions: { show: { returnAll: [false] } },
		},
	];
	if (paging === 'none') return size;
	return [
		...size,
		{
			displayName: 'Filters',
			name: 'filters',
			type: 'collection',
			placeholder: 'Add Filter',
			default: {},
			options: [
				{
					displayName: 'Filter',
					name: 'filter',
					type: 'string',
					default: '',
					placeholder: "e.g. enabled eq true and startswith(name,'A')",
					description:
						'Condition on fields, with eq, ne, gt, ge, lt, le, startswith, endswith and contains, joined by and, or. Text goes in single quotes; write a quote inside it twice.',
				},
				{
					displayName: 'Order By',
					name: 'orderby',
					type: 'string',
					default: '',
					placeholder: 'e.g. name asc',
					description: 'Fields to sort by, separated by commas, each followed by asc or desc',
				},
				{
					displayName: 'Search',
					name: 'search',
					type: 'string',
					default: '',
					placeholder: 'e.g. acme',
					description: 'Free text to look for; a Filter narrows it further',
				},
			],
		},
	];
}

/** The switch between the short form and the whole answer. */
export const simplify = (): INodeProperties => ({
	displayName: 'Simplify',
	name: 'simple',
	type: 'boolean',
	default: true,
	description: 'Whether to return a simplified version of the response instead of the raw data',
});

/** Where a download is put. */
export const outputFile = (): INodeProperties => ({
	displayName: 'Put Output File in Field',
	name: 'binaryPropertyName',
	type: 'string',
	default: 'data',
	required: true,
	hint: 'The name of the output binary field to put the file in',
});

/** Whatever the tables do not know: the API moves faster than this package. */
export const otherFields = (): INodeProperties => ({
	displayName: 'Other Fields (JSON)',
	name: 'otherFields',
	type: 'json',
	default: '',
	placeholder: 'e.g. {"new_setting": true}',
	description:
		"Object with further fields, under the names of PortSIP's API, for settings that have no field here. They are sent as they are, and replace fields of the same name.",
});

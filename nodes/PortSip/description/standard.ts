import type { INodeProperties } from 'n8n-workflow';
import type { Operation, Paging } from '../api/types';

/** Whether a list takes filter, search and order. */
export const hasFilters = (paging: Paging): boolean =>
	paging === 'declared' || paging === 'undeclared';

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
	if (!hasFilters(paging)) return size;
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

/** Where an upload comes from. */
export const inputFile = (): INodeProperties => ({
	displayName: 'Input Binary Field',
	name: 'binaryPropertyName',
	type: 'string',
	default: 'data',
	required: true,
	hint: 'The name of the input binary field containing the file to be uploaded',
});

/** Whatever the tables do not know: the API moves faster than this package. */
export const otherFields = (): INodeProperties => ({
	displayName: 'Other Fields (JSON)',
	name: 'otherFields',
	type: 'json',
	default: '',
	description: 'Further fields under their API names, as an object; merged with the others',
});

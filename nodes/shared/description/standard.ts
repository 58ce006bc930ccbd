import type { INodeProperties } from 'n8n-workflow';
import { parameterOf, titleOf } from '../api/names';
import type { Operation } from '../api/types';
import {
	ACT_IN_TENANT,
	FROM,
	GENERATE_PASSWORDS,
	hasFilters,
	OUTPUT,
	PERIOD,
	PERIODS,
	RETURN_PASSWORDS,
	TO,
} from '../parameters/standard';
import { EMPTY_FIELDS } from '../parameters/emptying';
import { AT_ONCE, DEFAULTS, MOST_AT_ONCE } from '../../../pbx/settings';
import { byLabel, choices, dropdown, emptyJson, labelled, propertyOf } from './fields';

/** Return All and Limit, and for lists with query options the filters. */
export function listProperties({ paging, time, filters = [] }: Operation): INodeProperties[] {
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
		...(time ? periodProperties() : []),
		...size,
		{
			displayName: 'Filters',
			name: 'filters',
			type: 'collection',
			placeholder: 'Add Filter',
			default: {},
			options: byLabel([
				...filters.map((field) => propertyOf(field)),
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
			]),
		},
	];
}

/** When, for lists that can be narrowed to a span of time. */
function periodProperties(): INodeProperties[] {
	const custom = { displayOptions: { show: { period: ['custom'] } } };
	return [
		{
			...labelled(titleOf(PERIOD.name), parameterOf(PERIOD)),
			...dropdown(choices(PERIODS), 'any'),
			description: PERIOD.hint,
		},
		{ ...propertyOf(FROM), ...custom },
		{ ...propertyOf(TO), ...custom },
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

/** What a create or update gives. */
export const output = (): INodeProperties => ({
	displayName: 'Output',
	name: 'output',
	type: 'options',
	options: Object.entries(OUTPUT.options ?? {}).map(([value, name]) => ({ name, value })),
	default: 'sent',
	description:
		'Whether to return the IDs and what was sent, without secrets, or to read the whole record afterwards',
});
/** For creations that demand secrets: whether the node makes them up, and gives them away. */
export const secretSwitches = (): INodeProperties[] => [
	{
		...labelled(titleOf(GENERATE_PASSWORDS.name), parameterOf(GENERATE_PASSWORDS)),
		type: 'boolean',
		default: false,
		description:
			'Whether passwords and PINs that are left empty are made up, within the rules for passwords that the PBX has',
	},
	{
		...labelled(titleOf(RETURN_PASSWORDS.name), parameterOf(RETURN_PASSWORDS)),
		type: 'boolean',
		default: false,
		description:
			'Whether the item that comes out holds what was made up. It is shown nowhere else, and cannot be read later.',
		displayOptions: { show: { generatePasswords: [true] } },
	},
];

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
	...emptyJson(),
	description: 'Fields by their API names, as an object',
});

/** How a field is cleared on purpose: one line of text, since the fields differ from row to row. */
export const fieldsToEmpty = (): INodeProperties => ({
	...propertyOf(EMPTY_FIELDS),
	type: 'string',
	typeOptions: undefined,
	default: '',
});

export const actInTenant = (): INodeProperties => propertyOf(ACT_IN_TENANT);

const { requestsPerMinute, timeout, tries } = DEFAULTS;

/** How the requests of all items are sent. */
export const requestOptions = (): INodeProperties => ({
	displayName: 'Request Options',
	name: 'requestOptions',
	type: 'collection',
	placeholder: 'Add Option',
	default: {},
	options: [
		{
			displayName: 'Check Only',
			name: 'checkOnly',
			type: 'boolean',
			default: false,
			description:
				'Whether to check all items and look everything up, but write nothing: each item says what would be sent, or what would stop it',
		},
		{
			displayName: 'Items at Once',
			name: 'batchSize',
			type: 'number',
			typeOptions: { minValue: 1, maxValue: MOST_AT_ONCE },
			default: AT_ONCE,
			description:
				'How many items run at the same time. Items that change the same record run one after the other in any case.',
		},
		{
			displayName: 'Max Tries',
			name: 'maxTries',
			type: 'number',
			typeOptions: { minValue: 1, maxValue: 10 },
			default: tries,
			description:
				'How often a request is sent at most while the PBX is busy or away; a change is repeated only where it cannot be done twice',
		},
		{
			displayName: 'Pause Between Groups (Ms)',
			name: 'batchInterval',
			type: 'number',
			typeOptions: { minValue: 0 },
			default: 0,
			description:
				'Pause after each group of as many items as Items at Once says, in milliseconds; 0 runs them without groups',
		},
		{
			displayName: 'Requests per Minute',
			name: 'requestsPerMinute',
			type: 'number',
			typeOptions: { minValue: 1 },
			default: requestsPerMinute,
			description:
				'Ceiling of this node. Nodes that run at the same time on the same PBX together keep to the highest of their ceilings. PortSIP takes 5000 from all its clients unless it is set up otherwise.',
		},
		{
			displayName: 'Timeout (Ms)',
			name: 'timeout',
			type: 'number',
			typeOptions: { minValue: 1 },
			default: timeout,
			description: 'How long to wait for an answer of the PBX, in milliseconds',
		},
	],
});

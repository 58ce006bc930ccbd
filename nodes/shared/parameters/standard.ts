import type { Field, Paging } from '../api/types';

/** Whether a list takes filter, search and order. */
export const hasFilters = (paging: Paging): boolean =>
	paging === 'declared' || paging === 'undeclared';

/** Spans of time that a list can be narrowed to, in the time zone of the workflow. */
export const PERIODS = {
	any: 'Any Time',
	custom: 'Custom',
	last7Days: 'Last 7 Days',
	lastMonth: 'Last Month',
	thisMonth: 'This Month',
	today: 'Today',
	yesterday: 'Yesterday',
} as const;

export type Period = keyof typeof PERIODS;

/** Which of them is wanted. */
export const PERIOD: Field = {
	name: 'period',
	type: 'choice',
	options: PERIODS,
	hint: 'When it was, by the calendar in the time zone of the workflow. Last 7 Days ends with yesterday.',
};

/** The two ends of a custom span. */
export const FROM: Field = {
	name: 'from',
	type: 'dateTime',
	hint: 'The first moment, in the time zone of the workflow; empty for no limit',
};
export const TO: Field = {
	name: 'to',
	type: 'dateTime',
	wholeDay: true,
	hint: 'The moment after the last one; a date without a time is the whole day; empty for no limit',
};

/** The tenant that an operation works in, where the account is none of its users. */
export const ACT_IN_TENANT: Field = {
	name: 'act_in_tenant',
	parameter: 'actInTenant',
	type: 'reference',
	ref: 'tenant',
	title: 'Act in Tenant',
	hint: 'For a system administrator or dealer: the tenant to work in. Leave it empty with the credential of a tenant user, who always works in the tenant of that user.',
};

/** The same of a node that starts workflows: whose events and records are wanted. */
export const TENANT: Field = { name: 'tenant', type: 'reference', ref: 'tenant', title: 'Tenant' };

/** Whether all rows of a list are wanted. */
export const RETURN_ALL: Field = {
	name: 'return_all',
	parameter: 'returnAll',
	type: 'boolean',
	title: 'Return All',
};

/** How many rows of a list are wanted. */
export const LIMIT: Field = { name: 'limit', type: 'integer', title: 'Limit', min: 1 };

/** Whether only the most important columns are wanted. */
export const SIMPLIFY: Field = { name: 'simple', type: 'boolean', title: 'Simplify' };

/** Whether secrets that are left empty are made up. */
export const GENERATE_PASSWORDS: Field = {
	name: 'generate_passwords',
	parameter: 'generatePasswords',
	type: 'boolean',
};

/** Whether the item that comes out holds what was made up. */
export const RETURN_PASSWORDS: Field = {
	name: 'return_generated_passwords',
	parameter: 'returnPasswords',
	type: 'boolean',
};

/** What a create or update gives. */
export const OUTPUT: Field = {
	name: 'output',
	type: 'choice',
	title: 'Output',
	options: { sent: 'Sent Fields', record: 'Full Record' },
};

/** The query of a list, in the collection `filters`. */
export const FILTERS: readonly Field[] = [
	{ name: 'filter', type: 'text', title: 'Filter' },
	{ name: 'orderby', type: 'text', title: 'Order By' },
	{ name: 'search', type: 'text', title: 'Search' },
];

/** What the tables do not know, in each collection of a body. */
export const OTHER_FIELDS: Field = {
	name: 'other_fields',
	parameter: 'otherFields',
	type: 'json',
	title: 'Other Fields (JSON)',
	form: 'jsonObject',
};

/** The binary field of an item that holds or takes a file. */
export const BINARY_FIELD: Field = {
	name: 'binary_property_name',
	parameter: 'binaryPropertyName',
	type: 'text',
	title: 'Binary Field',
};

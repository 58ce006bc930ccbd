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

/** The two ends of a custom span. */
export const FROM: Field = {
	name: 'from',
	type: 'dateTime',
	hint: 'The first moment, in the time zone of the workflow; empty for no limit',
};
export const TO: Field = {
	name: 'to',
	type: 'dateTime',
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

import type { Field, Paging } from '../api/types';

/** Whether a list takes filter, search and order. */
export const hasFilters = (paging: Paging): boolean =>
	paging === 'declared' || paging === 'undeclared';

/** The tenant that an operation works in, where the account is none of its users. */
export const ACT_IN_TENANT: Field = {
	name: 'act_in_tenant',
	parameter: 'actInTenant',
	type: 'reference',
	ref: 'tenant',
	title: 'Act in Tenant',
	hint: 'For a system administrator or dealer: the tenant to work in. Leave it empty with the credential of a tenant user, who always works in the tenant of that user.',
};

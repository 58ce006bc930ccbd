import type { Resource } from '../types';

/** Extensions of a tenant and what belongs to them, user groups, roles, hot desks. */
export const extensions: readonly Resource[] = [];

import type { Resource } from '../types';

/** How calls are routed: queues, ring groups, receptionists, rules, parking, pickup. */
export const routing: readonly Resource[] = [];

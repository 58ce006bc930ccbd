import type { Resource } from '../types';

/** What signed-in users see and change of their own. */
export const mine: readonly Resource[] = [];

import type { Resource } from '../types';

/** Calls, meetings and what is recorded about them; contacts, billing, security. */
export const activity: readonly Resource[] = [];

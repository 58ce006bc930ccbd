import type { Resource } from '../types';
import { didPool } from './didPool';
import { tenantSetup } from './tenantSetup';

/** What takes many calls: whole customers, and numbers that are handed out. */
export const provisioning: readonly Resource[] = [didPool, tenantSetup];

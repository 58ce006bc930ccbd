import type { Resource } from '../types';
import { tenantSetup } from './tenantSetup';

/** Whole customers in one step. */
export const provisioning: readonly Resource[] = [tenantSetup];

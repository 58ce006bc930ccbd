import type { Resource } from '../types';
import { didPool } from './didPool';

/** What takes many calls: numbers that are handed out. */
export const provisioning: readonly Resource[] = [didPool];

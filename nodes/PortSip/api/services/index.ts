import type { Resource } from '../types';

/** Services around the PBX: mail, provisioning, messaging, servers, integrations. */
export const services: readonly Resource[] = [];

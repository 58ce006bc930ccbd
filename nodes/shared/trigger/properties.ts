import type { INodeProperties } from 'n8n-workflow';
import { propertyOf } from '../description/fields';
import { TENANT } from '../parameters/standard';

/** The tenant whose events or records start the workflow. */
export const tenantLocator = (
	hint: string,
	more: Pick<INodeProperties, 'displayOptions'> = {},
): INodeProperties => ({ ...propertyOf({ ...TENANT, hint }), ...more });

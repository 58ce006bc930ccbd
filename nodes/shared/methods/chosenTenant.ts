import type { ILoadOptionsFunctions } from 'n8n-workflow';
import { findOperation, findRead } from '../api';
import { parameterOf } from '../api/names';
import type { Reference } from '../api/types';
import { ACT_IN_TENANT } from '../parameters/standard';
import { InputRefused } from '../values/inputRefused';
import { wireValue, type Lookup } from '../values/wireValue';

/**
 * The tenant that the node in the editor acts in, where that matters for a list.
 *
 * @returns undefined for the account's own place
 * @throws InputRefused when it is an expression that only a run can resolve
 */
export function chosenTenant(
	context: ILoadOptionsFunctions,
	reference: Reference,
): string | Lookup | undefined {
	const chosen = (name: string) => context.getCurrentNodeParameter(name) as unknown;
	const operation = findOperation(String(chosen('resource')), String(chosen('operation')));
	// What was picked for another operation stays in the node, but is neither shown nor used.
	const listed = findRead(reference.path)?.inTenant === true;
	if (!operation?.inTenant || !listed) return undefined;
	const tenant = wireValue(ACT_IN_TENANT, chosen(parameterOf(ACT_IN_TENANT)), {
		timezone: '',
		secrets: new Set(),
	}) as string | Lookup | undefined;
	const value = typeof tenant === 'object' ? tenant.value : tenant;
	if (!value?.startsWith('=')) return tenant;
	throw new InputRefused(
		'The list depends on Act in Tenant, whose value is not known before a run',
		'Give the record by its ID, as an expression if need be; or pick a tenant in Act in Tenant for the time being.',
	);
}

import type { ILoadOptionsFunctions } from 'n8n-workflow';
import { findOperation, findRead } from '../api';
import { parameterOf } from '../api/names';
import type { Field, Reference } from '../api/types';
import { ACT_IN_TENANT, TENANT } from '../parameters/standard';
import { InputRefused } from '../values/inputRefused';
import { labelOf, wireValue, type Lookup } from '../values/wireValue';

/** The field that names the tenant: a node that starts workflows has no resource, and one of its own. */
export const tenantField = (context: ILoadOptionsFunctions): Field =>
	context.getCurrentNodeParameter('resource') === undefined ? TENANT : ACT_IN_TENANT;

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
	const field = tenantField(context);
	const operation = findOperation(String(chosen('resource')), String(chosen('operation')));
	// What was picked for another operation stays in the node, but is neither shown nor used.
	const acts = field === TENANT || operation?.inTenant === true;
	if (!acts || findRead(reference.path)?.inTenant !== true) return undefined;
	const tenant = wireValue(field, chosen(parameterOf(field)), {
		timezone: '',
		secrets: new Set(),
	}) as string | Lookup | undefined;
	const value = typeof tenant === 'object' ? tenant.value : tenant;
	if (!value?.startsWith('=')) return tenant;
	throw new InputRefused(
		`The list depends on ${labelOf(field)}, whose value is not known before a run`,
		`Give the record by its ID, as an expression if need be; or pick a tenant in ${labelOf(field)} for the time being.`,
	);
}

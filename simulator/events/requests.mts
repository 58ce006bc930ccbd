import { notFound } from '../errors.mts';
import type { Pbx } from '../pbx.mts';
import { validateBody, withDefaults } from '../schema.mts';
import { tenantByDomain } from '../sessions.mts';
import type { ContractField, Operation, Rec } from '../types.mts';

/**
 * Checks the body of a control call like one of the API, and fills its defaults in.
 * @throws PbxError 400 VALIDATE_FAILED; its detail names the field
 */
export function checked(name: string, body: ContractField[], request: Rec): Rec {
	const operation = { method: 'POST', path: `/_control/${name}`, body, schemaKnown: true };
	validateBody(operation as Operation, request);
	return withDefaults(body, request);
}

/**
 * The tenant a control call is about.
 * @param name its id or domain; the first tenant unless given
 * @throws PbxError 404
 */
export function tenantOf({ state }: Pbx, name: unknown): Rec {
	const [first] = state.tenants.values();
	const tenant =
		name === undefined
			? first
			: (state.tenants.get(String(name)) ?? tenantByDomain(state, String(name)));
	if (!tenant) throw notFound('The tenant');
	return tenant;
}

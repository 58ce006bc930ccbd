/** After an answer that leaves open what the PBX did. */
export const LOOK_FIRST = 'Look up whether the change was made before you run it again.';

/** What to do about PortSIP's codes (notes on errors, part c). */
const BY_CODE: Readonly<Record<string, string>> = {
	VALIDATE_FAILED:
		'The PBX did not accept a value. Compare the fields with what its answer names; hints and limits stand in the tooltip of each field.',
	RESOURCE_IN_USE:
		'Something else still uses it. Take it out of use first: for a trunk its assignments and rules, for a dealer the dealers below it.',
	LICENSE_MODULE_UNAVAILABLE:
		'The license of the PBX lacks the module for this. Ask your PortSIP partner, or leave the operation out.',
	LICENSE_TENANT_MODULE_REQUIRED:
		'The tenant has no license for this module. Give the tenant users of the module (Max Contact Center Users or Max Advanced Users).',
	LICENSE_TARGET_MODULE_REQUIRED:
		'The extension that is addressed has no license for this module. Assign it one first.',
	LICENSE_SNAPSHOT_UNAVAILABLE:
		'The PBX is still reading its license. Wait a minute and run it again.',
	LICENSE_EXTENSION_IN_USE:
		'Extensions still use the licensed module, so it cannot be switched off. Take it from them first.',
};

const BY_STATUS: Readonly<Record<number, string>> = {
	400: 'Check the values of the fields against the answer of the PBX.',
	401: 'The session is not accepted, although n8n signed in anew. Check whether the account still exists and is enabled.',
	403: 'The account in the credential may not do this. Use an account with the role for it. What belongs to a tenant needs a user of the tenant, or a system administrator or dealer with Act in Tenant; system settings need a system administrator.',
	404: 'There is no such record, or this account cannot see it, or this version of the PBX does not have the call. Check what the node names it by, and whether it was deleted.',
	409: 'It conflicts with what the PBX already holds. Look the existing record up, and change it instead or choose another value.',
	415: 'The PBX did not accept the form of the request. Please report it to the makers of this node.',
	429: 'The PBX limits how many requests it takes. Wait a minute, then run fewer items at once.',
};

/**
 * What to do about an answer that says no.
 *
 * @param code PortSIP's own code, if any (notes on errors, part c)
 */
export const adviceFor = (status: number, code: string | undefined): string =>
	(code ? BY_CODE[code] : undefined) ??
	BY_STATUS[status] ??
	(status >= 500
		? `The PBX could not complete it. ${LOOK_FIRST}`
		: 'Check the values and the rights of the account.');

import { choice, list, reference, text } from '../fields';
import { protocols } from '../transport';
import type { Field } from '../types';

/** What a resource is to the signed-in user, and whose account it needs. */
export const ofUser = (what: string): { description: string } => ({
	description: `${what}; needs a tenant user`,
});

/** A record that no locator finds: its id comes from the list of the same resource. */
export const idOf = (what: string, parameter: string): Field =>
	text('id', 'As Get Many gives it', { title: `${what} ID`, parameter });

/** For bodies whose fields are not published. */
export const openBody = (what: string): string =>
	`The fields of ${what} are not published: give them in Other Fields`;

/** Settings that are kept as JSON inside a text. */
export const customOptions = text('custom_options', 'Special settings: a JSON object in one text');

/**
 * Caller ids that outgoing calls may show; the last three fields echo the trunk.
 *
 * @param own the one field that differs
 */
export const callerIds = (own: Field): Field =>
	list(
		'outbound_caller_ids',
		[
			reference('provider_id', 'trunk', 'Trunk that owns the number', { title: 'Trunk' }),
			text('caller_id', 'Number from the DID pool', { min: 1, max: 64 }),
			own,
			text('description', undefined, { max: 1024 }),
			text('provider_name', 'As the trunk has it (22.8)', { title: 'Trunk Name' }),
			text('provider_brand', 'As the trunk has it (22.8)', { title: 'Trunk Brand' }),
			text('provider_did_numbers', 'As the trunk has it (22.8)', { title: 'Trunk DID Numbers' }),
		],
		'Numbers that outgoing calls may show; the list replaces the one before',
		{ title: 'Outbound Caller IDs' },
	);

/** What apps and phones are given when they are set up. */
export const provisioning = [
	choice(
		'interface',
		['WEB_DOMAIN', 'PUBLIC_IPV4', 'PUBLIC_IPV6', 'PRIVATE_IPV4', 'PRIVATE_IPV6', 'SBC_DOMAIN'],
		'Address that the device gets when it is set up',
		{ title: 'PBX Address' },
	),
	choice('preferred_transport', protocols, 'SIP transport of the device'),
];

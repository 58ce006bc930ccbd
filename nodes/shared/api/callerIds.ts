import { description, flag, list, reference, text, without } from './fields';
import type { Field } from './types';

/** The last three came with 22.8 and only say again what the trunk has. */
const parts = [
	reference('provider_id', 'trunk', 'Trunk that owns the number', { title: 'Trunk' }),
	text('caller_id', 'Number from the DID pool of the tenant', {
		min: 1,
		max: 64,
		form: 'callerId',
	}),
	text('display_name', 'Name shown beside the number', { since: '22.6' }),
	description,
	text('provider_name', 'As the trunk has it', { since: '22.8', title: 'Trunk Name' }),
	text('provider_brand', 'As the trunk has it', { since: '22.8', title: 'Trunk Brand' }),
	text('provider_did_numbers', 'As the trunk has it', {
		since: '22.8',
		title: 'Trunk DID Numbers',
	}),
];
const preferred = flag('preferred', 'Whether this number is shown unless another is chosen');

const callerIds = (fields: readonly Field[]): Field =>
	list(
		'outbound_caller_ids',
		fields,
		'All numbers that outgoing calls may show; those that are not in the list are removed',
		{ title: 'Outbound Caller IDs' },
	);

/** Numbers that a tenant, a group, a room or a meeting may show. */
export const sharedCallerIds = callerIds(parts);

/** Numbers that one extension may show, one of them by preference. */
export const extensionCallerIds = callerIds([...parts, preferred]);

/** The same in the record of the signed-in user, who cannot name them. */
export const profileCallerIds = callerIds([...without(parts, 'display_name'), preferred]);

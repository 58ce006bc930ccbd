import { flag, list, reference, text } from '../fields';

const parts = [
	reference('provider_id', 'trunk', 'Trunk that owns the number', { title: 'Trunk' }),
	text('caller_id', 'Number from the DID pool of the tenant', { min: 1, max: 64 }),
	text('display_name', 'Name shown beside the number (22.6)'),
	text('description', undefined, { max: 1024 }),
	text('provider_name', 'As the trunk has it (22.8)', { title: 'Trunk Name' }),
	text('provider_brand', 'As the trunk has it (22.8)', { title: 'Trunk Brand' }),
	text('provider_did_numbers', 'As the trunk has it (22.8)', { title: 'Trunk DID Numbers' }),
];

const callerIds = (fields: typeof parts) =>
	list(
		'outbound_caller_ids',
		fields,
		'Numbers that outgoing calls may show; the list replaces the one before',
		{ title: 'Outbound Caller IDs' },
	);

/** Numbers that the members of a group may show. */
export const groupCallerIds = callerIds(parts);

/** Numbers that one extension may show, one of them by preference. */
export const ownCallerIds = callerIds([
	...parts,
	flag('preferred', 'Whether this number is shown unless another is chosen'),
]);

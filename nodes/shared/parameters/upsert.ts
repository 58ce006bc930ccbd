import { titleOf } from '../api/names';
import type { Field, Upsert } from '../api/types';

/** The collection of options of the node itself. */
export const UPSERT_OPTIONS = 'options';

/** Whether nothing is written. */
const DRY_RUN: Field = {
	name: 'dry_run',
	type: 'boolean',
	hint: 'Whether to look only: the item says what would be created or changed, and nothing is written',
};

/** Whether secrets go along with a change, too. */
const SEND_PASSWORDS: Field = {
	name: 'send_passwords',
	type: 'choice',
	default: 'creating',
	options: { creating: 'Only When Creating', always: 'Always' },
	hint: 'The PBX does not show passwords, so they cannot be compared. Always sends them in every run.',
};

/** What an upsert offers beside the fields of the record. */
export const upsertOptions = ({ create, update, parts }: Upsert): Field[] => {
	const fields = [...create.bodyFields, ...update.bodyFields, ...parts.map(({ field }) => field)];
	return fields.some(({ secret }) => secret) ? [DRY_RUN, SEND_PASSWORDS] : [DRY_RUN];
};

/** Value and label of one way to recognise a record. */
const wayOf = (key: readonly Field[]): [string, string] => [
	key.map(({ name }) => name).join(),
	key.map(({ title, name }) => title ?? titleOf(name)).join(' and '),
];

/** By which of its keys a record is recognised; it stands there also where there is only one. */
export function matchBy({ keys }: Upsert): Field {
	const ways = keys.map(wayOf);
	return {
		name: 'match_by',
		type: 'choice',
		required: true,
		default: ways[0][0],
		options: Object.fromEntries(ways),
		hint: 'What tells that a record is there already',
	};
}

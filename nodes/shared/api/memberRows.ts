import { action, composed, list, type Row, type RowFacts } from './define';
import { choice, flag, integer, onTop, texts } from './fields';
import type { Field, Membership } from './types';
import type { PartRow } from './upsert';

/** Who belongs to a record, as the portal calls them. */
type Who = 'Administrator' | 'Agent' | 'Manager' | 'Member';

/** The numbers of those that belong to a record. */
const numbersOf = (who: Who, hint: string): Field =>
	texts(`${who.toLowerCase()}s`, hint, {
		example: '101,102',
		min: 3,
		max: 64,
		pattern: '[0-9]{3,64}',
		form: 'extensionNumber',
	});

const change = choice(
	'change',
	{ add: 'Add', remove: 'Remove', replace: 'Replace', clear: 'Remove All' },
	'Replace takes out whoever is not given; Remove All needs no numbers',
	{ required: true, default: 'add' },
);

const dryRun = flag(
	'dry_run',
	'Whether to look only: the item says who would be added and removed, and nothing is written',
);

const level = integer('skill_level', 'Of those that are added: level 1 is called first', {
	min: 1,
	max: 100,
});

/**
 * Adds, removes or replaces those that belong to a record, and tells what changed.
 *
 * @param record what they belong to, in small letters
 * @param by how the API changes them
 * @param below the route of their list, where it is not that of the resource
 */
export const changing = (
	who: Who,
	record: string,
	by: Membership['by'],
	{
		below = `/{id}/${who.toLowerCase()}s`,
		...facts
	}: Pick<RowFacts, 'path' | 'since'> & { below?: string } = {},
): Row =>
	composed(
		`change${who}s`,
		below,
		[
			change,
			onTop(numbersOf(who, 'Extension numbers, separated by commas or as a list')),
			...(by === 'entries' ? [level] : []),
		],
		{
			action: `Change ${who.toLowerCase()}s of ${record}`,
			description: 'Add, remove or replace them, whoever is there already, and tell what changed',
			special: 'changeMembers',
			members: by,
			acceptsBody: false,
			own: [dryRun],
			...facts,
		},
	);

/**
 * Those that belong to a record as a part of Create or Update.
 *
 * @param route `POST /{id}/agents`, or without what follows where they are added one by one
 */
export const memberPart = (who: Who, route: string, members: Membership['by']): PartRow => ({
	// A group without them is of no use.
	field: onTop(
		numbersOf(
			who,
			'Extension numbers of all of them: whoever is not given is taken out. Left empty, they stay as they are.',
		),
	),
	route,
	sentAs: `${who.toLowerCase()}s`,
	shownAs: `${who.toLowerCase()}s`,
	members,
});

/** The extensions of a group: listed, and added and removed one by one. */
export const people = (who: 'Member' | 'Manager', group: string): Row[] => {
	const one = who.toLowerCase();
	return [
		list(`get${who}s`, `GET /{id}/${one}s`, {
			name: `Get ${who}s`,
			action: `Get ${one}s of ${group}`,
			paging: 'none',
		}),
		action(`add${who}`, `POST /{id}/${one}s/{extension_number}`, [], {
			action: `Add ${one} to ${group}`,
			done: 'added',
		}),
		action(`remove${who}`, `POST /{id}/${one}s/{extension_number}/destroy`, [], {
			action: `Remove ${one} from ${group}`,
			done: 'removed',
		}),
		changing(who, group, 'one'),
	];
};

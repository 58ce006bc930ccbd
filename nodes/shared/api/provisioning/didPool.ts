import { composed, resource } from '../define';
import { choice, didNumbers, flag, integer, need, onTop, reference, text } from '../fields';
import type { Field } from '../types';

const tenant = (name: string, title: string, hint?: string): Field =>
	reference(name, 'tenant', hint, { title, required: true });

const inTenant = tenant('tenant_id', 'Tenant');
const numbers = (hint: string): Field =>
	need(didNumbers('did_numbers', hint, { title: 'DID Numbers' }));

const dryRun = flag(
	'dry_run',
	'Whether to look only: the item says what would be changed, and nothing is written',
);
const inUse = flag(
	'remove_numbers_in_use',
	'Whether numbers may be taken away that rules, caller IDs or SMS services use',
);

const bound = (name: string, title: string, hint: string): Field =>
	text(name, hint, { title, example: '442071230000', pattern: '[1-9][0-9]{2,19}' });

/** Of a sheet in which some customers have none yet, 0 is no mistake. */
const howMany = (min: number): Field =>
	need(integer('count', 'How many numbers', { title: 'How Many', default: 1, min, max: 1000 }));

/** Which free numbers. */
const among: readonly Field[] = [
	flag('in_row', 'Whether they must follow one another without a gap', { title: 'In a Row' }),
	bound('from', 'From Number', 'No number below it is taken'),
	bound('to', 'To Number', 'No number above it is taken'),
];

/** Whose pool is changed: what stays empty must not be taken for the trunk. */
const owner = choice(
	'numbers_of',
	{ tenant: 'Tenant', trunk: 'Trunk' },
	'Whose numbers: those of a tenant on the trunk, or those of the trunk itself',
	{ required: true, default: 'tenant' },
);
const ownTenant = onTop(
	reference('tenant_id', 'tenant', 'Needed where Numbers Of is Tenant', { title: 'Tenant' }),
);

const depth = choice(
	'look_into_tenants',
	{ none: 'No', incoming: 'Inbound Rules and SMS', all: 'Caller IDs, Too' },
	'Whether each tenant is entered to see what uses its numbers: that takes some ten requests for each, and for caller IDs one more for each extension',
	{ default: 'none' },
);

const facts = { acceptsBody: false, inTenant: false };

/** Numbers of trunks: which are free, who has them, and handing them out. */
export const didPool = resource(
	'didPool',
	'DID Pool',
	'/providers',
	[
		composed('getUsage', '/{id}', [], {
			...facts,
			name: 'Get Usage',
			action: 'Get usage of DID pool',
			description: 'Which numbers of a trunk each tenant has, what uses them, and which are free',
			special: 'didUsage',
			own: [depth],
			reads: true,
		}),
		composed(
			'findOwner',
			'',
			[
				need(
					didNumbers('did_numbers', 'A number, or several', {
						title: 'DID Numbers',
						example: '442071230042',
					}),
				),
			],
			{
				...facts,
				name: 'Find Owner',
				action: 'Find owner of DID number',
				description: 'The trunk and the tenant that have a number, and what uses it',
				special: 'didOwner',
				reads: true,
			},
		),
		composed('getFree', '/{id}', [howMany(1), ...among], {
			...facts,
			name: 'Get Free',
			action: 'Get free numbers of DID pool',
			description: 'The next numbers of a trunk that no tenant has',
			special: 'didFree',
			reads: true,
		}),
		composed('assignNext', '/{id}', [inTenant, howMany(0), ...among], {
			...facts,
			name: 'Assign Next',
			action: 'Assign next free DID numbers',
			description: 'Give a tenant the next free numbers of a trunk',
			special: 'didAssignNext',
			own: [
				choice(
					'counted',
					{ more: 'More', total: 'In All' },
					'More gives that many in each run; In All only what the tenant lacks, so that it can be run again',
					{ title: 'How Many Means', default: 'more' },
				),
				dryRun,
			],
		}),
		composed(
			'addNumbers',
			'/{id}',
			[owner, ownTenant, numbers('Numbers and ranges that are added; the others stay as they are')],
			{
				...facts,
				name: 'Add Numbers',
				action: 'Add numbers to DID pool',
				description: 'Give a tenant more numbers of a trunk, or the trunk itself more numbers',
				special: 'didAddNumbers',
				own: [dryRun],
			},
		),
		composed(
			'removeNumbers',
			'/{id}',
			[
				owner,
				ownTenant,
				numbers('Numbers and ranges that are taken away; the others stay to the letter'),
			],
			{
				...facts,
				name: 'Remove Numbers',
				action: 'Remove numbers from DID pool',
				description:
					'Take numbers away from a tenant, or from the trunk itself; none that are in use unless told',
				special: 'didRemoveNumbers',
				own: [inUse, dryRun],
			},
		),
		composed(
			'moveNumbers',
			'/{id}',
			[
				tenant('from_tenant_id', 'From Tenant'),
				tenant('to_tenant_id', 'To Tenant'),
				numbers('Numbers and ranges that the one tenant has and the other one gets'),
			],
			{
				...facts,
				name: 'Move Numbers',
				action: 'Move numbers of DID pool to another tenant',
				description:
					'Take numbers from one tenant and give them to another; if that is refused, the first one has them back',
				special: 'didMoveNumbers',
				own: [inUse, dryRun],
			},
		),
	],
	{
		own: 'trunk',
		alsoCalled: 'Phone Numbers',
		description: 'Numbers of trunks: which are free, who has them, and handing them out',
	},
);

import { identity } from '../administration/tenantFields';
import { composed, resource } from '../define';
import {
	choice,
	flag,
	integer,
	json,
	need,
	onTop,
	reference,
	text,
	texts,
	didNumbers,
} from '../fields';
import type { Field } from '../types';

const document = need(
	json('document', 'A tenant as Export gives it, or as the documentation shows', {
		form: 'jsonObject',
		example: '{"version": 1, "tenant": {"domain": "sip.customer.example"}, "extensions": []}',
	}),
);

const reportAs = choice(
	'report',
	{ records: 'One Item per Record', summary: 'One Item with a Text' },
	'The text is for a chat, a mail or an AI agent',
	{ title: 'Report', default: 'records' },
);

const dryRun: Field = {
	...flag(
		'dry_run',
		'Whether to look only: the items say what would be done, and nothing is written',
		{ default: false },
	),
	always: true,
};

/** What applying has beside what is applied. */
const applying: Field[] = [
	reportAs,
	choice(
		'on_failure',
		{
			auto: 'Undo Where the Tenant Is New',
			undo: 'Undo What This Run Did',
			keep: 'Keep, So That the Next Run Goes On',
		},
		'What becomes of the rest if one record cannot be made',
		{ title: 'On Failure', default: 'auto' },
	),
	flag(
		'generate_passwords',
		'Whether passwords and PINs that are left out are made up for new records',
		{
			default: true,
			title: 'Generate Passwords',
		},
	),
	flag('return_passwords', 'Whether the items hold the passwords and PINs that were made up', {
		default: false,
		title: 'Return Generated Passwords',
		parameter: 'returnGeneratedPasswords',
	}),
	choice(
		'send_passwords',
		{ creating: 'Only When Creating', always: 'Always' },
		'The PBX does not show passwords, so they cannot be compared. Always sends those of the document in every run.',
		{ default: 'creating' },
	),
];

const removing: Field[] = [
	flag(
		'remove_others',
		'Whether records are deleted that the document does not have, in the parts that it has. Never a tenant, a dealer or a trunk of the PBX.',
		{ title: 'Remove What Is Not in the Document', default: false },
	),
	integer('remove_at_most', 'The node stops before anything is written if it would be more', {
		title: 'Remove at Most',
		default: 10,
		min: 0,
	}),
];

const tenant = need(reference('tenant_id', 'tenant', undefined, { title: 'Tenant' }));

/** What a row of a sheet says of a customer; a cell of it may be empty. */
const ofCustomer: Field[] = [
	...[
		reference('trunk_id', 'trunk', 'Trunk of the PBX that the tenant gets', { title: 'Trunk' }),
		didNumbers('did_numbers', 'Numbers of the trunk that the tenant gets', {
			title: 'DID Numbers',
		}),
		integer(
			'how_many',
			'The next free numbers of the trunk, so many in all; in place of DID Numbers',
			{ title: 'How Many Numbers', min: 1, max: 10_000 },
		),
		json(
			'administrator',
			'The first user, who may change everything: extension_number, name, email, display_name',
			{
				title: 'First Administrator (JSON)',
				form: 'jsonObject',
				example: '{"extension_number": "100", "name": "ada", "email": "ada@customer.example"}',
			},
		),
		json('extensions', 'A list of extensions, from another node or by hand', {
			title: 'Extensions (JSON)',
			form: 'jsonList',
			example: '[{"extension_number": "101", "display_name": "Ada", "name": "ada"}]',
		}),
	].map(onTop),
	reference('dealer_id', 'dealer', 'Who runs the tenant', { title: 'Dealer' }),
	integer('channels', 'Calls at the same time over the trunk', { min: 1 }),
].map((field): Field => ({ ...field, sparse: true }));

/** A whole customer in one step. */
export const tenantSetup = resource(
	'tenantSetup',
	'Tenant Setup',
	'',
	[
		composed(
			'export',
			'',
			[
				tenant,
				choice(
					'report',
					{ document: 'The Document', summary: 'Only a Text' },
					'The text says how many records of each part there are, for a chat or an AI agent',
					{ title: 'Report', default: 'document' },
				),
				texts(
					'include',
					'Parts that are wanted, with commas between them, such as extensions, ring_groups; empty for all',
					{
						example: 'extensions, ring_groups',
					},
				),
			],
			{
				action: 'Export tenant setup',
				description:
					'Read a tenant into a document, without secrets and with names in place of IDs',
				special: 'exportSetup',
				reads: true,
				acceptsBody: false,
			},
		),
		composed('compare', '', [document, reportAs], {
			action: 'Compare tenant setup',
			description: 'Say what applying a document would create and change',
			special: 'compareSetup',
			reads: true,
			acceptsBody: false,
		}),
		composed('apply', '', [document, onTop(dryRun), ...applying, ...removing], {
			action: 'Apply tenant setup',
			description: 'Create and change whatever it takes for the PBX to hold a document',
			special: 'applySetup',
			changes: 'nothing',
			acceptsBody: false,
		}),
		composed(
			'onboard',
			'',
			[
				need({ ...identity.name, name: 'customer', title: 'Customer Name' }),
				need(identity.domain),
				need(identity.timezone),
				need(identity.region),
				need(identity.currency),
				need(identity.website),
				onTop(dryRun),
				...ofCustomer,
				json('template', 'An exported tenant with what all customers share', {
					title: 'Template Document (JSON)',
					form: 'jsonObject',
				}),
				choice(
					'report',
					{ people: 'With All Extensions', summary: 'Without Extensions' },
					'Without the extensions the item stays small, for a chat or an AI agent',
					{ title: 'Report', default: 'people' },
				),
				...applying.filter(({ name }) => name !== 'report'),
			],
			{
				action: 'Onboard customer',
				name: 'Onboard',
				description: 'Create a tenant with numbers, an administrator and extensions in one step',
				special: 'onboardSetup',
				changes: 'nothing',
				acceptsBody: false,
			},
		),
		composed(
			'offboard',
			'',
			[
				tenant,
				onTop({ ...dryRun, default: true }),
				choice(
					'then',
					{ disable: 'Disable the Tenant', delete: 'Delete the Tenant' },
					'While the tenant is disabled its phones are silent, and everything can come back',
					{ title: 'In the End', default: 'disable' },
				),
				flag(
					'free_numbers',
					'Whether inbound rules are deleted and the trunks taken away, so that the numbers are free for others',
					{
						title: 'Free Numbers',
						default: true,
					},
				),
				integer(
					'wait_until_gone',
					'Minutes that are waited for the PBX to delete in the background',
					{
						title: 'Wait Until Gone (Minutes)',
						default: 10,
						min: 1,
						max: 1440,
					},
				),
				text('binary_field', 'Name of the binary field with the export', {
					title: 'Put Export in Field',
					default: 'data',
				}),
			],
			{
				action: 'Offboard customer',
				name: 'Offboard',
				description: 'Export a tenant, free its numbers, and disable or delete it',
				special: 'offboardSetup',
				changes: 'nothing',
				acceptsBody: false,
			},
		),
	],
	{
		alsoCalled: 'Provisioning, Onboarding',
		description: 'A whole tenant as one document; needs a system administrator or a dealer',
	},
);

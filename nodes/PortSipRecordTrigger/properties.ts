import type { INodeProperties, INodePropertyOptions } from 'n8n-workflow';
import { locatorWith, typedMode } from '../shared/description/fields';
import { simplify } from '../shared/description/standard';
import { tenantLocator } from '../shared/trigger/properties';

/** What starts the workflow; the panel of nodes lists each of them. */
const EVENTS: INodePropertyOptions[] = [
	{
		name: 'Administrative Change',
		value: 'adminChange',
		action: 'On administrative change',
		description: 'Somebody created, changed or deleted something, or signed in: the audit log',
	},
	{
		name: 'Contact Changed',
		value: 'contactChanged',
		action: 'On contact changed',
		description:
			'A company contact was created, changed or deleted; for the credential of a tenant user',
	},
	{
		name: 'Extension Changed',
		value: 'extensionChanged',
		action: 'On extension changed',
		description:
			'An extension was created, changed or deleted; for the credential of a tenant user',
	},
	{
		name: 'New Call Record',
		value: 'callRecord',
		action: 'On new call record',
		description: 'A call has ended, and its record is there (CDR)',
	},
	{
		name: 'New Extension',
		value: 'extension',
		action: 'On new extension',
		description: 'An extension was created in the tenant',
	},
	{
		name: 'New Message',
		value: 'message',
		action: 'On new message',
		description: 'An SMS or WhatsApp message came in, or was sent',
	},
	{
		name: 'New Recording',
		value: 'recording',
		action: 'On new recording',
		description: 'A call was recorded; the file comes along if wanted',
	},
	{
		name: 'New Report',
		value: 'report',
		action: 'On finished report',
		description: 'A call report is finished',
	},
	{
		name: 'New System Event',
		value: 'systemEvent',
		action: 'On system event',
		description: 'The PBX wrote into its event log, such as a warning',
	},
	{
		name: 'New Tenant',
		value: 'tenant',
		action: 'On new tenant',
		description: 'A tenant was created; for a system administrator or dealer',
	},
	{
		name: 'New Voicemail',
		value: 'voicemail',
		action: 'On new voicemail',
		description: 'Somebody left a message in a shared voicemail box',
	},
];

/** The parameters as the editor shows them. */
export const properties: INodeProperties[] = [
	{
		displayName: 'Trigger On',
		name: 'event',
		type: 'options',
		default: 'callRecord',
		description: 'What starts the workflow',
		options: EVENTS,
	},
	tenantLocator(
		'For a system administrator or dealer: the tenant whose records are wanted. Leave it empty with the credential of a tenant user, and for logs of the whole PBX.',
		{ displayOptions: { hide: { event: ['tenant', 'contactChanged', 'extensionChanged'] } } },
	),
	{
		displayName: 'Shared Voicemail',
		name: 'box',
		...locatorWith('searchSharedVoicemail', [
			typedMode('ID', 'id', '700551909773148160'),
			typedMode('Name', 'name', 'Support'),
		]),
		required: true,
		description: 'The box that is looked into: the PBX lists voicemails for each box only',
		displayOptions: { show: { event: ['voicemail'] } },
	},
	simplify(),
	{
		displayName: 'Options',
		name: 'options',
		type: 'collection',
		placeholder: 'Add Option',
		default: {},
		options: [
			{
				displayName: 'Actions',
				name: 'actions',
				type: 'string',
				default: '',
				placeholder: 'e.g. CREATE, DELETE',
				description:
					'For Administrative Change: only these, with commas between them. CREATE, UPDATE, DELETE, LOGIN, LOGOUT or RECHARGE.',
			},
			{
				displayName: 'Download Recording',
				name: 'download',
				type: 'boolean',
				default: false,
				description:
					'Whether the file comes along in the binary field "data". For New Recording only.',
			},
			{
				displayName: 'Leave Out Changes by This Account',
				name: 'leaveOutOwn',
				type: 'boolean',
				default: false,
				description:
					'Whether changes and sign-ins by the account of the credential start nothing, such as those of other workflows. For Administrative Change only.',
			},
			{
				displayName: 'Levels',
				name: 'levels',
				type: 'string',
				default: '',
				placeholder: 'e.g. WARN, ERROR',
				description:
					'For New System Event: only these, with commas between them. DEBUG, INFO, WARN or ERROR.',
			},
			{
				displayName: 'Message Direction',
				name: 'messageDirection',
				type: 'options',
				default: 'IN',
				options: [
					{ name: 'Both', value: 'both' },
					{ name: 'Received', value: 'IN' },
					{ name: 'Sent', value: 'OUT' },
				],
				description: 'Which messages start the workflow. For New Message only.',
			},
			{
				displayName: 'Most at a Time',
				name: 'most',
				type: 'number',
				typeOptions: { minValue: 1, maxValue: 5000 },
				default: 500,
				description:
					'Records that start the workflow at a time; the others follow with the next poll',
			},
			{
				displayName: 'Objects',
				name: 'objects',
				type: 'string',
				default: '',
				placeholder: 'e.g. TENANT, USER',
				description:
					'For Administrative Change: only changes of these kinds, as the log names them in object_type, with commas between them',
			},
			{
				displayName: 'Overlap (Minutes)',
				name: 'overlap',
				type: 'number',
				typeOptions: { minValue: 0, maxValue: 1440 },
				default: 10,
				description:
					'How much later than its time a record may be written. Nothing starts the workflow twice for that.',
			},
		],
	},
];

import type { INodeProperties } from 'n8n-workflow';
import { simplify } from '../shared/description/standard';
import { tenantLocator } from '../shared/trigger/properties';

/** The parameters as the editor shows them. */
export const properties: INodeProperties[] = [
	{
		displayName:
			'A tenant has one webhook for its calls and one for its extensions, so one workflow can have the events of each. To do several things with them, part them in that workflow with a Switch node.',
		name: 'oneSlotNotice',
		type: 'notice',
		default: '',
	},
	{
		displayName: 'Trigger On',
		name: 'triggerOn',
		type: 'multiOptions',
		required: true,
		default: [],
		description: 'What starts the workflow',
		options: [
			{
				name: 'Answered',
				value: 'deviceAnswered',
				action: 'On call answered',
				description: 'A device answered the call',
			},
			{
				name: 'Any Other',
				value: 'other',
				action: 'On any other event',
				description:
					'Events that are not in this list, such as the state of queues where the PBX sends it, as they come',
			},
			{
				name: 'Call Ended (Record)',
				value: 'callEnded',
				action: 'On call ended',
				description:
					'A call is over: the whole record, answered or missed, with who answered and for how long',
			},
			{
				name: 'Call Started',
				value: 'callStarted',
				action: 'On call started',
				description: 'A call begins',
			},
			{
				name: 'Call Updated',
				value: 'callUpdated',
				action: 'On call updated',
				description: 'Who takes part in a call has changed, for example by a transfer',
			},
			{
				name: 'Device Added',
				value: 'deviceAdded',
				action: 'On device added to call',
				description: 'A device is about to be called',
			},
			{
				name: 'Ended',
				value: 'deviceEnded',
				action: 'On device hung up',
				description: 'A device that had answered left the call',
			},
			{
				name: 'Extension Call',
				value: 'extensionCall',
				action: 'On extension call state',
				description: 'An extension rings, talks or is free again',
			},
			{
				name: 'Extension Presence',
				value: 'extensionPresence',
				action: 'On extension presence',
				description: 'Somebody is online, away, at lunch and the like',
			},
			{
				name: 'Extension Status',
				value: 'extensionStatus',
				action: 'On extension status',
				description:
					'An extension registers or signs out; one item for each extension that the event tells of',
			},
			{
				name: 'Failed',
				value: 'deviceFailed',
				action: 'On device failed or declined',
				description: 'A device could not be reached, or declined the call',
			},
			{
				name: 'Not Answered',
				value: 'deviceNotAnswered',
				action: 'On device not answered',
				description: 'A device rang, and nobody answered there',
			},
			{
				name: 'Ringing',
				value: 'deviceRinging',
				action: 'On device ringing',
				description: 'A device rings',
			},
		],
	},
	tenantLocator(
		'For a system administrator or dealer: the tenant whose events are wanted. Leave it empty with the credential of a tenant user, who always works in the tenant of that user.',
	),
	simplify(),
	{
		displayName: 'Filters',
		name: 'filters',
		type: 'collection',
		placeholder: 'Add Filter',
		default: {},
		description: 'Events that do not fit start nothing',
		options: [
			{
				displayName: 'Answered or Missed',
				name: 'outcome',
				type: 'options',
				default: 'answered',
				options: [
					{ name: 'Answered', value: 'answered' },
					{ name: 'Missed', value: 'missed' },
				],
				description:
					'Calls that somebody answered, or that nobody did. For Call Ended only; other events pass.',
			},
			{
				displayName: 'Directions',
				name: 'directions',
				type: 'multiOptions',
				default: [],
				options: [
					{ name: 'Inbound', value: 'inbound' },
					{ name: 'Inbound, Then Outbound', value: 'inbound_outbound' },
					{ name: 'Internal', value: 'internal' },
					{ name: 'Outbound', value: 'outbound' },
				],
				description:
					'Where calls come from and go to. Before PortSIP 22.6, events of single devices (such as Ringing) do not tell it and are left out then.',
			},
			{
				displayName: 'Extensions',
				name: 'extensions',
				type: 'string',
				default: '',
				placeholder: 'e.g. 101, 102',
				description: 'Numbers of extensions of which one takes part, with commas between them',
			},
			{
				displayName: 'Minimum Duration',
				name: 'minimumTalk',
				type: 'number',
				typeOptions: { minValue: 0 },
				default: 0,
				description: 'Shortest talk in seconds. For Call Ended only; other events pass.',
			},
			{
				displayName: 'Numbers',
				name: 'numbers',
				type: 'string',
				default: '',
				placeholder: 'e.g. +442071230000, 49*',
				description:
					'Numbers that call, are called, were dialed or are shown, with commas between them; 49* is every number that begins with 49',
			},
			{
				displayName: 'Queues',
				name: 'queues',
				type: 'string',
				default: '',
				placeholder: 'e.g. 8001',
				description:
					'Numbers or IDs of call queues, with commas between them. Events of single devices do not tell the queue and are left out then.',
			},
		],
	},
	{
		displayName: 'Options',
		name: 'options',
		type: 'collection',
		placeholder: 'Add Option',
		default: {},
		options: [
			{
				displayName: 'Allow HTTP',
				name: 'allowHttp',
				type: 'boolean',
				default: false,
				description:
					'Whether the PBX may send events to an address without encryption. Whoever listens on the way then sees calls and the secret.',
			},
			{
				displayName: 'Allow Local Address',
				name: 'allowLocal',
				type: 'boolean',
				default: false,
				description:
					'Whether to register an address such as localhost, which only a PBX on the same machine reaches',
			},
			{
				displayName: 'Authentication',
				name: 'authentication',
				type: 'options',
				default: 'bearer',
				options: [
					{
						name: 'Basic Auth',
						value: 'basic',
						description: 'A username with a password that is made up for each registration',
					},
					{
						name: 'Bearer Token',
						value: 'bearer',
						description: 'A token that is made up for each registration',
					},
				],
				description: 'How the PBX shows that an event comes from it',
			},
			{
				displayName: 'Take Over',
				name: 'takeOver',
				type: 'boolean',
				default: false,
				description:
					'Whether to replace an address that stands in the webhook settings already. It gets no events as long as this workflow is published, and is put back afterwards.',
			},
		],
	},
];

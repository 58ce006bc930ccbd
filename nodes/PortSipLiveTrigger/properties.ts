import type { INodeProperties, INodePropertyOptions } from 'n8n-workflow';
import { simplify } from '../shared/description/standard';
import { tenantLocator } from '../shared/trigger/properties';

const event = (
	name: string,
	value: string,
	action: string,
	description: string,
): INodePropertyOptions => ({ name, value, action, description });

/** What starts the workflow; the panel of nodes lists each of them. */
const EVENTS: INodePropertyOptions[] = [
	event(
		'Agent Status',
		'agentStatus',
		'On agent status',
		'An agent is ready, not ready and the like',
	),
	event('Call Ended', 'callEnded', 'On call ended live', 'A call is over, with its whole record'),
	event('Call Started', 'callStarted', 'On call started live', 'A call begins'),
	event(
		'Call Updated',
		'callUpdated',
		'On call updated live',
		'Something about a running call changed',
	),
	event(
		'Extension Call',
		'extensionCall',
		'On extension call state live',
		'An extension rings, talks or is free again',
	),
	event(
		'Extension Changed',
		'extensionChanged',
		'On extension changed live',
		'The settings of an extension were changed',
	),
	event(
		'Extension Created',
		'extensionCreated',
		'On extension created',
		'An extension was created',
	),
	event(
		'Extension Deleted',
		'extensionDeleted',
		'On extension deleted',
		'An extension was deleted',
	),
	event(
		'Extension Presence',
		'extensionPresence',
		'On extension presence live',
		'Somebody is online, away, at lunch and the like',
	),
	event(
		'Extension Status',
		'extensionStatus',
		'On extension status live',
		'An extension registers or signs out',
	),
	event(
		'Queue Agents',
		'queueAgents',
		'On queue agents',
		'Agents of a queue changed their state, or left it',
	),
	event(
		'Queue Callers',
		'queueCallers',
		'On queue callers',
		'Callers wait in a queue, are answered or hang up',
	),
	event(
		'Queue Changed',
		'queueChanged',
		'On queue changed',
		'The settings of a queue were changed',
	),
	event('Queue Created', 'queueCreated', 'On queue created', 'A queue was created'),
	event('Queue Deleted', 'queueDeleted', 'On queue deleted', 'A queue was deleted'),
	event(
		'Queue Status',
		'queueStatus',
		'On queue status',
		'The whole state of a queue, with its agents and waiting callers',
	),
	event(
		'SLA Breached',
		'slaBreached',
		'On SLA breached',
		'A caller waits longer than the SLA time of the queue',
	),
];

/** The parameters as the editor shows them. */
export const properties: INodeProperties[] = [
	{
		displayName:
			'A live connection tells at once, but nothing of what happens while it is broken. For records that must not be missed use PortSIP PBX Record Trigger.',
		name: 'liveNotice',
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
		options: EVENTS,
	},
	tenantLocator(
		'For a system administrator: the tenant whose events are wanted, or empty for all tenants. Leave it empty with the credential of a tenant user.',
	),
	simplify(),
	{
		displayName: 'Options',
		name: 'options',
		type: 'collection',
		placeholder: 'Add Option',
		default: {},
		options: [
			{
				displayName: 'Connection Lost and Restored',
				name: 'connection',
				type: 'boolean',
				default: false,
				description:
					'Whether items tell that the connection broke (connectionLost) and that it is back (connectionRestored)',
			},
			{
				displayName: 'Current State at Start',
				name: 'snapshots',
				type: 'boolean',
				default: false,
				description:
					'Whether the state of extensions and queues starts the workflow, too, that the PBX tells of after each connection; otherwise only what differs from before does',
			},
			{
				displayName: 'Extensions',
				name: 'extensions',
				type: 'string',
				default: '',
				placeholder: 'e.g. 101, 102',
				description:
					'Numbers of the extensions that are wanted, with commas between them; empty for all',
			},
			{
				displayName: 'Queues',
				name: 'queues',
				type: 'string',
				default: '',
				placeholder: 'e.g. 8000, 8001',
				description:
					'Numbers of the queues that are wanted, with commas between them; empty for all',
			},
		],
	},
];

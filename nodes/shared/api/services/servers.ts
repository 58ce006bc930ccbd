import { create, get, getMany, read, remove, resource, update, type Row, upsert } from '../define';
import { customOptions, integer, need } from '../fields';
import { name } from '../numberFields';
import { networkAddresses, serverAddresses, serverEnabled } from '../serverFields';
import type { Field } from '../types';

const ONE_ADDRESS = { description: 'Give at least one of its two addresses' };

/** The six calls that all these servers have. */
const servers = (
	noun: string,
	[created, updated]: ReadonlyArray<readonly Field[]>,
	facts: { description?: string } = ONE_ADDRESS,
	status = 'Whether the server is on line, and its load',
): Row[] => [
	create([need(name), ...created], facts),
	upsert(['name']),
	get(),
	getMany(),
	update(updated),
	remove(),
	read('getStatus', 'GET /{id}/status', {
		name: 'Get Status',
		action: `Get status of ${noun}`,
		description: status,
	}),
];

const queued = [[serverEnabled, ...serverAddresses], [serverEnabled]];

export const callQueueServer = resource(
	'callQueueServer',
	'Call Queue Server',
	'/call_queue_servers',
	servers('call queue server', queued),
	{ description: 'Servers that run the queues of all tenants; needs a system administrator' },
);

export const virtualReceptionistServer = resource(
	'virtualReceptionistServer',
	'Virtual Receptionist Server',
	'/ivr_servers',
	servers('virtual receptionist server', queued),
	{
		description: 'Servers that run the receptionists of all tenants; needs a system administrator',
	},
);

const rooms = [
	integer('max_rooms', 'How many rooms it takes', { min: 0 }),
	integer('max_participants', 'How many participants all its rooms take', { min: 0 }),
];

export const conferenceServer = resource(
	'conferenceServer',
	'Conference Server',
	'/conference_servers',
	servers(
		'conference server',
		[
			[...rooms.map(need), serverEnabled, ...serverAddresses],
			[...rooms, serverEnabled],
		],
		ONE_ADDRESS,
		'State, load, rooms and participants',
	),
	{ description: 'Servers that run the rooms of all tenants; needs a system administrator' },
);

const sessions = [
	serverEnabled,
	integer('max_concurrency', 'How many sessions may run on it at the same time', {
		title: 'Max Sessions',
		default: 2000,
		min: 1,
	}),
	customOptions,
];

export const mediaServer = resource(
	'mediaServer',
	'Media Server',
	'/media_servers',
	servers('media server', [[...sessions, ...networkAddresses], sessions], {}),
	{ description: 'Servers that carry the audio and video of calls; needs a system administrator' },
);

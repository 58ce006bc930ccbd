import { create, get, getMany, read, remove, resource, update } from '../define';
import { need } from '../fields';
import { serverAddresses, serverEnabled } from '../serverFields';
import { name } from './shared';

/** The servers for queues and receptionists have the same six calls. */
const servers = (noun: string) => [
	create([need(name), serverEnabled, ...serverAddresses], {
		description: 'Give at least one of its two addresses',
	}),
	get(),
	getMany(),
	update([serverEnabled]),
	remove(),
	read('getStatus', 'GET /{id}/status', {
		name: 'Get Status',
		action: `Get status of ${noun}`,
		description: 'Whether the server is on line, and its load',
	}),
];

export const callQueueServer = resource(
	'callQueueServer',
	'Call Queue Server',
	'/call_queue_servers',
	servers('call queue server'),
	{ description: 'Servers that run the queues of all tenants; needs a system administrator' },
);

export const virtualReceptionistServer = resource(
	'virtualReceptionistServer',
	'Virtual Receptionist Server',
	'/ivr_servers',
	servers('virtual receptionist server'),
	{
		description: 'Servers that run the receptionists of all tenants; needs a system administrator',
	},
);

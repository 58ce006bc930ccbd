import { create, get, getMany, read, remove, resource, update } from '../define';
import { flag, need, text } from '../fields';
import { name } from './shared';

const enabled = flag('enabled', 'Whether the server is in service', { default: true });

/** The servers for queues and receptionists have the same six calls. */
const servers = (noun: string) => [
	create([
		need(name),
		enabled,
		text('ipv4', 'IPv4 address; this or IPv6 is needed'),
		text('ipv6', 'IPv6 address; this or IPv4 is needed'),
	]),
	get(),
	getMany(),
	update([enabled]),
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

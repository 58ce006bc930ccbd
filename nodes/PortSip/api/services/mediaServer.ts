import { create, get, getMany, read, remove, resource, update } from '../define';
import { flag, integer, need, text } from '../fields';

const settings = [
	flag('enabled', 'Whether the server is in service', { default: true }),
	integer('max_concurrency', 'How many sessions may run on it at the same time', {
		title: 'Max Sessions',
		default: 2000,
		min: 1,
	}),
	text('custom_options', 'Special settings, as a JSON object in one text'),
];

export const mediaServer = resource(
	'mediaServer',
	'Media Server',
	'/media_servers',
	[
		create([
			need(text('name', undefined, { min: 1, max: 64 })),
			...settings,
			text('private_ipv4', 'Address inside the network'),
			text('private_ipv6', 'IPv6 address inside the network'),
			text('public_ipv4', 'Address on the internet'),
			text('public_ipv6', 'IPv6 address on the internet'),
		]),
		get(),
		getMany(),
		update(settings),
		remove(),
		read('getStatus', 'GET /{id}/status', {
			name: 'Get Status',
			action: 'Get status of media server',
			description: 'Whether the server is on line, and its load',
		}),
	],
	{ description: 'Servers that carry the audio and video of calls; needs a system administrator' },
);

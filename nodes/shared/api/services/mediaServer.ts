import { create, get, getMany, read, remove, resource, update } from '../define';
import { customOptions, integer, need, text } from '../fields';
import { networkAddresses, serverEnabled } from '../serverFields';

const settings = [
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
	[
		create([need(text('name', undefined, { min: 1, max: 64 })), ...settings, ...networkAddresses]),
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

import { action, resource } from '../define';
import { choice, flag, json, need, text } from '../fields';

/** Whatever has no operation of its own: the API moves faster than this package. */
export const apiRequest = resource(
	'apiRequest',
	'API Request',
	'',
	[
		action(
			'send',
			'POST',
			[
				need(
					choice('method', { GET: 'GET', POST: 'POST' }, 'PortSIP knows no others', {
						default: 'GET',
					}),
				),
				need(text('path', 'Path below /api', { example: '/call_queues' })),
				json('query', 'Parameters of the address, as an object', { example: '{"search": "acme"}' }),
				json('body', 'What is sent with POST, as an object', { example: '{"name": "Sales"}' }),
				flag('all_pages', 'Whether to read a list to its end; for lists that take skip and top'),
				flag('download', 'Whether the answer is a file; it goes into the binary field "data"'),
			],
			{
				action: 'Send API request',
				description: 'Any call of the REST API, with the session of the credential',
				special: 'apiRequest',
				acceptsBody: false,
			},
		),
	],
	{ description: 'Any other call of the REST API' },
);

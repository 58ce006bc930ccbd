import { action, read, resource, write } from '../define';
import { choice, list, port, text } from '../fields';
import { networkAddresses } from '../serverFields';
import { protocols } from '../standards';

/** The token with which a server enrols at the PBX: the same three calls for SBC and IM. */
const token = (server: string) => [
	read('getToken', 'GET /token', {
		name: 'Get Token',
		action: `Get token of ${server}`,
		description: 'The token with which the server enrols at the PBX; treat it as a password',
	}),
	action('regenerateToken', 'POST /token', [], {
		name: 'Regenerate Token',
		action: `Regenerate token of ${server}`,
		description: 'Make a new token; the old one is no longer accepted',
	}),
	action('deleteToken', 'POST /token/destroy', [], {
		name: 'Delete Token',
		action: `Delete token of ${server}`,
		description: 'Take the token away; the server cannot enrol with it any more',
		done: 'deleted',
	}),
];

export const sbcServer = resource(
	'sbcServer',
	'SBC Server',
	'/sbc',
	[
		read('get', 'GET', { action: 'Get SBC server settings' }),
		write(
			'update',
			'POST',
			[
				text('domain', 'Domain of the session border controller', {
					title: 'SBC Domain',
					form: 'host',
				}),
				port('http_port', 'Web port without encryption', { default: 8882 }),
				port('https_port', 'Web port with encryption', { default: 8883 }),
				list(
					'transports',
					[choice('protocol', protocols), port('port')],
					'Protocols and ports on which it listens for SIP',
				),
			],
			{ action: 'Update SBC server settings' },
		),
		...token('SBC server'),
	],
	{ description: 'Session border controller; needs a system administrator' },
);

export const imServer = resource(
	'imServer',
	'IM Server',
	'/im',
	[
		read('get', 'GET', { action: 'Get IM server settings' }),
		write('update', 'POST', networkAddresses, { action: 'Update IM server settings' }),
		read('getStatus', 'GET /status', {
			name: 'Get Status',
			action: 'Get status of IM server',
			since: '22.8',
		}),
		...token('IM server'),
	],
	{ alsoCalled: 'Chat', description: 'Server for messages; needs a system administrator' },
);

export const dataFlowServer = resource(
	'dataFlowServer',
	'Data Flow Server',
	'/dataflow',
	[
		read('get', 'GET', { action: 'Get data flow server settings', since: '22.3' }),
		write('update', 'POST', networkAddresses, {
			action: 'Update data flow server settings',
			since: '22.3',
		}),
		read('getStatus', 'GET /status', {
			name: 'Get Status',
			action: 'Get status of data flow server',
			since: '22.8',
		}),
	],
	{ description: 'Addresses and state of the Data Flow server; needs a system administrator' },
);

import { create, get, getMany, read, remove, resource, update, upsert } from '../define';
import { choice, need, port } from '../fields';
import { protocols } from '../standards';

const portField = port('port', undefined, { example: '5060' });
const verification = choice(
	'verification',
	{ DISABLE: 'Not Asked For', OPTIONAL: 'Optional', MANDATORY: 'Mandatory' },
	'Whether TLS clients must show a certificate of their own',
	{ title: 'Client Certificate' },
);

export const transport = resource(
	'transport',
	'Transport',
	'/transports',
	[
		create([need(choice('protocol', protocols)), need(portField), verification], {
			description: 'Let the PBX listen for SIP on another protocol and port',
		}),
		upsert([['protocol', 'port']]),
		get(),
		getMany(),
		update([portField, verification]),
		remove(),
		read('getStatus', 'GET /{id}/status', {
			name: 'Get Status',
			action: 'Get status of transport',
			description: 'Whether a protocol is in service; it is picked by protocol, not by ID',
			path: [choice('id', protocols, undefined, { title: 'Protocol' })],
		}),
	],
	{ description: 'Protocols and ports for SIP; needs a system administrator' },
);

import { read, resource, write } from '../define';
import { integer, text } from '../fields';

export const voicemailServer = resource(
	'voicemailServer',
	'Voicemail Server',
	'/voicemail',
	[
		read('get', 'GET', { action: 'Get voicemail server settings' }),
		write(
			'update',
			'POST',
			[
				text('extension_number', '3 to 64 digits to dial to reach the mailboxes', {
					min: 3,
					max: 64,
					pattern: '[0-9]{3,64}',
				}),
				integer('retain_days', 'Days until a message is deleted', { default: 30, min: 0 }),
				integer('min_seconds', 'Messages of fewer seconds are not kept', {
					title: 'Shortest Message (Seconds)',
					default: 1,
					min: 0,
				}),
			],
			{ action: 'Update voicemail server settings' },
		),
	],
	{ description: "A tenant's voicemail; needs a tenant user or Act in Tenant" },
);

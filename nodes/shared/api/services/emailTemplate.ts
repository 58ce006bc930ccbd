import { at, create, getMany, list, read, resource, write, upsert } from '../define';
import { choice, longText, text } from '../fields';

const message = [
	text('from', 'Sender of the message'),
	text('subject'),
	longText('body', 'Text of the message'),
];

/** The messages that the PBX sends on behalf of a tenant. */
const template = choice(
	'name',
	{
		USER_CREATION: 'User Created',
		QUEUE_CALL_LOST: 'Queue: Call Lost',
		QUEUE_SLA: 'Queue: SLA Time Reached',
		QUEUE_CALLBACK: 'Queue: Callback',
		QUEUE_CALLBACK_FAILED: 'Queue: Callback Failed',
		VOICEMAIL_RECEIVED: 'Voicemail Received',
		CALL_REPORT_COMPLETED: 'Call Report Completed',
		DISK_LOW: 'Disk Space Low',
		EMERGENCY_CALL: 'Emergency Call',
		LICENSE_LIMITED: 'License Limit Reached',
		RECHARGE: 'Recharge',
		CONFERENCE_INVITATION: 'Conference Invitation',
		TRUNK_CONNECTED: 'Trunk Connected',
		TRUNK_DISCONNECTED: 'Trunk Disconnected',
	},
	'Occasion of the message',
	{ title: 'Template' },
);
const path = [template];

export const emailTemplate = resource(
	'emailTemplate',
	'Email Template',
	'',
	[
		at(
			'POST /custom_email_templates',
			create([template, ...message], {
				description: 'Replace one of the default messages by your own',
			}),
		),
		upsert(['name']),
		read('get', 'GET /custom_email_templates/{name}', { path }),
		at('GET /custom_email_templates', getMany({ paging: 'none' })),
		write('update', 'POST /custom_email_templates/{name}', message, { path }),
		read('getDefault', 'GET /default_email_templates/{name}', {
			path,
			name: 'Get Default',
			action: 'Get default email template',
		}),
		list('getDefaults', 'GET /default_email_templates', {
			name: 'Get Defaults',
			action: 'Get default email templates',
			paging: 'none',
		}),
	],
	{
		description:
			"A tenant's own texts of the messages that the PBX sends; needs a tenant user or Act in Tenant",
	},
);

const systemPath = [
	text('name', 'Name of the template, as in the list', {
		title: 'Template',
		example: 'USER_CREATION',
	}),
];

export const systemEmailTemplate = resource(
	'systemEmailTemplate',
	'Email Template (System)',
	'/admin/email_templates',
	[
		read('get', 'GET /{name}', {
			action: 'Get system email template',
			path: systemPath,
			since: '22.6',
		}),
		getMany({ action: 'Get many system email templates', paging: 'none', since: '22.6' }),
		write('update', 'POST /{name}', message, {
			action: 'Update system email template',
			path: systemPath,
			since: '22.6',
		}),
	],
	{ description: 'Texts of the messages that the PBX itself sends; needs a system administrator' },
);

import { action, read, resource, write } from '../define';
import { flag, text } from '../fields';
import { mailServer, mailService, testEmail } from '../mailServer';

const occasions = [
	text('recipients', 'Who gets the messages: up to 15 addresses, separated by commas'),
	flag('notify_user_registration', 'Whether to mail when a user registers', {
		title: 'Notify on User Registration',
		default: false,
	}),
	flag('notify_queue_sla_breached', 'Whether to mail queue managers when callers wait too long', {
		title: 'Notify on Breached Queue SLA',
		default: false,
	}),
	flag('notify_queue_callback', 'Whether to mail queue managers when a caller was called back', {
		title: 'Notify on Queue Callback',
		default: false,
	}),
	flag(
		'notify_queue_callback_failed',
		'Whether to mail queue managers when a caller could not be called back',
		{ title: 'Notify on Failed Queue Callback', default: false },
	),
	flag('notify_queue_call_lost', 'Whether to mail queue managers when a caller hung up', {
		title: 'Notify on Lost Queue Call',
		default: false,
	}),
	flag('notify_emergency_call', 'Whether to mail when an emergency number is called', {
		since: '22.6',
		title: 'Notify on Emergency Call',
	}),
	flag('notify_license_limited', 'Whether to mail when a limit of the license is reached', {
		since: '22.6',
		title: 'Notify on License Limit',
	}),
	flag('notify_trunk_call_limited', 'Whether to mail when a trunk has no room for calls', {
		since: '22.6',
		title: 'Notify on Trunk Call Limit',
	}),
];

export const tenantNotification = resource(
	'tenantNotification',
	'Tenant Notification',
	'/tenant/notification',
	[
		read('get', 'GET', {
			action: 'Get tenant notification settings',
			simple: [
				'type',
				'server',
				'port',
				'username',
				'reply_to',
				'recipients',
				'enable_system_email_server',
			],
		}),
		write('update', 'POST', [...mailService, ...mailServer, ...occasions], {
			action: 'Update tenant notification settings',
		}),
		action('sendTestEmail', 'POST /test_email', testEmail, {
			name: 'Send Test Email',
			action: 'Send test email of tenant',
			description: "Send a message through the tenant's mail server",
			done: 'sent',
			changes: 'nothing',
		}),
	],
	{
		alsoCalled: 'Mail Server',
		description:
			"A tenant's mail server, and when it sends mail; needs a tenant user or Act in Tenant",
	},
);

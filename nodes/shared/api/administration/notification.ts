import { action, read, resource, write } from '../define';
import { decimal, flag, text } from '../fields';
import { mailServer, mailService, testEmail } from '../mailServer';

const settings = [
	...mailServer,
	text('recipients', 'Who gets the alarms: up to 15 addresses, separated by commas'),
	flag('enable_tenant_access', 'Whether tenants send their mail through this server', {
		title: 'Tenants May Use It',
		default: true,
	}),
	decimal('hard_disk_threshold', 'Use of the disk, in percent, that sets off an alarm', {
		title: 'Disk Threshold',
	}),
	flag('notify_hard_disk_exceeded_threshold', 'Whether to mail when the disk threshold is passed', {
		title: 'Notify on Disk Threshold',
		default: false,
	}),
	decimal('cpu_threshold', 'Use of the processor, in percent, that sets off an alarm'),
	flag('notify_cpu_exceeded_threshold', 'Whether to mail when the CPU threshold is passed', {
		title: 'Notify on CPU Threshold',
		default: false,
	}),
	decimal('memory_threshold', 'Use of the memory, in percent, that sets off an alarm'),
	flag('notify_memory_exceeded_threshold', 'Whether to mail when the memory threshold is passed', {
		title: 'Notify on Memory Threshold',
		default: false,
	}),
	flag('notify_ip_blocked', 'Whether to mail when an address is blocked', {
		title: 'Notify on Blocked IP',
		default: false,
	}),
	flag('notify_license_limited', 'Whether to mail when a limit of the license is reached', {
		title: 'Notify on License Limit',
		default: false,
	}),
	flag('notify_service_status_changed', 'Whether to mail when a service stops or starts', {
		since: '22.6',
		title: 'Notify on Service Status',
		default: false,
	}),
	flag(
		'notify_push_certs_update_failed',
		'Whether to mail when the push certificates cannot be renewed',
		{
			title: 'Notify on Push Certificates',
			default: false,
		},
	),
	flag('notify_trunk_status_changed', 'Whether to mail when a trunk goes off or on line', {
		since: '22.6',
		title: 'Notify on Trunk Status',
	}),
];

export const notification = resource(
	'notification',
	'Notification',
	'/admin/notification',
	[
		read('get', 'GET', {
			action: 'Get system notification settings',
			simple: [
				'type',
				'server',
				'port',
				'username',
				'reply_to',
				'recipients',
				'enable_tenant_access',
			],
		}),
		write('update', 'POST', [...mailService, ...settings], {
			action: 'Update system notification settings',
			description: 'Mail server and alarms of the PBX',
		}),
		action('sendTestEmail', 'POST /test_email', testEmail, {
			name: 'Send Test Email',
			action: 'Send test email',
			description: 'Send a message through the mail server of the system settings',
			done: 'sent',
			changes: 'nothing',
		}),
	],
	{
		alsoCalled: 'Mail Server, Alarm',
		description: 'Mail server and alarms of the PBX; needs a system administrator',
	},
);

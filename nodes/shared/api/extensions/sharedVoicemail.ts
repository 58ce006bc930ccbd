import { voicemailFilters } from '../callFilters';
import {
	action,
	create,
	get,
	getMany,
	list,
	read,
	remove,
	removeAt,
	resource,
	update,
	upsert,
} from '../define';
import { choice, flag, generable, listedId, need, soundFile, text } from '../fields';
import { name, ownNumber, pin } from '../numberFields';

const settings = [
	text('prompt', 'Name of the set of prompts', { title: 'Prompt Set' }),
	flag('enable_pin', 'Whether the PIN is needed to hear messages', {
		title: 'Require PIN',
		default: true,
	}),
	flag('enable_email_notify', 'Whether new messages are announced by email', {
		title: 'Notify by Email',
		default: false,
	}),
	text('recipients', 'Up to 15 email addresses, separated by commas'),
	choice(
		'play_datetime',
		{ DISABLE: 'No', '12_HOUR_CLOCK': '12-Hour Clock', '24_HOUR_CLOCK': '24-Hour Clock' },
		'How the time of a message is announced',
		{ title: 'Play Date and Time' },
	),
];

const greeting = { path: [text('greeting_id', 'From Get Greetings', { title: 'Greeting ID' })] };

export const sharedVoicemail = resource(
	'sharedVoicemail',
	'Shared Voicemail',
	'/shared_voicemails',
	[
		create([need(name), need(ownNumber), generable(pin, 'pin'), ...settings]),
		upsert(['extension_number', 'name']),
		get(),
		getMany(),
		update([name, pin, ...settings]),
		remove(),
		list('getGreetings', 'GET /{id}/greetings', {
			name: 'Get Greetings',
			action: 'Get greetings of shared voicemail',
			paging: 'none',
		}),
		action('addGreeting', 'POST /{id}/greetings', [soundFile], {
			action: 'Add greeting to shared voicemail',
			done: 'added',
			adds: 'greeting_id',
		}),
		action('removeGreeting', 'POST /{id}/greetings/{greeting_id}/destroy', [], {
			...greeting,
			action: 'Remove greeting from shared voicemail',
			done: 'removed',
		}),
		action('enableGreeting', 'POST /{id}/greetings/{greeting_id}/enable', [], {
			...greeting,
			action: 'Enable greeting of shared voicemail',
			done: 'enabled',
		}),
		action('disableGreeting', 'POST /{id}/greetings/{greeting_id}/disable', [], {
			...greeting,
			action: 'Disable greeting of shared voicemail',
			done: 'disabled',
		}),
	],
	{
		alsoCalled: 'Group Mailbox',
		description: 'A mailbox of several people; needs a tenant user or Act in Tenant',
	},
);

const message = { path: [listedId('mail_id', { title: 'Message ID' })] };

export const sharedVoicemailMessage = resource(
	'sharedVoicemailMessage',
	'Shared Voicemail Message',
	'/shared_voicemails/{id}/voicemails',
	[
		read('get', 'GET /{mail_id}', message),
		getMany(voicemailFilters),
		removeAt('POST /{mail_id}/destroy', message),
		action('markAsRead', 'POST /{mail_id}/set_read', [], {
			...message,
			name: 'Mark as Read',
			action: 'Mark shared voicemail message as read',
			done: 'markedRead',
		}),
		action('markAsUnread', 'POST /{mail_id}/set_unread', [], {
			...message,
			name: 'Mark as Unread',
			action: 'Mark shared voicemail message as unread',
			done: 'markedUnread',
		}),
	],
	{
		own: 'sharedVoicemail',
		description: 'Messages in a shared mailbox; needs a tenant user or Act in Tenant',
	},
);

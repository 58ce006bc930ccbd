import { voicemailFilters } from '../callFilters';
import { action, get, getMany, remove, resource } from '../define';
import { ofUser } from './shared';

const simple = [
	'id',
	'sender',
	'sender_name',
	'sender_number',
	'created_at',
	'duration',
	'status',
	'file_name',
	'file_url',
	'transcription_status',
];

export const voicemail = resource(
	'myVoicemail',
	'My Voicemail',
	'/voicemails',
	[
		get({ action: 'Get own voicemail' }),
		getMany({ simple, action: 'Get many own voicemails', ...voicemailFilters }),
		remove({ action: 'Delete own voicemail' }),
		action('markAsRead', 'POST /{id}/set_read', [], {
			name: 'Mark as Read',
			action: 'Mark own voicemail as read',
			done: 'read',
		}),
		action('markAsUnread', 'POST /{id}/set_unread', [], {
			name: 'Mark as Unread',
			action: 'Mark own voicemail as unread',
			done: 'unread',
		}),
	],
	ofUser('Messages in your mailbox'),
);

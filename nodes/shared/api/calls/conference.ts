import {
	action,
	create,
	get,
	getMany,
	list as listOf,
	read,
	remove,
	removeAt,
	resource,
	update,
	upsert,
} from '../define';
import { listedId, need, reference, text, timezone } from '../fields';
import {
	capacity,
	mode,
	participantRows,
	recordFromStart,
	settings,
	subject,
} from '../meetingFields';
import { ownNumber } from '../numberFields';

const roomSettings = [
	...settings,
	timezone,
	text('numbers', 'Phone numbers that lead into the room', {
		title: 'Dial-In Numbers',
		max: 128,
	}),
	reference('prompt_file_id', 'file', 'Announcement of the room', {
		unseen: true,
		since: '22.6',
		title: 'Prompt File',
	}),
];

const simple = [
	'id',
	'extension_number',
	'subject',
	'mode',
	'control',
	'capacity',
	'enable_recording',
	'timezone',
	'scheduled_start_at',
	'scheduled_end_at',
];

const conferenceRoom = resource(
	'conferenceRoom',
	'Conference Room',
	'/conference_rooms',
	[
		create([
			need(ownNumber),
			mode,
			need(subject),
			need(capacity),
			...roomSettings,
			recordFromStart,
		]),
		upsert(['extension_number']),
		get({ simple }),
		getMany({ simple }),
		update([subject, capacity, ...roomSettings]),
		remove(),
		read('getStatus', 'GET /{id}/status', {
			name: 'Get Status',
			action: 'Get status of conference room',
			description: 'Whether the room is locked, muted or being recorded',
		}),
		action('lock', 'POST /{id}/lock', [], {
			action: 'Lock conference room',
			description: 'Let nobody else in',
			done: 'locked',
		}),
		action('unlock', 'POST /{id}/unlock', [], {
			action: 'Unlock conference room',
			done: 'unlocked',
		}),
		action('mute', 'POST /{id}/mute', [], { action: 'Mute conference room', done: 'muted' }),
		action('unmute', 'POST /{id}/unmute', [], {
			action: 'Unmute conference room',
			done: 'unmuted',
		}),
		action('startRecording', 'POST /{id}/start_recording', [], {
			action: 'Start recording of conference room',
			done: 'started',
			changes: 'nothing',
		}),
		action('stopRecording', 'POST /{id}/stop_recording', [], {
			action: 'Stop recording of conference room',
			done: 'stopped',
		}),
	],
	{
		alsoCalled: 'Meeting',
		description: 'Rooms where callers meet; needs a tenant user or Act in Tenant',
	},
);

const conferenceParticipant = resource(
	'conferenceParticipant',
	'Conference Participant',
	'/conference_rooms/{id}/participants',
	participantRows({ one: 'conference participant', many: 'conference participants' }),
	{
		own: 'conferenceRoom',
		description: 'Who is in a conference room; needs a tenant user or Act in Tenant',
	},
);

const recordingId = [listedId('recording_id')];

const conferenceRecording = resource(
	'conferenceRecording',
	'Conference Recording',
	'/conference_rooms/{id}/recordings',
	[
		listOf('getMany', 'GET', { paging: 'undeclared', time: 'answered_at' }),
		removeAt('POST /{recording_id}/destroy', { path: recordingId }),
		action('markAsRead', 'POST /{recording_id}/set_read', [], {
			name: 'Mark as Read',
			action: 'Mark conference recording as read',
			path: recordingId,
			done: 'read',
		}),
		action('markAsUnread', 'POST /{recording_id}/set_unread', [], {
			name: 'Mark as Unread',
			action: 'Mark conference recording as unread',
			path: recordingId,
			done: 'unread',
		}),
	],
	{
		own: 'conferenceRoom',
		description: 'Recordings of a conference room; needs a tenant user or Act in Tenant',
	},
);

export const conferences = [conferenceRoom, conferenceParticipant, conferenceRecording];

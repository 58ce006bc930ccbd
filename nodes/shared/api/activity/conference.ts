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
} from '../define';
import { integer, listedId, need, reference, text, timezone } from '../fields';
import {
	capacity,
	mode,
	participantRows,
	recordFromStart,
	settings,
	subject,
} from '../meetingFields';
import { ownNumber } from '../routing/shared';
import { serverAddresses, serverEnabled } from '../serverFields';

const roomSettings = [
	...settings,
	timezone,
	text('numbers', 'Phone numbers that lead into the room', {
		title: 'Dial-In Numbers',
		max: 128,
	}),
	reference('prompt_file_id', 'file', 'Announcement of the room (22.6)', { title: 'Prompt File' }),
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
			action: 'Start recording conference room',
			done: 'started',
			changes: 'nothing',
		}),
		action('stopRecording', 'POST /{id}/stop_recording', [], {
			action: 'Stop recording conference room',
			done: 'stopped',
		}),
	],
	{ description: 'Rooms where callers meet; needs a tenant user or Act in Tenant' },
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
		listOf('getMany', 'GET', { paging: 'undeclared' }),
		removeAt('POST /{recording_id}/destroy', { path: recordingId }),
		action('markRead', 'POST /{recording_id}/set_read', [], {
			name: 'Mark as Read',
			action: 'Mark conference recording as read',
			path: recordingId,
			done: 'read',
		}),
		action('markUnread', 'POST /{recording_id}/set_unread', [], {
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

const limits = [
	integer('max_rooms', 'How many rooms it takes', { min: 0 }),
	integer('max_participants', 'How many participants all its rooms take', { min: 0 }),
];
export const conferenceServer = resource(
	'conferenceServer',
	'Conference Server',
	'/conference_servers',
	[
		create(
			[
				need(text('name', undefined, { min: 1, max: 64 })),
				...limits.map(need),
				serverEnabled,
				...serverAddresses,
			],
			{ description: 'Give at least one of its two addresses' },
		),
		get(),
		getMany(),
		update([...limits, serverEnabled]),
		remove(),
		read('getStatus', 'GET /{id}/status', {
			name: 'Get Status',
			action: 'Get status of conference server',
			description: 'State, load, rooms and participants',
		}),
	],
	{ description: 'Servers that run the rooms of all tenants; needs a system administrator' },
);

export const conferences = [conferenceRoom, conferenceParticipant, conferenceRecording];

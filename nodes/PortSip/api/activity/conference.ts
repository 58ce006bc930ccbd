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
import {
	choice,
	dateTime,
	flag,
	integer,
	list,
	need,
	reference,
	secret,
	text,
	texts,
	timezone,
	without,
} from '../fields';

const subject = text('subject', undefined, { min: 1, max: 64, example: 'Sales Meeting' });
const capacity = integer('capacity', 'How many participants fit in', {
	default: 9,
	min: 1,
	max: 200,
});

const settings = [
	choice(
		'control',
		{ FREE: 'Free', MASTER: 'Master' },
		'Free for everybody, or led by a chairman',
		{ default: 'FREE' },
	),
	integer('height', 'Height of the picture in pixels, for video', {
		default: 720,
		min: 144,
		max: 1920,
	}),
	integer('width', 'Width of the picture in pixels, for video', {
		default: 1280,
		min: 144,
		max: 1920,
	}),
	integer('bitrate', 'Transmission rate, for video', {
		title: 'Bit Rate',
		default: 1024,
		min: 128,
		max: 10240,
	}),
	integer('framerate', 'Pictures a second, for video', {
		title: 'Frame Rate',
		default: 15,
		min: 5,
		max: 30,
	}),
	choice(
		'layout',
		Object.fromEntries([0, 1, 2, 3, 4, 6, 9].map((grid) => [`LAYOUT${grid}`, `Layout ${grid}`])),
		'Arrangement of the pictures, for video',
		{ default: 'LAYOUT0' },
	),
	text('language', 'Language of the announcements, as a BCP 47 tag', { example: 'en-US' }),
	secret('admin_pin', 'For the chairman: 3 to 6 digits', { title: 'Admin PIN', min: 3, max: 6 }),
	secret('room_pin', 'For participants: 3 to 6 digits', { title: 'Room PIN', min: 3, max: 6 }),
	flag('enable_recording', 'Whether the room is recorded from the start', { default: false }),
	flag('enable_prompt', 'Whether callers hear the voice menu', { default: true }),
	timezone,
	dateTime('scheduled_start_at', undefined, { title: 'Scheduled Start' }),
	dateTime('scheduled_end_at', undefined, { title: 'Scheduled End' }),
	text('numbers', 'Phone numbers that lead into the room', {
		title: 'Dial-In Numbers',
		max: 128,
	}),
	texts('internal_invitees', 'Extensions that are invited'),
	text('external_invitees', 'Email addresses of invited guests'),
	list(
		'outbound_caller_ids',
		[
			reference('provider_id', 'trunk', undefined, { title: 'Trunk' }),
			text('caller_id', 'Number that is shown', { min: 1, max: 64 }),
			text('description', undefined, { max: 1024 }),
			text('display_name', 'Name shown beside the number (22.6)'),
			text('provider_name', undefined, { title: 'Trunk Name' }),
			text('provider_brand', undefined, { title: 'Trunk Brand' }),
			text('provider_did_numbers', undefined, { title: 'Trunk DID Numbers' }),
		],
		'Numbers that calls from the room may show',
	),
	text('custom_options', 'Special settings, as a JSON object in one text'),
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
			need(
				text('extension_number', 'Number of the room, not yet in use', {
					title: 'Number',
					min: 3,
					max: 64,
					pattern: '[0-9]{3,64}',
					example: '8000',
				}),
			),
			need(choice('mode', ['AUDIO', 'VIDEO'])),
			need(subject),
			need(capacity),
			...settings,
		]),
		get({ simple }),
		getMany({ simple }),
		update([subject, capacity, ...without(settings, 'enable_recording')]),
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
		}),
		action('stopRecording', 'POST /{id}/stop_recording', [], {
			action: 'Stop recording conference room',
			done: 'stopped',
		}),
	],
	{ description: 'Rooms where callers meet; needs a tenant user' },
);

const participantId = [text('participant_id')];
const inRoom = (verb: string) => `${verb} conference participant`;

const conferenceParticipant = resource(
	'conferenceParticipant',
	'Conference Participant',
	'/conference_rooms/{id}/participants',
	[
		read('get', 'GET /{participant_id}', { path: participantId }),
		listOf('getMany', 'GET', { paging: 'none' }),
		action(
			'invite',
			'POST /invite',
			[need(text('number', 'Extension or phone number that is called', { example: '101' }))],
			{ action: inRoom('Invite'), done: 'invited' },
		),
		action('remove', 'POST /{participant_id}/destroy', [], {
			action: inRoom('Remove'),
			description: 'Put the participant out of the room',
			path: participantId,
			done: 'removed',
		}),
		action('mute', 'POST /{participant_id}/mute', [], {
			action: inRoom('Mute'),
			path: participantId,
			done: 'muted',
		}),
		action('unmute', 'POST /{participant_id}/unmute', [], {
			action: inRoom('Unmute'),
			path: participantId,
			done: 'unmuted',
		}),
		action('makeChairman', 'POST /{participant_id}/chairman', [], {
			action: 'Make conference participant chairman',
			description: 'Hand the lead of the room over',
			path: participantId,
			done: 'appointed',
		}),
		action(
			'setPosition',
			'POST /{participant_id}/position',
			[
				need(
					integer('position', 'Place in the picture; -1 hides the participant', {
						min: -1,
						max: 8,
					}),
				),
			],
			{ action: 'Set position of conference participant', path: participantId, done: 'positioned' },
		),
		action(
			'setLayout',
			'POST /layout',
			[
				need(
					texts('items', 'In the order of their places in the picture', {
						title: 'Participant IDs',
					}),
				),
			],
			{ action: 'Set layout of conference participants', done: 'arranged' },
		),
	],
	{ own: 'conferenceRoom', description: 'Who is in a conference room; needs a tenant user' },
);

const recordingId = [text('recording_id')];

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
	{ own: 'conferenceRoom', description: 'Recordings of a conference room; needs a tenant user' },
);

const limits = [
	integer('max_rooms', 'How many rooms it takes', { min: 0 }),
	integer('max_participants', 'How many participants all its rooms take', { min: 0 }),
];
const enabled = flag('enabled', 'Whether the server is in service', { default: true });

export const conferenceServer = resource(
	'conferenceServer',
	'Conference Server',
	'/conference_servers',
	[
		create(
			[
				need(text('name', undefined, { min: 1, max: 64 })),
				...limits.map(need),
				enabled,
				text('ipv4', undefined, { title: 'IPv4 Address' }),
				text('ipv6', undefined, { title: 'IPv6 Address' }),
			],
			{ description: 'Give at least one of its two addresses' },
		),
		get(),
		getMany(),
		update([...limits, enabled]),
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

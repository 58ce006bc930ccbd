import { action, create, get, getMany, read, remove, resource, update, type Row } from '../define';
import { choice, dateTime, flag, integer, need, secret, text, texts, timezone } from '../fields';
import { callerIds, customOptions, ofUser } from './shared';

const identity = [text('subject', undefined, { min: 1, max: 64 }), timezone];

const settings = [
	choice('control', { FREE: 'Free', MASTER: 'Master' }, 'Whether somebody leads the meeting', {
		default: 'FREE',
	}),
	integer('height', 'In pixels; video only', { default: 720, min: 144, max: 1920 }),
	integer('width', 'In pixels; video only', { default: 1280, min: 144, max: 1920 }),
	integer('bitrate', 'In kbit/s; video only', {
		title: 'Bit Rate',
		default: 1024,
		min: 128,
		max: 10240,
	}),
	integer('framerate', 'Pictures a second; video only', {
		title: 'Frame Rate',
		default: 15,
		min: 5,
		max: 30,
	}),
	choice(
		'layout',
		Object.fromEntries([0, 1, 2, 3, 4, 6, 9].map((tiles) => [`LAYOUT${tiles}`, `Layout ${tiles}`])),
		'By the number of tiles in the picture; video only',
		{ default: 'LAYOUT0' },
	),
	text('language', 'Language of the announcements', { example: 'en-US' }),
	secret('admin_pin', '3 to 6 digits', { title: 'Admin PIN', min: 3, max: 6 }),
	secret('room_pin', '3 to 6 digits', { title: 'Room PIN', min: 3, max: 6 }),
	flag('enable_recording', 'Whether recording starts with the meeting', { default: false }),
	flag('enable_prompt', 'Whether callers hear a voice menu', { default: true }),
	dateTime('scheduled_start_at', undefined, { title: 'Scheduled Start' }),
	dateTime('scheduled_end_at', undefined, { title: 'Scheduled End' }),
	texts('internal_invitees', 'Extension numbers to invite'),
	text('external_invitees', 'Email addresses to invite, separated by commas'),
	flag('close_on_nobody', 'Whether the meeting ends once nobody is left', { default: false }),
	callerIds(text('display_name', 'Name shown beside the number (22.6)')),
	customOptions,
];

const license = 'advanced' as const;

/** Something done to the whole meeting; `free` of the licence where the PBX does not ask for it. */
const step = (value: string, route: string, done: string, sentence: string, free = false): Row =>
	action(value, `POST /{id}/${route}`, [], {
		action: sentence,
		done,
		...(free ? {} : { license }),
	});

const simple = [
	'id',
	'extension_number',
	'subject',
	'mode',
	'capacity',
	'timezone',
	'scheduled_start_at',
	'scheduled_end_at',
	'created_at',
	'ownership',
];

export const meeting = resource(
	'myMeeting',
	'My Meeting',
	'/user/meetings',
	[
		create(
			[
				need(choice('mode', { AUDIO: 'Audio', VIDEO: 'Video' })),
				...identity.map(need),
				...settings,
			],
			{ action: 'Create own meeting', license },
		),
		get({ simple, action: 'Get own meeting' }),
		getMany({ simple, action: 'Get many own meetings' }),
		update(
			[
				...identity,
				...settings,
				integer('capacity', 'How many people may take part', { default: 9, min: 1, max: 200 }),
			],
			{ action: 'Update own meeting', license },
		),
		remove({ action: 'Delete own meeting' }),
		step('start', 'start', 'started', 'Start own meeting'),
		step('stop', 'stop', 'stopped', 'Stop own meeting', true),
		step('lock', 'lock', 'locked', 'Lock own meeting'),
		step('unlock', 'unlock', 'unlocked', 'Unlock own meeting'),
		step('mute', 'mute', 'muted', 'Mute own meeting'),
		step('unmute', 'unmute', 'unmuted', 'Unmute own meeting'),
		step('startRecording', 'start_recording', 'started', 'Start recording of own meeting'),
		step('stopRecording', 'stop_recording', 'stopped', 'Stop recording of own meeting', true),
		read('getStatus', 'GET /{id}/status', {
			name: 'Get Status',
			action: 'Get status of own meeting',
			description: 'Whether it is on line, locked, muted and recorded',
		}),
	],
	ofUser('Meetings that you hold'),
);

const path = [text('participant_id', 'As Get Many gives it')];
const one = (value: string, route: string, facts: { action: string; done: string }): Row =>
	action(value, `POST /{participant_id}/${route}`, [], { path, license, ...facts });

export const meetingParticipant = resource(
	'myMeetingParticipant',
	'My Meeting Participant',
	'/user/meetings/{id}/participants',
	[
		read('get', 'GET /{participant_id}', { path, action: 'Get participant of own meeting' }),
		getMany({ paging: 'none', action: 'Get many participants of own meeting' }),
		action('invite', 'POST /invite', [need(text('number', 'Number to call'))], {
			action: 'Invite participant to own meeting',
			done: 'invited',
			license,
		}),
		action('remove', 'POST /{participant_id}/destroy', [], {
			path,
			action: 'Remove participant from own meeting',
			done: 'removed',
		}),
		one('mute', 'mute', { action: 'Mute participant of own meeting', done: 'muted' }),
		one('unmute', 'unmute', { action: 'Unmute participant of own meeting', done: 'unmuted' }),
		{
			...one('makeChairman', 'chairman', {
				action: 'Make participant chairman of own meeting',
				done: 'appointed',
			}),
			description: 'Hand the meeting over',
		},
		action(
			'setPosition',
			'POST /{participant_id}/position',
			[
				need(
					integer('position', 'Tile in the picture, from 0; -1 hides the participant', {
						min: -1,
						max: 8,
					}),
				),
			],
			{
				path,
				action: 'Set position of participant of own meeting',
				done: 'positioned',
				license,
			},
		),
		action(
			'setLayout',
			'POST /layout',
			[
				need(
					texts('items', 'In the order of the tiles', {
						title: 'Participant IDs',
						parameter: 'participantIds',
					}),
				),
			],
			{
				action: 'Set layout of participants of own meeting',
				description: 'Who is seen where in the picture',
				done: 'arranged',
				license,
			},
		),
	],
	{ ...ofUser('Who is in your meeting'), own: 'myMeeting' },
);

import { sharedCallerIds } from './callerIds';
import { action, getMany, read, type Row } from './define';
import {
	choice,
	customOptions,
	dateTime,
	flag,
	integer,
	listedId,
	need,
	secret,
	text,
	texts,
} from './fields';

export const subject = text('subject', undefined, { min: 1, max: 64, example: 'Sales Meeting' });

/** Fixed once a room or a meeting is there. */
export const mode = need(choice('mode', ['AUDIO', 'VIDEO']));

export const capacity = integer('capacity', 'How many participants fit in', {
	default: 9,
	min: 1,
	max: 200,
});

export const recordFromStart = flag('enable_recording', 'Whether it is recorded from the start', {
	default: false,
});

const pin = (name: string, who: string, title: string) =>
	secret(name, `For ${who}: 3 to 6 digits`, { title, min: 3, max: 6 });

/** Settings that conference rooms and the meetings of users share. */
export const settings = [
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
	integer('bitrate', 'In kbit/s, for video', {
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
		Object.fromEntries([0, 1, 2, 3, 4, 6, 9].map((tiles) => [`LAYOUT${tiles}`, `Layout ${tiles}`])),
		'By the number of tiles in the picture, for video',
		{ default: 'LAYOUT0' },
	),
	text('language', 'Language of the announcements', { example: 'en-US' }),
	pin('admin_pin', 'the chairman', 'Admin PIN'),
	pin('room_pin', 'participants', 'Room PIN'),
	flag('enable_prompt', 'Whether callers hear a voice menu', { default: true }),
	dateTime('scheduled_start_at', undefined, { title: 'Scheduled Start' }),
	dateTime('scheduled_end_at', undefined, { title: 'Scheduled End' }),
	texts('internal_invitees', 'Extension numbers to invite', { example: '101' }),
	text('external_invitees', 'Email addresses to invite, separated by commas'),
	sharedCallerIds,
	customOptions,
];

const path = [listedId('participant_id')];

/** What differs between the participants of a room and those of an own meeting. */
interface Gathering {
	/** The participant in an action sentence. */
	one: string;
	/** Several of them. */
	many: string;
	/** What licence the PBX asks for when participants are acted on; removing them is free. */
	license?: 'advanced';
}

/** The calls below `/participants`: the same nine for rooms and for the meetings of users. */
export function participantRows({ one, many, license }: Gathering): Row[] {
	const licensed = license ? { license } : {};
	const act = (value: string, name: string, facts: { action: string; done: string }): Row =>
		action(value, `POST /{participant_id}/${name}`, [], { path, ...licensed, ...facts });
	return [
		read('get', 'GET /{participant_id}', { path, action: `Get ${one}` }),
		getMany({ paging: 'none', action: `Get many ${many}` }),
		action(
			'invite',
			'POST /invite',
			[need(text('number', 'Extension or phone number that is called', { example: '101' }))],
			{ action: `Invite ${one}`, done: 'invited', ...licensed },
		),
		action('remove', 'POST /{participant_id}/destroy', [], {
			action: `Remove ${one}`,
			description: 'Put the participant out',
			path,
			done: 'removed',
		}),
		act('mute', 'mute', { action: `Mute ${one}`, done: 'muted' }),
		act('unmute', 'unmute', { action: `Unmute ${one}`, done: 'unmuted' }),
		{
			...act('makeChairman', 'chairman', { action: `Make ${one} chairman`, done: 'appointed' }),
			description: 'Hand the lead over to the participant',
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
			{ action: `Set position of ${one}`, path, done: 'positioned', ...licensed },
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
				action: `Set layout of ${many}`,
				description: 'Who is seen where in the picture',
				done: 'arranged',
				...licensed,
			},
		),
	];
}

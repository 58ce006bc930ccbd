import { action, create, get, getMany, read, remove, resource, update, type Row } from '../define';
import { flag, need, timezone } from '../fields';
import {
	capacity,
	mode,
	participantRows,
	recordFromStart,
	settings,
	subject,
} from '../meetingFields';
import { ofUser } from './shared';

const identity = [subject, timezone];

const ownSettings = [
	...settings,
	recordFromStart,
	flag('close_on_nobody', 'Whether the meeting ends once nobody is left', { default: false }),
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
		create([mode, ...identity.map(need), ...ownSettings], {
			action: 'Create own meeting',
			license,
		}),
		get({ simple, action: 'Get own meeting' }),
		getMany({ simple, action: 'Get many own meetings' }),
		update([...identity, ...ownSettings, capacity], { action: 'Update own meeting', license }),
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
	ofUser('Meetings that you hold', 'Conference'),
);

export const meetingParticipant = resource(
	'myMeetingParticipant',
	'My Meeting Participant',
	'/user/meetings/{id}/participants',
	participantRows({
		one: 'participant of own meeting',
		many: 'participants of own meeting',
		license,
	}),
	{ ...ofUser('Who is in your meeting'), own: 'myMeeting' },
);

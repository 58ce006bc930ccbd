import {
	choice,
	email,
	flag,
	integer,
	json,
	keyed,
	list,
	reference,
	secret,
	text,
	weekHours,
} from '../fields';
import { callerIds, customOptions, provisioning } from './shared';

/** States of presence that have forward rules of their own, as the names of the rules have them. */
const STATES = {
	available: 'Available',
	busy: 'Busy',
	dnd: 'Do Not Disturb',
	away: 'Away',
	lunch: 'Lunch',
	trip: 'Business Trip',
	offline: 'Offline',
};

/** Names of the rules for a time, with labels; those for outside callers came with 22.8. */
const rulesFor = (states: Readonly<Record<string, string>>, time: string, title: string) =>
	Object.entries(states).flatMap(([state, label]) => [
		[`${state}_${time}_forward_rule`, `${label}, ${title}`],
		[`ext_${state}_${time}_forward_rule`, `External: ${label}, ${title}`],
	]);

const voicemailOrNumber = {
	FORWARD_TO_NUMBER: 'Forward to Number',
	FORWARD_TO_VOICEMAIL: 'Forward to Voicemail',
	HANGUP: 'Hang Up',
};
const anyAction = { ...voicemailOrNumber, RING_ANYWAY: 'Ring Anyway' };

const target = text('number', 'Extension or outside number, for Forward to Number');
const { available, busy } = STATES;

const forwarding = [
	keyed(
		'forward_rules',
		Object.fromEntries([
			...rulesFor(STATES, 'office_hours', 'Office Hours'),
			...rulesFor(STATES, 'non_office_hours', 'Closed Hours'),
		]),
		[choice('action', anyAction, 'Ring Anyway is for Available and Busy only'), target],
		'What happens to calls, by presence and time; External is from 22.8',
		{ spread: true },
	),
	keyed(
		'no_answer_forward_rules',
		Object.fromEntries(rulesFor({ available, busy }, 'no_answer', 'No Answer')),
		[
			choice('action', voicemailOrNumber),
			target,
			integer('timeout', 'Seconds that it rings before', { default: 60, min: 0 }),
		],
		'What happens to calls that nobody takes; External is from 22.8',
		{ title: 'No Answer Rules', spread: true },
	),
	list(
		'custom_forward_rules',
		[
			choice('action', anyAction),
			target,
			text('caller_id', 'Mask of the callers to whom the rule applies', {
				title: 'Caller ID Mask',
			}),
			choice(
				'type',
				{
					ALL_HOURS: 'At Any Time',
					SPECIFIC_HOURS: 'Within the Hours',
					OUTSIDE_SPECIFIC_HOURS: 'Outside the Hours',
				},
				undefined,
				{ title: 'When' },
			),
			weekHours('hours'),
		],
		'Rules for certain callers; the list replaces the one before',
	),
	...Object.entries(STATES).map(([state, label]) =>
		flag(
			`${state}_use_separate_fwd_rules_for_external`,
			'Whether outside callers have rules of their own (22.8)',
			{ title: `${label}: External Rules` },
		),
	),
];

const voicemail = [
	text('voicemail_prompt', 'Language of the announcements', {
		title: 'Voicemail Language',
		example: 'en-US',
	}),
	flag('enable_voicemail_pin', 'Whether the mailbox asks for the PIN', {
		title: 'Enable Voicemail PIN',
		default: true,
	}),
	secret('voicemail_pin', '6 to 10 digits, no repetition or run; the tenant may ask for more', {
		title: 'Voicemail PIN',
	}),
	flag('enable_voicemail_notify', 'Whether new messages are announced by email', {
		default: false,
	}),
	choice(
		'voicemail_play_datetime',
		{
			DISABLE: 'Not at All',
			'12_HOUR_CLOCK': '12-Hour Clock',
			'24_HOUR_CLOCK': '24-Hour Clock',
		},
		'How date and time of a message are read out',
		{ title: 'Voicemail Time Announcement' },
	),
];

/** Executives and their assistants; meanings follow from the names only. */
const assistants = [
	json('executive_assistant', 'Role between executive and assistant (22.8)'),
	flag(
		'enable_assistant_opt_in_out',
		'Whether assistants may join and leave by themselves (22.8)',
		{
			title: 'Assistant Opt In and Out',
		},
	),
	flag('enable_assistant_call_filtering', 'Whether filters choose the calls (22.8)'),
	text('assistant_alerting_mode', 'How the assistants are rung (22.8)'),
	integer('assistant_timeout', 'How long assistants are rung (22.8)'),
	text('assistant_timeout_action', 'What happens when no assistant answers (22.8)'),
	text('assistant_timeout_number', 'Number that gets the call when no assistant answers (22.8)'),
	flag('enable_assistant_forwarding_filtered_calls', 'Whether filtered calls are forwarded (22.8)'),
	text('assistant_forwarding_filtered_calls_to', 'Number that gets filtered calls (22.8)', {
		title: 'Assistant Forwarding Number',
	}),
	...['caller_id_name', 'caller_id_number'].flatMap((part) => [
		text(`assistant_${part}_mode`, 'What assistants see of the caller (22.8)'),
		text(`assistant_${part}_value`, 'For a mode that needs one (22.8)'),
	]),
];

/** What users may change in their own record. */
export const profile = [
	email,
	text('display_name', 'Name that other people see', { max: 1024 }),
	text('mobile_phone', undefined, { max: 32 }),
	text('work_phone', undefined, { max: 32 }),
	text('home_phone', undefined, { max: 32 }),
	text('address', undefined, { max: 128 }),
	text('department', undefined, { max: 128 }),
	reference('avatar_file_id', 'file', undefined, { title: 'Picture' }),
	text('timezone', 'Where it differs from the tenant (22.6)', { picks: 'getTimezones' }),
	flag('enable_audio_recording', 'Whether all calls are recorded', { default: false }),
	flag('enable_video_recording', 'Whether video of all calls is recorded', { default: false }),
	flag('enable_dnd', 'Whether calls are kept off', { title: 'Do Not Disturb' }),
	flag('enable_acb', 'Whether the PBX calls back once a busy extension is free', {
		title: 'Automatic Callback',
	}),
	flag('enable_hot_desking', 'Whether the user may sign in at shared phones', { default: false }),
	flag('anonymous_outbound_calls', 'Whether outgoing calls hide the number', { default: false }),
	flag('delivery_outbound_cid', 'Whether outgoing calls always carry the outbound caller ID', {
		title: 'Deliver Outbound Caller ID',
		default: true,
	}),
	choice(
		'sms',
		{
			DISABLE: 'Off',
			ALLOW: 'With Outbound Caller ID',
			ALLOW_WITH_SENDER_ID: 'With Sender ID of Trunk',
		},
		'Text messages; only who may manage users can change it',
		{ title: 'SMS', default: 'DISABLE' },
	),
	callerIds(flag('preferred', 'Whether this number is used first')),
	customOptions,
	weekHours('office_hours', 'When the user works', { modes: true }),
	...forwarding,
	...voicemail,
	...provisioning,
	list(
		'blfs',
		[
			text('key', undefined, { parameter: 'lampKey' }),
			text('value'),
			text('first_name'),
			text('last_name'),
		],
		'Keys with a busy lamp; the list replaces the one before',
		{ title: 'BLF Keys' },
	),
	flag('enable_ai_transcript', 'Whether AI transcription is on (22.3)', {
		title: 'Enable AI Transcription',
	}),
	flag('enable_uc_app', 'Whether the PortSIP app may be used (22.3)', { title: 'Enable UC App' }),
	flag('enable_teams_phone_app', 'Whether the phone app in Teams may be used (22.3)'),
	flag('enable_selective_call_acceptation', 'Whether only listed callers get through (22.6)', {
		title: 'Enable Selective Call Acceptance',
	}),
	json('selective_call_acceptations', 'Callers that get through, as a list (22.6)', {
		title: 'Selective Call Acceptance',
	}),
	flag('enable_selective_call_rejection', 'Whether listed callers are refused (22.6)'),
	json('selective_call_rejections', 'Callers that are refused, as a list (22.6)', {
		title: 'Selective Call Rejection',
	}),
	flag('enable_cc', 'Whether the user has the contact center license (22.8)'),
	flag('enable_advanced', 'Whether the user has the advanced license (22.8)', {
		title: 'Enable Advanced License',
	}),
	...assistants,
];

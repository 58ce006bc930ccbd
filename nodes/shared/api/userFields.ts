import {
	choice,
	customOptions,
	flag,
	integer,
	json,
	list,
	phonesAndAddress,
	secret,
	text,
	timezone,
	weekHours,
} from './fields';
import { forwarding } from './forwarding';
import { provisioning } from './phoneFields';

/** The number of a new extension, of a user or of a phone that users share. */
export const newNumber = text(
	'extension_number',
	'3 to 64 digits; nothing else in the tenant may have the number',
	{
		min: 3,
		max: 64,
		pattern: '[0-9]{3,64}',
		example: '101',
		unique: true,
	},
);

export const voicemailPin = secret(
	'voicemail_pin',
	'6 to 10 digits without runs such as 123 and repetitions such as 111; the tenant may ask for more',
	{ title: 'Voicemail PIN' },
);

/** Only those who manage extensions set it. */
export const softPhoneTemplate = text('soft_phone_template', 'Template for soft phones', {
	since: '22.4',
});

const features = [
	flag('enable_audio_recording', 'Whether all calls are recorded', { default: false }),
	flag('enable_video_recording', 'Whether all video calls are recorded', { default: false }),
	flag('enable_dnd', 'Whether calls are kept from ringing', { title: 'Do Not Disturb' }),
	flag('enable_acb', 'Whether the PBX calls back once a busy extension is free', {
		title: 'Automatic Callback',
	}),
	flag('enable_hot_desking', 'Whether the user may sign in at shared phones', { default: false }),
	flag('anonymous_outbound_calls', 'Whether outgoing calls hide the number', { default: false }),
	flag('delivery_outbound_cid', 'Whether outgoing calls always show the outbound caller ID', {
		title: 'Deliver Outbound Caller ID',
		default: true,
	}),
	choice(
		'sms',
		{
			DISABLE: 'Off',
			ALLOW: 'On, From the Outbound Caller ID',
			ALLOW_WITH_SENDER_ID: 'On, From the Sender ID of the Trunk',
		},
		'Only those who may manage users can change it',
		{ title: 'SMS and MMS', default: 'DISABLE' },
	),
	customOptions,
	weekHours('office_hours', 'When the user works', { modes: true }),
	flag('enable_ai_transcript', 'Whether calls are transcribed', {
		since: '22.3',
		title: 'Enable AI Transcription',
	}),
	flag('enable_uc_app', 'Whether the user may use the app', {
		since: '22.3',
		title: 'Enable UC App',
	}),
	flag('enable_teams_phone_app', 'Whether the user may call from Teams', { since: '22.3' }),
	flag('enable_cc', 'Whether the user has the contact center license', { since: '22.8' }),
	flag('enable_advanced', 'Whether the user has the advanced license', {
		since: '22.8',
		title: 'Enable Advanced License',
	}),
];

const screening = [
	flag('enable_selective_call_acceptation', 'Whether only chosen callers get through', {
		since: '22.6',
		title: 'Enable Selective Call Acceptance',
	}),
	json('selective_call_acceptations', 'Who gets through, as a list', {
		since: '22.6',
		title: 'Selective Call Acceptance',
	}),
	flag('enable_selective_call_rejection', 'Whether chosen callers are refused', { since: '22.6' }),
	json('selective_call_rejections', 'Who is refused, as a list', {
		since: '22.6',
		title: 'Selective Call Rejection',
	}),
];

const voicemail = [
	text('voicemail_prompt', 'Language of the prompts', {
		title: 'Voicemail Language',
		example: 'en-US',
	}),
	flag('enable_voicemail_pin', 'Whether the mailbox asks for the PIN', {
		title: 'Enable Voicemail PIN',
		default: true,
	}),
	flag('enable_voicemail_notify', 'Whether new messages are announced by email', {
		default: false,
	}),
	choice(
		'voicemail_play_datetime',
		{ DISABLE: 'No', '12_HOUR_CLOCK': '12-Hour Clock', '24_HOUR_CLOCK': '24-Hour Clock' },
		'Whether and how the time of a message is read out',
		{ title: 'Voicemail Plays Time' },
	),
];

/** Executives and assistants: names from the change log, values not published. */
const assistance = [
	json('executive_assistant', 'Part that the user has; PortSIP does not publish the form', {
		since: '22.8',
	}),
	flag('enable_assistant_opt_in_out', 'Whether assistants may join and leave', {
		since: '22.8',
		title: 'Assistants May Opt in and Out',
	}),
	flag('enable_assistant_call_filtering', 'Whether filters choose the calls', { since: '22.8' }),
	text('assistant_alerting_mode', 'How assistants are rung', { since: '22.8' }),
	integer('assistant_timeout', 'How long assistants are rung', { since: '22.8' }),
	text('assistant_timeout_action', 'What happens when no assistant answers', { since: '22.8' }),
	text('assistant_timeout_number', 'Number that gets the call when no assistant answers', {
		since: '22.8',
	}),
	flag('enable_assistant_forwarding_filtered_calls', 'Whether filtered calls go on', {
		since: '22.8',
	}),
	text('assistant_forwarding_filtered_calls_to', 'Where filtered calls go', {
		since: '22.8',
		title: 'Assistant Filtered Calls Number',
	}),
	text('assistant_caller_id_name_mode', 'Which name assistants see', { since: '22.8' }),
	text('assistant_caller_id_name_value', 'Name for a mode that needs one', { since: '22.8' }),
	text('assistant_caller_id_number_mode', 'Which number assistants see', { since: '22.8' }),
	text('assistant_caller_id_number_value', 'Number for a mode that needs one', { since: '22.8' }),
];

const blfKeys = list(
	'blfs',
	[
		text('key', 'Number of the key on the phone', { parameter: 'lampKey' }),
		text('value', 'Extension whose state the lamp shows'),
		text('first_name'),
		text('last_name'),
	],
	'All keys with lamps; those that are not in the list are removed',
	{ title: 'BLF Keys' },
);

/** Settings of an extension that its user finds in the own profile, too. */
export const userSettings = [
	...phonesAndAddress,
	{ ...timezone, hint: 'Where it differs from the tenant', since: '22.6' },
	...features,
	...screening,
	...forwarding,
	...voicemail,
	...assistance,
	...provisioning,
	blfKeys,
];

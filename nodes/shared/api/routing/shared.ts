import { choice, flag, integer, json, reference, text, texts, weekHours } from '../fields';

export const language = text('language', 'Language of the prompts', { example: 'en-US' });

/** Ways to share calls among agents or members, in the words of the portal. */
export const STRATEGIES = [
	'RING_SIMULTANEOUSLY',
	'PRIORITIZED_HUNT',
	'CYCLIC_HUNT',
	'LEAST_WORKED_HUNT',
	'SKILL_BASED_ROUTING_PRIORITIZED_HUNT',
	'SKILL_BASED_ROUTING_CYCLIC_HUNT',
	'SKILL_BASED_ROUTING_LEAST_WORKED_HUNT',
];

const FORWARD = {
	FORWARD_TO_NUMBER: 'Forward to Number',
	FORWARD_TO_VOICEMAIL: 'Forward to Voicemail',
	HANGUP: 'Hang Up',
};

/** What is done with a call, with the choices that only some rules have. */
export const forwardFields = (more: Readonly<Record<string, string>> = {}) => [
	choice('action', { ...FORWARD, ...more }),
	reference(
		'number',
		'destination',
		'Who or what gets the call; an outside number is given by number',
		{
			title: 'Destination',
		},
	),
];

/** Members or agents of a group, with what they can do. */
export const skilled = [
	reference('extension_number', 'extensionNumber', undefined, {
		title: 'Extension',
		min: 3,
		max: 64,
	}),
	integer('skill_level', 'For strategies by skill: level 1 is called first', {
		default: 1,
		min: 1,
		max: 100,
	}),
];

/** Caller IDs for calls that leave the PBX. */
export const outboundCallerIds = json(
	'outbound_caller_ids',
	'All of them; those that are not in the list are removed',
	{
		title: 'Outbound Caller IDs',
		example: '[{"provider_id": "700551909773148160", "caller_id": "442071231500"}]',
		deep: 'six operations repeat it, and three of its seven fields only echo the trunk',
	},
);

/** What the phones of a group or queue are told in the SIP message. */
export const headers = [
	flag('enable_paid', 'Whether P-Asserted-Identity names the group or queue', {
		title: 'Add P-Asserted-Identity',
		default: false,
	}),
	flag('enable_prid', 'Whether Remote-Party-ID names the group or queue', {
		title: 'Add Remote-Party-ID',
		default: false,
	}),
	flag('extension_number_as_to_header', 'Whether the To header holds the called extension', {
		title: 'Extension Number as To Header',
		default: false,
	}),
];

export const nightMode = flag('enable_night_mode', 'Whether the night mode rule applies', {
	since: '22.3',
});
export const recording = flag('enable_audio_recording', 'Whether calls are recorded', {
	since: '22.6',
});
export const promptDelay = integer('prompt_playback_delay', 'Pause before the prompt', {
	since: '22.8',
});

/** When the rules for office hours apply, and when those for holidays. */
export const hours = weekHours('office_hours', undefined, { modes: true });
export const holidays = texts('holidays', 'Names or IDs of holidays', { ref: 'holiday' });

import { choice, flag, integer, keyed, list, reference, text, weekHours } from './fields';

/** States of an extension that have rules of their own. */
const STATES = {
	available: 'Available',
	busy: 'Busy',
	dnd: 'Do Not Disturb',
	away: 'Away',
	lunch: 'Lunch',
	trip: 'Business Trip',
	offline: 'Offline',
};

const HOURS = { office_hours: 'Office Hours', non_office_hours: 'Closed Hours' };

/** Rules under their wire names, first those for all callers, then those for outside callers. */
const rulesFor = (states: readonly string[], whens: Readonly<Record<string, string>>) =>
	Object.fromEntries(
		[
			['', ''],
			['ext_', 'External: '],
		].flatMap(([prefix, label]) =>
			states.flatMap((state) =>
				Object.entries(whens).map(([when, name]) => [
					`${prefix}${state}_${when}_forward_rule`,
					`${label}${STATES[state as keyof typeof STATES]}, ${name}`,
				]),
			),
		),
	);

const noAnswerActions = {
	FORWARD_TO_NUMBER: 'Forward to Number',
	FORWARD_TO_VOICEMAIL: 'Forward to Voicemail',
	HANGUP: 'Hang Up',
};
const actions = { ...noAnswerActions, RING_ANYWAY: 'Ring Anyway' };

const target = reference(
	'number',
	'destination',
	'For Forward to Number; an outside number is given by number',
	{ title: 'Destination' },
);

/** What happens to the incoming calls of an extension. */
export const forwarding = [
	keyed(
		'forward_rules',
		'When',
		rulesFor(Object.keys(STATES), HOURS),
		[
			choice('action', actions, 'Ring Anyway is for Available and Busy only', {
				default: 'FORWARD_TO_VOICEMAIL',
			}),
			target,
		],
		'What happens to calls, by state of the extension; those named External need PortSIP 22.8 or later',
		{ spread: true },
	),
	keyed(
		'no_answer_forward_rules',
		'When',
		rulesFor(['available', 'busy'], { no_answer: 'No Answer' }),
		[
			choice('action', noAnswerActions, undefined, { default: 'FORWARD_TO_VOICEMAIL' }),
			target,
			integer('timeout', 'Seconds that the call rings first', { default: 60, min: 0 }),
		],
		'What happens to calls that nobody takes; those named External need PortSIP 22.8 or later',
		{ title: 'No Answer Rules', spread: true },
	),
	...Object.entries(STATES).map(([state, name]) =>
		flag(
			`${state}_use_separate_fwd_rules_for_external`,
			'Whether outside callers have rules of their own',
			{ since: '22.8', title: `${name}: External Rules` },
		),
	),
	list(
		'custom_forward_rules',
		[
			choice('action', actions),
			target,
			text('caller_id', 'Mask of the callers to whom the rule applies', {
				title: 'Caller ID Mask',
			}),
			choice(
				'type',
				{
					ALL_HOURS: 'All Hours',
					SPECIFIC_HOURS: 'During the Hours',
					OUTSIDE_SPECIFIC_HOURS: 'Outside the Hours',
				},
				'When the rule is used',
				{ title: 'When' },
			),
			weekHours('hours', 'Hours of the rule'),
		],
		'All rules for certain callers; those that are not in the list are removed',
	),
];

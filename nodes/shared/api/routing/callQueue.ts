import {
	action,
	create,
	get,
	getMany,
	list,
	read,
	remove,
	resource,
	update,
	upsert,
} from '../define';
import { choice, flag, integer, keyed, need, reference, text } from '../fields';
import { memberPart } from '../memberRows';
import { name, ownNumber } from '../numberFields';
import {
	forwardFields,
	headers,
	language,
	nightMode,
	outboundCallerIds,
	promptDelay,
	recording,
	STRATEGIES,
} from './shared';

const strategy = choice('polling_strategy', STRATEGIES, 'How calls are shared among the agents', {
	default: 'RING_SIMULTANEOUSLY',
});

const settings = [
	integer('ring_time', 'Seconds that an agent rings', { default: 20, min: 1, max: 65535 }),
	integer('max_callers', 'How many callers may wait', { min: 0 }),
	reference('moh_prompt_file_id', 'file', undefined, {
		title: 'Music on Hold File',
		unseen: true,
	}),
	choice(
		'intro_type',
		{ DISABLE: 'None', NORMAL: 'Normal', FULL: 'Full' },
		'Announcement at the start; Full plays it to its end',
		{ title: 'Introduction', default: 'DISABLE' },
	),
	reference('intro_prompt_file_id', 'file', undefined, {
		title: 'Introduction File',
		unseen: true,
	}),
	integer('max_waiting_time', 'Seconds until the no answer rule applies', {
		default: 300,
		min: 15,
		max: 65535,
	}),
	flag('wait_when_no_agents_online', 'Whether callers wait although no agent is on line', {
		default: false,
	}),
	choice(
		'inform_position',
		{
			DISABLE: 'Never',
			PERIODICALLY: 'Periodically',
			ON_CONNECTED: 'At the Start and Periodically',
		},
		'When callers hear their place in the queue',
		{ title: 'Announce Position', default: 'DISABLE' },
	),
	integer('inform_position_interval', 'Seconds between announcements of the place', {
		title: 'Announce Position Interval',
		default: 10,
		min: 10,
		max: 1800,
	}),
	flag('agent_auto_ready', 'Whether agents become ready by signing in and after each call', {
		default: true,
	}),
	flag(
		'agent_auto_not_ready_after_non_acd_call',
		'Whether other calls make agents not ready; needs Agent Auto Ready off',
		{ title: 'Agent Auto Not Ready After Other Calls', default: true },
	),
	integer('sla_time', 'Seconds within which calls should be answered', {
		title: 'SLA Time',
		default: 0,
		min: 0,
		max: 65536,
	}),
	language,
	keyed(
		'forward_rules',
		'When',
		{
			no_answer_forward_rule: 'No Answer',
			night_mode_forward_rule: 'Night Mode',
			exit_forward_rule: 'On Leaving (PortSIP 22.3 or Later)',
		},
		forwardFields(),
		'Where callers go who are not answered',
		{ spread: true },
	),
	flag('enable_callback', 'Whether callers may ask for a call back', { default: false }),
	choice(
		'callback_mode',
		{ ACTIVE: 'When the Caller Presses 3', TIMEOUT: 'After the Callback Timeout' },
		'When a call back is offered',
		{ default: 'ACTIVE' },
	),
	integer('callback_timeout', 'Seconds of waiting until a call back is offered', {
		default: 600,
		min: 0,
	}),
	text('callback_outbound_prefix', 'Put in front of the number that is called back'),
	outboundCallerIds,
	flag('enable_sticky_routing', 'Whether a caller gets the agent of the last call, if ready', {
		default: true,
	}),
	integer('sticky_routing_duration', 'Days that the agent is remembered', {
		default: 30,
		min: 1,
		max: 365,
	}),
	...headers,
	nightMode,
	flag('play_periodic_music', 'Whether music is played at intervals', { since: '22.3' }),
	integer('play_periodic_music_interval', 'Length of the interval', { since: '22.3' }),
	flag('enable_wrap_up', 'Whether agents have time for notes after a call', { since: '22.3' }),
	integer('wrap_up_time', 'Time for notes after a call', { since: '22.3' }),
	flag('enable_exit_forward_rule', 'Whether callers may leave the queue by the exit rule', {
		since: '22.3',
	}),
	recording,
	flag('allow_busy_agent_calls', 'Whether agents get calls while they are on the phone', {
		since: '22.8',
	}),
	promptDelay,
];

const short = [
	'id',
	'name',
	'extension_number',
	'polling_strategy',
	'ring_time',
	'enable_night_mode',
];

export const callQueue = resource(
	'callQueue',
	'Call Queue',
	'/call_queues',
	[
		create([need(name), need(ownNumber), need(strategy), ...settings]),
		upsert(['extension_number', 'name'], [memberPart('Agent', 'POST /{id}/agents', 'entries')]),
		get({ simple: [...short, 'max_callers', 'max_waiting_time', 'sla_time', 'language'] }),
		getMany({ simple: [...short, 'enable_wrap_up', 'wrap_up_time'] }),
		update([name, strategy, ...settings]),
		remove(),
		read('getStatus', 'GET /{id}/status', {
			name: 'Get Status',
			action: 'Get status of call queue',
			description: 'Whether the queue is on line',
		}),
		list('getWaitingCallers', 'GET /{id}/waiting', {
			name: 'Get Waiting Callers',
			action: 'Get waiting callers of call queue',
			paging: 'none',
		}),
		action('pickUpWaitingCaller', 'POST /{id}/waiting/{session_id}/pickup', [], {
			action: 'Pick up waiting caller of call queue',
			description: 'Answer a chosen caller before its turn',
			path: [text('session_id', 'From Get Waiting Callers')],
			done: 'pickedUp',
		}),
	],
	{
		alsoCalled: 'ACD',
		description: 'Where callers wait for an agent; needs a tenant user or Act in Tenant',
	},
);

import { callFilters, party } from '../callFilters';
import { action, create, get, getMany, remove, resource } from '../define';
import { choice, flag, json, listedId, need, reference, text } from '../fields';

const callId = [text('id', '1 stands for the latest call of the extension', { title: 'Call ID' })];
const actor = need(
	reference('extension_number', 'extensionNumber', 'The party of the call that acts', {
		title: 'Extension',
		min: 3,
		max: 64,
	}),
);
const rewrite = (name: string, title: string, header: string) =>
	text(name, `User part of the header ${header}, for calls over the trunk`, {
		title,
		min: 1,
		max: 16,
	});

const call = resource(
	'call',
	'Call',
	'/sessions',
	[
		create(
			[
				need(
					text('caller', 'Extension or number on the calling side', { max: 256, example: '101' }),
				),
				need(text('callee', 'Number to call', { max: 256, example: '442071230000' })),
				need(flag('send_sdp', 'Whether the invitation carries SDP')),
				text('caller_display_name', 'Name that the called party sees', { max: 1024 }),
				reference('trunk', 'trunkName', 'Trunk that the call goes over', {
					min: 1,
					max: 64,
				}),
				rewrite('rewrite_from', 'Rewrite From', 'From'),
				rewrite('rewrite_pai', 'Rewrite PAI', 'P-Asserted-Identity'),
				rewrite('rewrite_rpi', 'Rewrite RPI', 'Remote-Party-ID'),
				text('user_data', 'Your own note; events and records of the call repeat it', { max: 128 }),
				text('target', 'Address that the call is sent to', { max: 128 }),
				text('target_instance_id', 'A certain device', { max: 128 }),
				reference('target_extension_number', 'extensionNumber', undefined, {
					title: 'Target Extension',
					max: 128,
				}),
				choice(
					'additional_header',
					{
						ANSWER_MODE: 'Answer-Mode',
						CALL_INFO: 'Call-Info: Answer After 0',
						ALERT_INFO_AUTO_ANSWER_DELAY0: 'Alert-Info: Auto Answer, Delay 0',
						ALERT_INFO_AUTO_ANSWER: 'Alert-Info: Auto Answer',
						ALERT_INFO_INTERCOM: 'Alert-Info: Intercom',
					},
					'SIP header with which phones answer by themselves',
				),
				choice(
					'header_direction',
					{ CALLER: 'Caller', CALLEE: 'Called Party', ALL: 'Both' },
					'Who gets the additional header',
				),
			],
			{
				value: 'start',
				name: 'Start',
				action: 'Start call',
				description: 'Let the PBX connect two numbers',
			},
		),
		get({ path: callId }),
		getMany({ paging: 'undeclared' }),
		action('hold', 'POST /{id}/hold', [actor], {
			action: 'Hold call',
			path: callId,
			done: 'held',
		}),
		action('resume', 'POST /{id}/unhold', [actor], {
			action: 'Resume call',
			description: 'Take the call back from hold',
			path: callId,
			done: 'resumed',
		}),
		action(
			'transfer',
			'POST /{id}/refer',
			[
				actor,
				need(
					text('refer_to', 'Number that gets the call', { title: 'Transfer To', example: '102' }),
				),
			],
			{ action: 'Transfer call', path: callId, done: 'transferred' },
		),
		action(
			'transferAfterConsultation',
			'POST /{id}/attended_refer',
			[
				actor,
				need(text('refer_to_1', 'Number of the one party', { title: 'First Party' })),
				need(text('refer_to_2', 'Number of the other party', { title: 'Second Party' })),
				text('session_1', 'ID of the call with the first party', { title: 'First Call ID' }),
				text('session_2', 'ID of the call with the second party', { title: 'Second Call ID' }),
			],
			{
				action: 'Transfer call after consultation',
				description: 'Connect the two parties that the extension talks to',
				path: callId,
				done: 'transferred',
			},
		),
		action('hangUp', 'POST /{id}/destroy', [], {
			action: 'Hang up call',
			path: callId,
			done: 'ended',
		}),
	],
	{
		alsoCalled: 'Click to Dial',
		description: 'Calls in progress; needs a tenant user or Act in Tenant',
	},
);

const parties = [
	'direction',
	'caller',
	'caller_display_name',
	'callee',
	'callee_display_name',
	'started_at',
];
const simple = ['id', ...parties, 'answered_at', 'duration', 'end_reason'];
const recordId = [listedId('id', { title: 'Record ID' })];

const cdr = resource(
	'cdr',
	'Call Detail Record',
	'/cdrs',
	[
		get({
			action: 'Get call detail record',
			description: 'One item for each leg of the call',
			path: recordId,
			simple: [...parties, 'answered_at', 'duration', 'end_reason', 'cost'],
		}),
		getMany({
			action: 'Get many call detail records',
			paging: 'undeclared',
			simple,
			...callFilters,
		}),
	],
	{
		alsoCalled: 'CDR',
		description:
			'Calls that are over, for at most five years; needs a tenant user or Act in Tenant',
	},
);

const callLog = resource(
	'callLog',
	'Call Log',
	'/calllogs',
	[get({ path: recordId, simple }), getMany({ paging: 'undeclared', simple, ...callFilters })],
	{
		description:
			'Short records of calls, with the session ID of each; needs a tenant user or Act in Tenant',
	},
);

const recordingId = [listedId('id', { title: 'Recording ID' })];

const recording = resource(
	'recording',
	'Recording',
	'/recordings',
	[
		get({
			path: recordingId,
			simple: [
				'caller',
				'callee',
				'started_at',
				'ended_at',
				'duration',
				'file_name',
				'file_size',
				'file_url',
				'status',
				'sentiment',
			],
		}),
		getMany({
			time: 'started_at',
			filters: [party],
			query: [
				json('group_ids', 'Only calls of these user groups, as a list of IDs', {
					since: '22.8',
					title: 'Group IDs',
					example: '["700551909773148160"]',
				}),
			],
		}),
		remove({ path: recordingId }),
	],
	{ description: 'Recorded calls; needs a tenant user or Act in Tenant' },
);

export const sessions = [call, cdr, callLog, recording];

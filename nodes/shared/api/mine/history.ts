import { callFilters, messageFilters, party } from '../callFilters';
import { action, create, get, getMany, OPEN_BODY, read, remove, resource, update } from '../define';
import { dateTime } from '../fields';
import { syncToken } from './contact';
import { idOf, ofUser } from './shared';

const call = [
	'caller',
	'callee',
	'direction',
	'started_at',
	'answered_at',
	'ended_at',
	'end_reason',
	'trunk',
];

export const myCallHistory = resource(
	'myCallHistory',
	'My Call History',
	'/user/cdrs',
	[
		get({ path: [idOf('Call', 'callId')], simple: call, action: 'Get call of own history' }),
		getMany({
			simple: ['id', ...call, 'duration'],
			paging: 'undeclared',
			...callFilters,
			action: 'Get many calls of own history',
		}),
		action('startSync', 'POST /sync_tokens', [], {
			query: [dateTime('date_from', 'No call before it is given', { title: 'Calls Since' })],
			name: 'Start Sync',
			action: 'Start sync of own call history',
			description: 'Get a token with which new calls can be asked for',
			done: 'started',
			changes: 'nothing',
		}),
		read('getChanges', 'POST /sync_tokens/{token}/diff', {
			path: [syncToken],
			name: 'Get Changes',
			action: 'Get changes of own call history',
			description: 'What changed since the token, and the token for the next time',
		}),
	],
	ofUser('Your calls', 'CDR'),
);

const recording = [idOf('Recording', 'recordingId')];

export const myCallRecording = resource(
	'myCallRecording',
	'My Call Recording',
	'/user/recordings',
	[
		get({
			path: recording,
			simple: [
				'caller',
				'caller_display_name',
				'callee',
				'callee_display_name',
				'started_at',
				'ended_at',
				'duration',
				'file_name',
				'file_url',
				'status',
			],
			action: 'Get own call recording',
			description: 'With the address of the file',
		}),
		getMany({ action: 'Get many own call recordings', time: 'started_at', filters: [party] }),
		remove({ path: recording, action: 'Delete own call recording' }),
	],
	ofUser('Recordings of your calls'),
);

const message = [
	'id',
	'sender',
	'sender_name',
	'receiver',
	'receiver_name',
	'channel_name',
	'msg_type',
	'direction',
	'content',
	'created_at',
];

/** Messages over SMS, MMS and WhatsApp. */
export const myMessage = resource(
	'myMessage',
	'My Message',
	'/user/external_messages',
	[
		get({ path: [idOf('Message', 'messageId')], simple: message, action: 'Get own message' }),
		getMany({
			simple: message,
			paging: 'undeclared',
			...messageFilters,
			action: 'Get many own messages',
			description: 'SMS, MMS and WhatsApp messages',
		}),
	],
	ofUser('Your SMS and WhatsApp messages', 'SMS, WhatsApp'),
);

const transcription = [
	{ ...idOf('Transcription', 'transcriptionId'), hint: 'As the creation gives it' },
];

export const myTranscription = resource(
	'myTranscription',
	'My Transcription',
	'/user/transcription',
	[
		create([], {
			action: 'Create own transcription',
			description: `Have an own recording put into writing. ${OPEN_BODY}.`,
			acceptsBody: true,
			since: '22.3',
			license: 'advanced',
		}),
		get({ path: transcription, action: 'Get own transcription', since: '22.3' }),
		update([], {
			path: transcription,
			action: 'Update own transcription',
			description: OPEN_BODY,
			acceptsBody: true,
			since: '22.3',
		}),
	],
	ofUser('Your recordings in writing, made by AI', 'Speech to Text'),
);

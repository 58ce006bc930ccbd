import { action, create, getMany, list, read, removeAt, resource, write } from '../define';
import { choice, need, reference, region, text, texts, without } from '../fields';
import { basics, dates, simple } from '../holidayFields';
import { partId } from './rows';

const greetingPath = [partId('greeting_id')];

export const extensionGreeting = resource(
	'extensionGreeting',
	'Extension Greeting',
	'/users/{id}/greetings',
	[
		action(
			'create',
			'POST',
			[need(reference('file_id', 'file', 'Uploaded sound', { title: 'File' }))],
			{
				action: 'Create extension greeting',
				description: 'Make an uploaded file a greeting; it plays once it is enabled',
				done: 'created',
			},
		),
		getMany({ paging: 'none' }),
		action('enable', 'POST /{greeting_id}/enable', [], {
			action: 'Enable extension greeting',
			path: greetingPath,
			done: 'enabled',
		}),
		action('disable', 'POST /{greeting_id}/disable', [], {
			action: 'Disable extension greeting',
			path: greetingPath,
			done: 'disabled',
		}),
		removeAt('POST /{greeting_id}/destroy', { path: greetingPath }),
	],
	{
		own: 'extension',
		description: 'What callers hear from the voicemail of an extension; needs a tenant user',
	},
);

const holidayPath = [partId('holiday_id')];

export const extensionHoliday = resource(
	'extensionHoliday',
	'Extension Holiday',
	'/users/{id}',
	[
		{
			...create([...basics.map(need), ...dates]),
			route: 'POST /holidays',
		},
		read('get', 'GET /holidays/{holiday_id}', { path: holidayPath, simple }),
		list('getMany', 'GET /holidays', { paging: 'undeclared', simple }),
		write(
			'update',
			'POST /holidays/{holiday_id}',
			[...without(basics, 'region').map(need), region, ...dates],
			{
				path: holidayPath,
			},
		),
		removeAt('POST /holidays/{holiday_id}/destroy', { path: holidayPath }),
		list('getGlobal', 'GET /global_holidays', {
			name: 'Get Global Holidays',
			action: 'Get global holidays of extension',
			description: 'The holidays of the tenant that count for the extension',
			paging: 'none',
			simple,
		}),
		write(
			'updateGlobal',
			'POST /global_holidays',
			[
				texts('items', "IDs of the tenant's holidays; they replace those before", {
					title: 'Holiday IDs',
					parameter: 'holidayIds',
				}),
			],
			{
				name: 'Update Global Holidays',
				action: 'Update global holidays of extension',
				description: 'Choose which holidays of the tenant count for the extension',
			},
		),
	],
	{
		own: 'extension',
		description: 'Days on which an extension follows its closed hours; needs a tenant user',
	},
);

/** Short numbers of an extension: the same five calls for both kinds. */
function speedDial(kind: '8' | '100', codeHint: string, example: string) {
	const length = example.length;
	const code = text('code', codeHint, { min: length, max: length, example });
	const phoneNumber = text('phone_number', 'Number that is dialled', { example: '442071231500' });
	const description = text('description', undefined, { max: 1024 });
	const path = [partId('dial_id')];
	const noun = `speed dial ${kind} entry`;
	return resource(
		`extensionSpeedDial${kind}`,
		`Extension Speed Dial ${kind}`,
		`/users/{id}/speed_dial_${kind}`,
		[
			create([need(code), need(phoneNumber), description], {
				action: `Create ${noun} of extension`,
			}),
			read('get', 'GET /{dial_id}', { path, action: `Get ${noun} of extension` }),
			getMany({ paging: 'none', action: `Get many speed dial ${kind} entries of extension` }),
			write('update', 'POST /{dial_id}', [code, phoneNumber, description], {
				path,
				action: `Update ${noun} of extension`,
			}),
			removeAt('POST /{dial_id}/destroy', { path, action: `Delete ${noun} of extension` }),
		],
		{ own: 'extension', description: `Short numbers of an extension, ${codeHint}` },
	);
}

export const extensionSpeedDial8 = speedDial('8', '2 to 9', '2');
export const extensionSpeedDial100 = speedDial('100', '00 to 99', '07');

const queuePath = [reference('queue_id', 'callQueue', undefined, { title: 'Call Queue' })];

export const extensionQueueAgent = resource(
	'extensionQueueAgent',
	'Extension Queue Agent',
	'/users/{id}/call_queues',
	[
		list('getQueues', 'GET', {
			name: 'Get Call Queues',
			action: 'Get call queues of extension',
			description: 'The queues in which the extension is an agent',
			paging: 'none',
		}),
		read('getStatus', 'GET /{queue_id}/agent', {
			name: 'Get Status',
			description: 'State and skill level of the extension in a queue',
			path: queuePath,
		}),
		action(
			'setStatus',
			'POST /{queue_id}/agent',
			[
				need(
					choice('status', {
						READY: 'Ready',
						NOT_READY: 'Not Ready',
						WRAP_UP: 'Wrap Up',
						LOGGED_IN: 'Logged In',
						LOGGED_OUT: 'Logged Out',
					}),
				),
			],
			{ name: 'Set Status', path: queuePath, done: 'updated' },
		),
	],
	{ own: 'extension', description: 'An extension as agent of call queues; needs a tenant user' },
);

import { agentStatus } from '../agentStatus';
import { action, create, getMany, list, read, removeAt, resource, write, upsert } from '../define';
import { listedId, need, reference, soundFile } from '../fields';
import { basics, changed, dates, globalHolidays, simple } from '../holidayFields';
import { SPEED_DIALS, speedDialFields, type SpeedDial } from '../speedDialFields';

const greetingPath = [listedId('greeting_id')];

export const extensionGreeting = resource(
	'extensionGreeting',
	'Extension Greeting',
	'/users/{id}/greetings',
	[
		action('create', 'POST', [soundFile], {
			action: 'Create extension greeting',
			description: 'Make an uploaded file a greeting; it plays once it is enabled',
			done: 'created',
		}),
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
		alsoCalled: 'Voicemail',
		description:
			'What callers hear from the voicemail of an extension; needs a tenant user or Act in Tenant',
	},
);

/** A tenant's user cannot list these, but who manages extensions can. */
const namedHolidays = {
	...globalHolidays,
	title: 'Holidays',
	parameter: 'holidays',
	hint: "Names or IDs of all the tenant's holidays that count; others no longer do",
	ref: 'holiday',
};

const holidayPath = [listedId('holiday_id')];

export const extensionHoliday = resource(
	'extensionHoliday',
	'Extension Holiday',
	'/users/{id}',
	[
		{
			...create([...basics.map(need), ...dates]),
			route: 'POST /holidays',
		},
		upsert(['name']),
		read('get', 'GET /holidays/{holiday_id}', { path: holidayPath, simple }),
		list('getMany', 'GET /holidays', { paging: 'undeclared', simple }),
		write('update', 'POST /holidays/{holiday_id}', changed, {
			path: holidayPath,
		}),
		removeAt('POST /holidays/{holiday_id}/destroy', { path: holidayPath }),
		list('getGlobalHolidays', 'GET /global_holidays', {
			name: 'Get Global Holidays',
			action: 'Get global holidays of extension',
			description: 'The holidays of the tenant that count for the extension',
			paging: 'none',
			simple,
		}),
		write('updateGlobalHolidays', 'POST /global_holidays', [namedHolidays], {
			name: 'Update Global Holidays',
			action: 'Update global holidays of extension',
			description: 'Choose which holidays of the tenant count for the extension',
		}),
	],
	{
		own: 'extension',
		description:
			'Days on which an extension follows its closed hours; needs a tenant user or Act in Tenant',
	},
);

const dialPath = [listedId('dial_id', { title: 'Speed Dial ID', parameter: 'speedDialId' })];

/** Short numbers of an extension: the same five calls for both kinds. */
function speedDial(kind: SpeedDial) {
	const noun = `entry of speed dial ${kind}`;
	const { created, changed } = speedDialFields(kind);
	return resource(
		`extensionSpeedDial${kind}`,
		`Extension Speed Dial ${kind}`,
		`/users/{id}/speed_dial_${kind}`,
		[
			create(created, { action: `Create ${noun} of extension` }),
			upsert(['code']),
			read('get', 'GET /{dial_id}', { path: dialPath, action: `Get ${noun} of extension` }),
			getMany({ paging: 'none', action: `Get many entries of speed dial ${kind} of extension` }),
			write('update', 'POST /{dial_id}', changed, {
				path: dialPath,
				action: `Update ${noun} of extension`,
			}),
			removeAt('POST /{dial_id}/destroy', {
				path: dialPath,
				action: `Delete ${noun} of extension`,
			}),
		],
		{
			own: 'extension',
			description: `Short numbers of an extension, ${SPEED_DIALS[kind].codes}; needs a tenant user or Act in Tenant`,
		},
	);
}

export const extensionSpeedDial8 = speedDial('8');
export const extensionSpeedDial100 = speedDial('100');

const queuePath = [reference('queue_id', 'callQueue', undefined, { title: 'Call Queue' })];

export const extensionQueueAgent = resource(
	'extensionQueueAgent',
	'Extension Queue Agent',
	'/users/{id}/call_queues',
	[
		list('getCallQueues', 'GET', {
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
		action('setStatus', 'POST /{queue_id}/agent', [agentStatus], {
			name: 'Set Status',
			path: queuePath,
			done: 'updated',
		}),
	],
	{
		own: 'extension',
		description: 'An extension as agent of call queues; needs a tenant user or Act in Tenant',
	},
);

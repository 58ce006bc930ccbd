import {
	action,
	create,
	download,
	get,
	getMany,
	list,
	read,
	remove,
	resource,
	update,
	write,
	upsert,
} from '../define';
import {
	choice,
	description,
	expiresAt,
	flag,
	integer,
	need,
	onTop,
	reference,
	text,
	texts,
} from '../fields';
import { changing } from '../memberRows';

const number = text('number', 'Number of the caller, digits and +', {
	min: 1,
	max: 64,
	pattern: '[0-9+]{1,64}',
	example: '+442071231500',
});
const place = [
	text('longitude', undefined, { example: '-0.1276' }),
	text('latitude', undefined, { example: '51.5072' }),
	text('address', undefined, { max: 128 }),
	expiresAt,
];

const level = choice(
	'level',
	{ FIRST: 'Level 1', SECOND: 'Level 2' },
	'Levels are switched on, and given the announcement that callers hear, in Update Prompts',
);
const blocking = [
	...place,
	integer('trigger_times', 'How often the entry has matched', { min: 0 }),
	flag('enabled', 'Whether the number is blocked', { default: true }),
	text('description', undefined, { min: 0, max: 1024 }),
];
const PROMPTS = '/call_queue_blacklist_prompts';
const blacklist = (verb: string, facts = {}) => ({
	action: `${verb} call queue blacklist`,
	...facts,
});
const simple = ['id', 'number', 'level', 'enabled', 'expire_at', 'trigger_times', 'description'];

export const callQueueBlacklist = resource(
	'callQueueBlacklist',
	'Call Queue Blacklist',
	'/call_queue_blacklisted_numbers',
	[
		create([need(number), need(level), ...blocking], blacklist('Create number in')),
		upsert(['number']),
		get(blacklist('Get number of', { simple })),
		getMany(blacklist('Get many numbers of', { simple, paging: 'none' })),
		update([number, level, ...blocking], blacklist('Update number of')),
		remove(blacklist('Delete number from')),
		download('export', 'GET /export', {
			...blacklist('Export'),
			fileName: 'call_queue_blacklist.csv',
		}),
		read('getPrompts', 'GET', {
			base: PROMPTS,
			name: 'Get Prompts',
			...blacklist('Get prompts of'),
		}),
		write(
			'updatePrompts',
			'POST',
			[
				flag('enable_level1', 'Whether numbers of level 1 are blocked', {
					title: 'Enable Level 1',
					default: false,
				}),
				reference('level1_prompt_file_id', 'file', 'What callers of level 1 hear', {
					title: 'Level 1 Prompt File',
				}),
				flag('enable_level2', 'Whether numbers of level 2 are blocked', {
					title: 'Enable Level 2',
					default: false,
				}),
				reference('level2_prompt_file_id', 'file', 'What callers of level 2 hear', {
					title: 'Level 2 Prompt File',
				}),
			],
			{ base: PROMPTS, name: 'Update Prompts', ...blacklist('Update prompts of') },
		),
	],
	{
		own: 'blockedCaller',
		alsoCalled: 'Blocked Caller',
		description: 'Callers whom the queues do not serve; needs a tenant user or Act in Tenant',
	},
);

const vip = [
	onTop(number),
	...place,
	flag('enabled', 'Whether the number has priority'),
	description,
];

export const vipNumber = resource(
	'vipNumber',
	'VIP Number',
	'/vip_numbers',
	[
		create(vip),
		upsert(['number']),
		get(),
		getMany({ paging: 'undeclared' }),
		update(vip),
		remove(),
		download('export', 'GET /export', {
			action: 'Export VIP numbers',
			fileName: 'vip_numbers.csv',
		}),
	],
	{
		alsoCalled: 'Priority Caller',
		description: 'Callers whom the queues serve first; needs a tenant user or Act in Tenant',
	},
);

const exclusive = [
	onTop(text('number', 'Number of the caller', { min: 1, max: 64, example: '442071231500' })),
	flag('enabled', 'Whether the number is in use', { default: true }),
	description,
];
const queue = reference('queue_id', 'callQueue', undefined, { title: 'Call Queue' });

export const exclusiveNumber = resource(
	'exclusiveNumber',
	'Exclusive Number',
	'/exclusive_numbers',
	[
		create(exclusive),
		upsert(['number']),
		get(),
		getMany({ paging: 'undeclared' }),
		update(exclusive),
		remove(),
		download('export', 'GET /export', {
			action: 'Export exclusive numbers',
			fileName: 'exclusive_numbers.csv',
		}),
		list('getCallQueues', 'GET /{id}/call_queues', {
			name: 'Get Call Queues',
			action: 'Get call queues of exclusive number',
			paging: 'none',
		}),
		list('getAgents', 'GET /{id}/call_queues/{queue_id}/agents', {
			name: 'Get Agents',
			action: 'Get agents of exclusive number',
			path: [queue],
			paging: 'none',
		}),
		action(
			'setAgents',
			'POST /{id}/call_queues/{queue_id}/agents',
			[
				need(
					texts(
						'items',
						'Extension numbers of all its agents; who is not in the list is no longer one',
						{
							title: 'Agents',
							example: '101',
							min: 3,
							max: 64,
							pattern: '[0-9]{3,64}',
							form: 'extensionNumber',
						},
					),
				),
			],
			{ action: 'Set agents of exclusive number', path: [queue], done: 'set' },
		),
		changing('Agent', 'exclusive number', 'numbers', {
			below: '/{id}/call_queues/{queue_id}/agents',
			path: [queue],
		}),
		action('removeCallQueue', 'POST /{id}/call_queues/{queue_id}/destroy', [], {
			action: 'Remove call queue from exclusive number',
			description: 'Take away all agents of the queue',
			path: [queue],
			done: 'removed',
		}),
	],
	{
		description:
			'Callers with agents of their own in a queue; needs a tenant user or Act in Tenant',
	},
);

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
	upsert,
} from '../define';
import {
	choice,
	didNumbers,
	flag,
	integer,
	json,
	keyed,
	list as listOf,
	need,
	onTop,
	reference,
	text,
} from '../fields';
import { name } from '../numberFields';
import { forwardFields, holidays, hours, recording } from './shared';

const enabled = flag('enabled', 'Whether the rule applies', { default: true });
const trunk = reference('provider_id', 'trunk', undefined, { title: 'Trunk' });

const did = didNumbers('did_numbers', "Called numbers, of the tenant's DID pool", {
	title: 'DID Numbers',
	min: 1,
});
const inbound = [
	enabled,
	text('cid_number_mask', 'For these callers only; * stands for one digit', {
		title: 'Caller Number Mask',
		example: '004420********',
	}),
	onTop(
		keyed(
			'forward_rules',
			'When',
			{
				office_hours_forward_rule: 'In Office Hours',
				non_office_hours_forward_rule: 'Outside Office Hours',
				holiday_forward_rule: 'On Holidays',
			},
			forwardFields(),
			'Where calls go; times without an entry stay as they are',
			{ title: 'Destinations', spread: true },
		),
	),
	hours,
	holidays,
	flag('enable_advanced_routing', 'Whether the advanced routing applies', { default: false }),
	text('advanced_routing', 'Rules in the form in which Get shows them'),
	json('usage', 'Its form is not published; read one first', { since: '22.3' }),
	recording,
];
const shortInbound = [
	'id',
	'name',
	'enabled',
	'cid_number_mask',
	'did_numbers',
	'provider_id',
	'office_hours_forward_rule',
	'non_office_hours_forward_rule',
	'holiday_forward_rule',
];

export const inboundRule = resource(
	'inboundRule',
	'Inbound Rule',
	'/inbound_rules',
	[
		create([need(name), need(did), need(trunk), ...inbound]),
		upsert([['provider_id', 'did_numbers', 'cid_number_mask'], 'name']),
		get({ simple: shortInbound }),
		getMany({ simple: shortInbound }),
		update([name, did, trunk, ...inbound]),
		remove(),
		download('export', 'GET /export', {
			action: 'Export inbound rules',
			fileName: 'inbound_rules.csv',
		}),
	],
	{
		alsoCalled: 'DID, Inbound Route',
		description: 'Where calls from outside go; needs a tenant user or Act in Tenant',
	},
);

const outbound = [
	onTop(text('number_prefix', 'For called numbers that begin so', { max: 64, example: '00' })),
	text('number_length', 'For called numbers of these lengths', { max: 64, example: '7;11' }),
	text('number_mask', 'For calls from these extensions', {
		title: 'Calling Extensions',
		example: '101-110;199',
	}),
	enabled,
	integer('priority', 'Rank among the rules', { default: 1000, min: 0, max: 1000000 }),
	hours,
	holidays,
	choice(
		'routing_strategy',
		{ PRIORITIZED: 'In Order', RANDOMLY: 'Random' },
		'Which route is taken',
		{ default: 'PRIORITIZED' },
	),
	onTop(
		listOf(
			'routes',
			[
				flag('enabled', 'Whether the route is used'),
				trunk,
				integer('strip_digits', 'Digits taken from the start, 0 to 9', { default: 0, min: 0 }),
				text('prepend', 'Put in front', { example: '0044' }),
				text('outbound_caller_id', 'Number to show, of the DID pool of the trunk', {
					title: 'Outbound Caller ID',
					min: 1,
					max: 64,
				}),
			],
			'All routes of the rule; those that are not in the list are removed',
		),
	),
	recording,
];
const shortOutbound = [
	'id',
	'name',
	'enabled',
	'priority',
	'number_prefix',
	'number_length',
	'number_mask',
	'routing_strategy',
];
const group = reference('group_id', 'userGroup', undefined, { title: 'User Group' });

export const outboundRule = resource(
	'outboundRule',
	'Outbound Rule',
	'/outbound_rules',
	[
		create([need(name), ...outbound]),
		upsert(['name']),
		get({ simple: [...shortOutbound, 'routes'] }),
		getMany({ simple: shortOutbound }),
		update([name, ...outbound]),
		remove(),
		download('export', 'GET /export', {
			action: 'Export outbound rules',
			fileName: 'outbound_rules.csv',
		}),
		list('getGroups', 'GET /{id}/applied_groups', {
			name: 'Get Groups',
			action: 'Get groups of outbound rule',
			description: 'User groups to which the rule applies',
			paging: 'none',
		}),
		read('getGroup', 'GET /{id}/applied_groups/{group_id}', {
			name: 'Get Group',
			action: 'Get group of outbound rule',
			description: 'Whether the rule applies to a user group; fails where it does not',
			path: [group],
		}),
		action('addGroup', 'POST /{id}/applied_groups/{group_id}', [], {
			action: 'Add group to outbound rule',
			path: [group],
			done: 'added',
		}),
		action('removeGroup', 'POST /{id}/applied_groups/{group_id}/destroy', [], {
			action: 'Remove group from outbound rule',
			path: [group],
			done: 'removed',
		}),
	],
	{
		alsoCalled: 'Outbound Route',
		description: 'Which trunk calls to outside take; needs a tenant user or Act in Tenant',
	},
);

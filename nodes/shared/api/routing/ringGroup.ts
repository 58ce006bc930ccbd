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
import { choice, flag, integer, keyed, onTop } from '../fields';
import { changing, memberPart } from '../memberRows';
import { name, ownNumber } from '../numberFields';
import { agentList, agentNumber } from './callQueueAgent';
import type { Field } from '../types';
import {
	forwardFields,
	headers,
	nightMode,
	outboundCallerIds,
	recording,
	STRATEGIES,
} from './shared';

const settings = [
	integer('ring_time', 'Seconds that a member rings', { default: 20, min: 0 }),
	choice('ring_strategy', [...STRATEGIES, 'PAGING_INTERCOM'], 'How calls reach the members'),
	flag('skip_busy_member', 'Whether members on the phone are left out'),
	...headers,
	keyed(
		'forward_rules',
		'When',
		{ no_answer_forward_rule: 'No Answer', night_mode_forward_rule: 'Night Mode' },
		forwardFields({ REPEAT: 'Repeat' }),
		'Where callers go who are not answered',
		{ spread: true },
	),
	outboundCallerIds,
	nightMode,
	recording,
];

const simple = [
	'id',
	'name',
	'extension_number',
	'ring_strategy',
	'ring_time',
	'skip_busy_member',
	'enable_night_mode',
];

/** A group without them is of no use, though the API asks for none of them. */
const raised = (field: Field): Field =>
	['name', 'extension_number', 'ring_strategy'].includes(field.name) ? onTop(field) : field;

export const ringGroup = resource(
	'ringGroup',
	'Ring Group',
	'/ring_groups',
	[
		create([name, ownNumber, ...settings].map(raised)),
		upsert(['extension_number', 'name'], [memberPart('Agent', 'POST /{id}/agents', 'entries')]),
		get({ simple }),
		getMany({ simple }),
		update([name, ...settings].map(raised)),
		remove(),
		list('getAgents', 'GET /{id}/agents', {
			name: 'Get Agents',
			action: 'Get agents of ring group',
			paging: 'none',
		}),
		read('getAgent', 'GET /{id}/agents/{agent_number}', {
			name: 'Get Agent',
			action: 'Get agent of ring group',
			path: [agentNumber],
		}),
		action('setAgents', 'POST /{id}/agents', [agentList], {
			action: 'Set agents of ring group',
			done: 'set',
		}),
		changing('Agent', 'ring group', 'entries'),
	],
	{
		alsoCalled: 'Hunt Group',
		description: 'Extensions that ring for one number; needs a tenant user or Act in Tenant',
	},
);

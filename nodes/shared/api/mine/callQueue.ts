import { agentStatus } from '../agentStatus';
import { action, getMany, read, resource } from '../define';
import { text } from '../fields';
import { ofUser } from './shared';

export const myCallQueue = resource(
	'myCallQueue',
	'My Call Queue',
	'/user/call_queues',
	[
		getMany({
			paging: 'none',
			action: 'Get many own call queues',
			description: 'Queues whose agent the user is',
		}),
		read('getAgentStatus', 'GET /{id}/agent', {
			name: 'Get Agent Status',
			action: 'Get own agent status',
		}),
		action(
			'setAgentStatus',
			'POST /{id}/agent',
			[agentStatus, text('reason', 'Why, for example a break', { since: '22.3' })],
			{ action: 'Set own agent status', done: 'updated' },
		),
	],
	ofUser('Your queues and your state in them', 'ACD'),
);

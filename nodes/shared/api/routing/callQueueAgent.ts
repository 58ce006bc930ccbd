import { agentStatus } from '../agentStatus';
import { action, getMany, list, OPEN_BODY, read, resource } from '../define';
import { list as listOf, need, reference } from '../fields';
import { changing } from '../memberRows';
import { skilled } from './shared';

/** Who is meant by `{agent_number}`. */
export const agentNumber = reference('agent_number', 'extensionNumber', undefined, {
	title: 'Agent',
});

/** The agents of a queue or the members of a ring group, all at once. */
export const agentList = need(
	listOf('items', skilled, 'All of them: who is not in the list is no longer one', {
		title: 'Agents',
		readOnly: ['display_name'],
	}),
);

export const callQueueAgent = resource(
	'callQueueAgent',
	'Call Queue Agent',
	'/call_queues/{id}/agents',
	[
		getMany({ paging: 'none' }),
		read('get', 'GET /{agent_number}', { path: [agentNumber] }),
		action('setAgents', 'POST', [agentList], {
			action: 'Set agents of call queue',
			description: 'Give all agents of the queue: who is not in the list is no longer one',
			license: 'cc',
			done: 'set',
		}),
		changing('Agent', 'call queue', 'entries', { below: '' }),
		action('setStatus', 'POST /{agent_number}', [agentStatus], {
			action: 'Set status of call queue agent',
			path: [agentNumber],
			done: 'set',
		}),
		action('getStatuses', 'POST /status/get_many', [], {
			action: 'Get statuses of call queue agents',
			description: `State of many agents at once. ${OPEN_BODY}.`,
			acceptsBody: true,
			since: '22.3',
		}),
		list('getNotReadyCodes', 'GET', {
			base: '/not_ready_codes',
			name: 'Get Not Ready Codes',
			action: 'Get not ready codes of call queue agents',
			description: 'Reasons for which agents are not ready',
			paging: 'none',
			since: '22.3',
		}),
		action('updateNotReadyCodes', 'POST', [], {
			base: '/not_ready_codes',
			action: 'Update not ready codes of call queue agents',
			description:
				'PortSIP does not publish the form of the codes: read them with Get Not Ready Codes, and write them in that form as JSON in Other Fields',
			acceptsBody: true,
			done: 'updated',
			since: '22.3',
		}),
	],
	{
		own: 'callQueue',
		description: 'Who answers the calls of a queue; needs a tenant user or Act in Tenant',
	},
);

import {
	NodeConnectionTypes,
	type INodeType,
	type INodeTypeDescription,
	type ITriggerFunctions,
	type ITriggerResponse,
} from 'n8n-workflow';
import { listSearch } from '../shared/methods/listSearch';
import { properties } from './properties';

/** Starts a workflow with what the PBX tells on its socket. */
export class PortSipLiveTrigger implements INodeType {
	description: INodeTypeDescription = {
		displayName: 'PortSIP PBX Live Trigger',
		name: 'portSipLiveTrigger',
		icon: { light: 'file:../../icons/portsip.svg', dark: 'file:../../icons/portsip.dark.svg' },
		group: ['trigger'],
		version: 1,
		subtitle:
			'={{ [].concat($parameter["triggerOn"]).join(", ").replace(/([A-Z])/g, " $1").toLowerCase() }}',
		description:
			'Starts the workflow at once when queues, agents, extensions or calls change, over a live connection to the PBX',
		eventTriggerDescription: 'Make a call, or change an extension or a queue, on the PBX',
		activationMessage:
			'The node now keeps a live connection to the PBX. What happens while that is broken is not told.',
		defaults: { name: 'PortSIP PBX Live Trigger' },
		inputs: [],
		outputs: [NodeConnectionTypes.Main],
		credentials: [{ name: 'portSipApi', required: true }],
		// Copied, because n8n changes the objects when it loads a node.
		properties: structuredClone(properties),
	};

	methods = { listSearch: { searchTenant: listSearch.searchTenant } };

	async trigger(this: ITriggerFunctions): Promise<ITriggerResponse> {
		const { listen } = await import('./listen');
		return await listen(this);
	}
}

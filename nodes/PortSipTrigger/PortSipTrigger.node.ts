import {
	NodeConnectionTypes,
	type IHookFunctions,
	type INodeType,
	type INodeTypeDescription,
	type IWebhookFunctions,
	type IWebhookResponseData,
} from 'n8n-workflow';
import { listSearch } from '../shared/methods/listSearch';
import { properties } from './properties';

/** Starts a workflow with what happens on the PBX, told by its webhooks. */
export class PortSipTrigger implements INodeType {
	description: INodeTypeDescription = {
		displayName: 'PortSIP PBX Trigger',
		name: 'portSipTrigger',
		icon: { light: 'file:../../icons/portsip.svg', dark: 'file:../../icons/portsip.dark.svg' },
		group: ['trigger'],
		version: 1,
		subtitle:
			'={{ [].concat($parameter["triggerOn"]).join(", ").replace(/([A-Z])/g, " $1").toLowerCase() }}',
		description:
			'Starts the workflow when a call begins, rings, is answered or ends, or an extension changes its state',
		eventTriggerDescription: 'Make a call, or change a presence, on the PBX',
		activationMessage:
			'The PBX now sends its events to this workflow. What stood in its webhook settings before is put back when you unpublish the workflow.',
		defaults: { name: 'PortSIP PBX Trigger' },
		inputs: [],
		outputs: [NodeConnectionTypes.Main],
		credentials: [{ name: 'portSipApi', required: true }],
		triggerPanel: {
			header: '',
			executionsHelp: {
				inactive:
					'<b>While building your workflow</b>, click the listen button, then make a call on the PBX. n8n enters its test address in the webhook settings of the tenant for as long as it listens, two minutes at most.<br /><br /><b>Once you are happy with your workflow</b>, publish it. Then every event starts it, and the executions show up in the <a data-key="executions">executions list</a>.',
				active:
					'<b>This workflow is published</b>, so every event starts it; the executions show up in the <a data-key="executions">executions list</a>.<br /><br />A tenant has one address for its calls and one for its extensions. While they lead to the published workflow, a test would take its events away, so it is refused: unpublish the workflow first, or open one of its past executions in the editor.',
			},
			activationHint:
				'Once you have finished building your workflow, publish it to have it started by every event, without the listen button.',
		},
		webhooks: [
			{ name: 'default', httpMethod: 'POST', responseMode: 'onReceived', path: 'webhook' },
		],
		// Copied, because n8n changes the objects when it loads a node.
		properties: structuredClone(properties),
	};

	methods = { listSearch: { searchTenant: listSearch.searchTenant } };

	webhookMethods = {
		default: {
			async checkExists(this: IHookFunctions): Promise<boolean> {
				const { isRegistered } = await import('./hooks');
				return await isRegistered(this);
			},
			async create(this: IHookFunctions): Promise<boolean> {
				const { register } = await import('./hooks');
				return await register(this);
			},
			async delete(this: IHookFunctions): Promise<boolean> {
				const { unregister } = await import('./hooks');
				return await unregister(this);
			},
		},
	};

	async webhook(this: IWebhookFunctions): Promise<IWebhookResponseData> {
		const { receive } = await import('./receive');
		return await receive(this);
	}
}

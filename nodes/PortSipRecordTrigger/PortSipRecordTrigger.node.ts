import {
	NodeConnectionTypes,
	type INodeExecutionData,
	type INodeType,
	type INodeTypeDescription,
	type IPollFunctions,
} from 'n8n-workflow';
import { listSearch } from '../shared/methods/listSearch';
import { properties } from './properties';

/** Starts a workflow with records that appear on the PBX. */
export class PortSipRecordTrigger implements INodeType {
	description: INodeTypeDescription = {
		displayName: 'PortSIP PBX Record Trigger',
		name: 'portSipRecordTrigger',
		icon: { light: 'file:../../icons/portsip.svg', dark: 'file:../../icons/portsip.dark.svg' },
		group: ['trigger'],
		version: 1,
		subtitle: '={{ $parameter["event"].replace(/([A-Z])/g, " $1").toLowerCase() }}',
		description:
			'Starts the workflow with new records: calls, recordings, messages, voicemails, changes by administrators, tenants, extensions',
		defaults: { name: 'PortSIP PBX Record Trigger' },
		polling: true,
		inputs: [],
		outputs: [NodeConnectionTypes.Main],
		credentials: [{ name: 'portSipApi', required: true }],
		// Copied, because n8n changes the objects when it loads a node.
		properties: structuredClone(properties),
	};

	methods = {
		listSearch: {
			searchTenant: listSearch.searchTenant,
			searchSharedVoicemail: listSearch.searchSharedVoicemail,
		},
	};

	async poll(this: IPollFunctions): Promise<INodeExecutionData[][] | null> {
		const { poll } = await import('./poll');
		return await poll(this);
	}
}

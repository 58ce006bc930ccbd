import {
	NodeConnectionTypes,
	type IExecuteFunctions,
	type INodeExecutionData,
	type INodeProperties,
	type INodeType,
	type INodeTypeDescription,
} from 'n8n-workflow';
import { listSearch } from '../shared/methods/listSearch';
import properties from './properties/properties.json';

/** Address books, messaging, integrations, templates and servers. */
export class PortSipServices implements INodeType {
	description: INodeTypeDescription = {
		displayName: 'PortSIP Services',
		name: 'portSipServices',
		icon: {
			light: 'file:../../icons/portsip-services.svg',
			dark: 'file:../../icons/portsip-services.dark.svg',
		},
		group: ['output'],
		version: 1,
		subtitle:
			'={{ ($parameter["operation"].replace("upsert", "createOrUpdate") + ": " + $parameter["resource"]).replace(/([A-Z]|[0-9]+)/g, " $1").toLowerCase() }}',
		description:
			'Manage what stands around a PortSIP PBX: contacts, CRM, files, messaging, integrations, templates, servers',
		defaults: { name: 'PortSIP Services' },
		usableAsTool: true,
		inputs: [NodeConnectionTypes.Main],
		outputs: [NodeConnectionTypes.Main],
		credentials: [{ name: 'portSipApi', required: true }],
		// Copied, because n8n changes the objects when it loads a node.
		properties: structuredClone(properties) as unknown as INodeProperties[],
	};

	methods = { listSearch };

	async execute(this: IExecuteFunctions): Promise<INodeExecutionData[][]> {
		// The table of all operations takes a while to load, and most nodes that are loaded never run.
		const { run } = await import('../shared/execution/router');
		return await run(this);
	}
}

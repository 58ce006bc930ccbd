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

/** Extensions with their phones, groups, roles and mailboxes. */
export class PortSipExtension implements INodeType {
	description: INodeTypeDescription = {
		displayName: 'PortSIP Extensions',
		name: 'portSipExtension',
		icon: {
			light: 'file:../../icons/portsip-extension.svg',
			dark: 'file:../../icons/portsip-extension.dark.svg',
		},
		group: ['output'],
		version: 1,
		subtitle:
			'={{ ($parameter["operation"].replace("upsert", "createOrUpdate") + ": " + $parameter["resource"]).replace(/([A-Z]|[0-9]+)/g, " $1").toLowerCase() }}',
		description:
			'Manage extensions and all that belongs to them: phones, groups, roles, greetings and mailboxes',
		defaults: { name: 'PortSIP Extensions' },
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

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

/** What takes many calls: whole customers, and numbers that are handed out. */
export class PortSipProvisioning implements INodeType {
	description: INodeTypeDescription = {
		displayName: 'PortSIP Provisioning',
		name: 'portSipProvisioning',
		icon: {
			light: 'file:../../icons/portsip-provisioning.svg',
			dark: 'file:../../icons/portsip-provisioning.dark.svg',
		},
		group: ['output'],
		version: 1,
		subtitle:
			'={{ ($parameter["operation"].replace("upsert", "createOrUpdate") + ": " + $parameter["resource"]).replace(/([A-Z]|[0-9]+)/g, " $1").toLowerCase() }}',
		description:
			'Set up, compare, change and remove whole customers in one step, and hand out DID numbers of trunks',
		defaults: { name: 'PortSIP Provisioning' },
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

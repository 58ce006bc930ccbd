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

/** Calls, conferences, and what is recorded and charged of them. */
export class PortSipCalls implements INodeType {
	description: INodeTypeDescription = {
		displayName: 'PortSIP Calls',
		name: 'portSipCalls',
		icon: {
			light: 'file:../../icons/portsip-calls.svg',
			dark: 'file:../../icons/portsip-calls.dark.svg',
		},
		group: ['output'],
		version: 1,
		subtitle:
			'={{ ($parameter["operation"].replace("upsert", "createOrUpdate") + ": " + $parameter["resource"]).replace(/([A-Z]|[0-9]+)/g, " $1").toLowerCase() }}',
		description:
			'Start calls and read what became of them: call records, recordings, conferences, reports, costs',
		defaults: { name: 'PortSIP Calls' },
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

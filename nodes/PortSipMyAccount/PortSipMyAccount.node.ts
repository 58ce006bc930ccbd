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

/** What users of a tenant see and change of their own. */
export class PortSipMyAccount implements INodeType {
	description: INodeTypeDescription = {
		displayName: 'PortSIP My Account',
		name: 'portSipMyAccount',
		icon: {
			light: 'file:../../icons/portsip-my-account.svg',
			dark: 'file:../../icons/portsip-my-account.dark.svg',
		},
		group: ['output'],
		version: 1,
		subtitle:
			'={{ ($parameter["operation"].replace("upsert", "createOrUpdate") + ": " + $parameter["resource"]).replace(/([A-Z]|[0-9]+)/g, " $1").toLowerCase() }}',
		description:
			'What a signed-in user of a tenant does: own profile, voicemail, meetings, contacts, call history',
		defaults: { name: 'PortSIP My Account' },
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

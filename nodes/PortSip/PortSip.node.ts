import {
	NodeConnectionTypes,
	type IExecuteFunctions,
	type INodeExecutionData,
	type INodeType,
	type INodeTypeDescription,
} from 'n8n-workflow';
import { buildProperties } from './description';
import { run } from './execution/router';
import { listSearch } from './methods/listSearch';
import { loadOptions } from './methods/loadOptions';

/** The whole REST API of a PortSIP PBX; see `api/` for what it can do. */
export class PortSip implements INodeType {
	description: INodeTypeDescription = {
		displayName: 'PortSIP PBX',
		name: 'portSip',
		icon: { light: 'file:../../icons/portsip.svg', dark: 'file:../../icons/portsip.dark.svg' },
		group: ['output'],
		version: 1,
		subtitle: '={{ $parameter["operation"] + ": " + $parameter["resource"] }}',
		description: 'Manage tenants, extensions, call routing and settings of a PortSIP PBX',
		defaults: { name: 'PortSIP PBX' },
		usableAsTool: true,
		inputs: [NodeConnectionTypes.Main],
		outputs: [NodeConnectionTypes.Main],
		credentials: [{ name: 'portSipApi', required: true }],
		properties: buildProperties(),
	};

	methods = { listSearch, loadOptions };

	async execute(this: IExecuteFunctions): Promise<INodeExecutionData[][]> {
		return await run(this);
	}
}

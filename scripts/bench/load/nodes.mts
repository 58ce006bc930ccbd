import type {
	IDataObject,
	IExecuteFunctions,
	IN8nHttpFullResponse,
	INode,
	INodeExecutionData,
	INodeType,
	INodeTypeDescription,
} from 'n8n-workflow';
import type { WorkflowJson } from '../../engine/run.mts';
import { atOnce, pagesOf } from './loops.mts';

type Execute = (this: IExecuteFunctions) => Promise<INodeExecutionData[][]>;

const nodeType = (name: string, execute: Execute): INodeType => ({
	description: {
		displayName: name,
		name,
		group: ['transform'],
		version: 1,
		description: name,
		defaults: { name },
		inputs: ['main'],
		outputs: ['main'],
		credentials: [{ name: 'portSipApi', required: true }],
		properties: [
			{ displayName: 'At Once', name: 'atOnce', type: 'number', default: 1 },
			{ displayName: 'URL', name: 'url', type: 'string', default: '' },
		],
	} as INodeTypeDescription,
	execute,
});

/** Asks for a record the way that the node does, and does nothing else. */
async function ask(context: IExecuteFunctions, url: string): Promise<IDataObject> {
	const { httpRequestWithAuthentication } = context.helpers;
	const options = { url, json: true, returnFullResponse: true, disableFollowRedirect: true };
	const reply = (await httpRequestWithAuthentication.call(
		context,
		'portSipApi',
		options,
	)) as IN8nHttpFullResponse;
	return reply.body as IDataObject;
}

/** Nodes that do less than ours, by full name: what is missing in them is what ours costs. */
export const nodes: Readonly<Record<string, INodeType>> = {
	'bench.empty': nodeType('empty', async function () {
		return [this.getInputData()];
	}),
	'bench.helper': nodeType('helper', async function () {
		const most = this.getNodeParameter('atOnce', 0) as number;
		const items = this.getInputData();
		const found = await atOnce(most, items.length, async (index) => {
			return await ask(this, String(this.getNodeParameter('url', index)));
		});
		return [found.map((json, item) => ({ json, pairedItem: { item } }))];
	}),
	'bench.helperPages': nodeType('helperPages', async function () {
		const most = this.getNodeParameter('atOnce', 0) as number;
		const url = String(this.getNodeParameter('url', 0));
		const rows = await pagesOf(most, async (query) => await ask(this, `${url}?${query}`));
		return [rows.map((json) => ({ json, pairedItem: { item: 0 } }))];
	}),
};

const PORTSIP = 'n8n-nodes-portsip.portSip';

/** Far beyond what any run sends: the ceiling would measure itself. */
const requestOptions = { requestsPerMinute: 1_000_000 };

/** The node of each contender, with its parameters. */
const contenders = {
	create: (batchSize?: number) => [
		PORTSIP,
		1,
		{
			resource: 'ipRule',
			operation: 'create',
			cidr: '={{ $json.cidr }}',
			target: '={{ $json.target }}',
			requestOptions: { ...requestOptions, ...(batchSize ? { batchSize } : {}) },
		},
	],
	upsert: () => [
		PORTSIP,
		1,
		{
			resource: 'ipRule',
			operation: 'upsert',
			matchBy: 'cidr,target',
			cidr: '={{ $json.cidr }}',
			target: '={{ $json.target }}',
			requestOptions,
		},
	],
	httpRequest: (_: unknown, url: string) => [
		'n8n-nodes-base.httpRequest',
		4.5,
		{
			method: 'POST',
			url: `${url}/api/ip_filters`,
			authentication: 'predefinedCredentialType',
			nodeCredentialType: 'portSipApi',
			sendBody: true,
			bodyParameters: {
				parameters: ['cidr', 'target'].map((name) => ({ name, value: `={{ $json.${name} }}` })),
			},
			options: {},
		},
	],
	returnAll: () => [
		PORTSIP,
		1,
		{ resource: 'ipRule', operation: 'getMany', returnAll: true, requestOptions },
	],
	helperPages: (most = 1, url: string) => [
		'bench.helperPages',
		1,
		{ atOnce: most, url: `${url}/api/ip_filters` },
	],
	get: (batchSize?: number) => [
		PORTSIP,
		1,
		{
			resource: 'ipRule',
			operation: 'get',
			ipRuleId: { __rl: true, mode: 'id', value: '={{ $json.id }}' },
			requestOptions: { ...requestOptions, ...(batchSize ? { batchSize } : {}) },
		},
	],
	helper: (most = 1, url: string) => [
		'bench.helper',
		1,
		{ atOnce: most, url: `=${url}/api/ip_filters/{{ $json.id }}` },
	],
	empty: () => ['bench.empty', 1, {}],
} satisfies Record<string, (most: number | undefined, url: string) => unknown[]>;

/** Name of a node that is measured. */
export type InEngine = keyof typeof contenders;

/**
 * A trigger with the node behind it.
 *
 * @param url origin of the PBX
 * @param most how many items or pages at once; by default what the node does by itself
 * @param goesOn On Error is Continue, in place of Stop
 */
export function workflowOf(
	name: InEngine,
	url: string,
	most?: number,
	goesOn = false,
): WorkflowJson {
	const [type, typeVersion, parameters] = contenders[name](most, url);
	const node = { id: 'node', name: NODE, type, typeVersion, position: [0, 0], parameters } as INode;
	const onError = goesOn ? { onError: 'continueRegularOutput' as const } : {};
	const trigger = { ...node, id: 'start', name: 'Start', type: 'n8n-nodes-base.manualTrigger' };
	const credentials = { portSipApi: { id: 'portsip', name: 'PortSIP PBX' } };
	return {
		nodes: [
			{ ...trigger, typeVersion: 1, parameters: {} },
			{ ...node, ...onError, credentials },
		],
		connections: { Start: { main: [[{ node: NODE, type: 'main', index: 0 }]] } },
	};
}

/** Name of the measured node in its workflow. */
export const NODE = 'Measured';

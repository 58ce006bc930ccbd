import '../../scripts/engine/environment.mts';
import { ExecuteContext, RoutingNode } from 'n8n-core';
import {
	createRunExecutionData,
	Workflow,
	type ICredentialDataDecryptedObject,
	type INode,
	type INodeType,
	type INodeTypes,
} from 'n8n-workflow';
import type { Engine } from '../../scripts/engine/run.mts';
import { loadNodeTypes } from '../../scripts/engine/nodeTypes.mts';

/**
 * What n8n's server does behind the button that tests a credential: the credential's own request
 * on a nameless No Operation node, through the same engine.
 *
 * @returns what the editor shows
 */
export async function testCredential(
	engine: Engine,
	data: ICredentialDataDecryptedObject,
): Promise<{ status: 'OK' | 'Error'; message: string }> {
	const { credentialType, nodeTypes } = await loadNodeTypes();
	engine.signInWith(data);
	const { request, rules = [] } = credentialType('portSipApi').test ?? { request: {} };
	const node: INode = {
		id: 'temp',
		parameters: {},
		name: 'Temp-Node',
		type: 'n8n-nodes-base.noOp',
		typeVersion: 1,
		position: [0, 0],
		credentials: { portSipApi: { id: 'portsip', name: 'PortSIP' } },
	};
	const type = {
		description: {
			...nodeTypes.getByNameAndVersion(node.type).description,
			credentials: [{ name: 'portSipApi', required: true }],
			properties: [
				{ displayName: 'Temp', name: 'temp', type: 'string', routing: { request }, default: '' },
			],
		},
	} as INodeType;
	const types = { getByName: () => type, getByNameAndVersion: () => type } as unknown as INodeTypes;
	const workflow = new Workflow({
		nodes: [node],
		connections: {},
		active: false,
		nodeTypes: types,
	});
	const input = { main: [[{ json: {} }]] };
	const context = new ExecuteContext(
		workflow,
		workflow.nodes[node.name],
		engine.additionalData(),
		'internal',
		createRunExecutionData(),
		0,
		[],
		input,
		{ node, data: {}, source: null },
		[],
	);
	const decrypted = {
		id: 'portsip',
		name: 'PortSIP',
		type: 'portSipApi',
		data: engine.credentials.read('portsip'),
	};
	try {
		await new RoutingNode(context, type, decrypted).runNode();
		return { status: 'OK', message: 'Connection successful!' };
	} catch (error) {
		return { status: 'Error', message: messageOf(error as Caught, rules as Rule[]) };
	}
}

type Caught = Error & {
	cause?: { response?: { status: number; statusText: string }; code?: string };
};
interface Rule {
	type: string;
	properties: { value: number; message: string };
}

/** The order in which n8n's server looks for words. */
function messageOf({ message, cause }: Caught, rules: Rule[]): string {
	if (cause?.response) {
		const { status, statusText } = cause.response;
		const rule = rules.find(
			({ type, properties }) => type === 'responseCode' && properties.value === status,
		);
		return rule?.properties.message ?? (statusText || `Received HTTP status code: ${status}`);
	}
	return cause?.code ?? message;
}

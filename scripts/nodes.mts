import type { INodeTypeDescription } from 'n8n-workflow';
import { PortSip } from '../nodes/PortSip/PortSip.node.ts';
import { PortSipExtension } from '../nodes/PortSipExtension/PortSipExtension.node.ts';
import { PortSipRouting } from '../nodes/PortSipRouting/PortSipRouting.node.ts';
import { PortSipCalls } from '../nodes/PortSipCalls/PortSipCalls.node.ts';
import { PortSipServices } from '../nodes/PortSipServices/PortSipServices.node.ts';
import { PortSipMyAccount } from '../nodes/PortSipMyAccount/PortSipMyAccount.node.ts';
import { PortSipProvisioning } from '../nodes/PortSipProvisioning/PortSipProvisioning.node.ts';
import { PortSipRecordTrigger } from '../nodes/PortSipRecordTrigger/PortSipRecordTrigger.node.ts';
import { PortSipTrigger } from '../nodes/PortSipTrigger/PortSipTrigger.node.ts';

/** Fresh descriptions of the nodes that act, in the order in which the docs present them. */
export const descriptions = (): INodeTypeDescription[] =>
	[
		PortSip,
		PortSipExtension,
		PortSipRouting,
		PortSipCalls,
		PortSipServices,
		PortSipMyAccount,
		PortSipProvisioning,
	].map((Node) => new Node().description);

/** Fresh descriptions of the nodes that start workflows. */
export const triggers = (): INodeTypeDescription[] =>
	[PortSipTrigger, PortSipRecordTrigger].map((Node) => new Node().description);

/** What a node is and is called in the editor. */
export function descriptionOf(node: string): INodeTypeDescription {
	const found = descriptions().find(({ name }) => name === node);
	if (!found) throw new Error(`There is no node ${node}: enter its class in scripts/nodes.mts`);
	return found;
}

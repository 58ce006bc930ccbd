import { existsSync } from 'node:fs';
import { createRequire } from 'node:module';
import path from 'node:path';
import {
	NodeHelpers,
	type INodePropertyOptions,
	type INodeType,
	type INodeTypeDescription,
	type IVersionedNodeType,
} from 'n8n-workflow';

const require = createRequire(import.meta.url);
const root = path.resolve(import.meta.dirname, '../..');

/** The built node. */
export const BUILT = path.join(root, 'dist/nodes/PortSip/PortSip.node.js');

/** n8n's own Slack node, with which ours is compared. */
export const SLACK_NODE = require.resolve('n8n-nodes-base/dist/nodes/Slack/Slack.node.js');

/** A resource and one of its operations, as saved workflows name them. */
export type Pair = readonly [resource: string, operation: string];

/** A node whose parameters are resolved, with what its users typically choose. */
export interface Subject {
	name: string;
	description: INodeTypeDescription;
	pairs: readonly Pair[];
}

/** Regular calls of records of all sizes, the largest form among them. */
export const PORTSIP: readonly Pair[] = [
	['tenant', 'create'],
	['tenant', 'getMany'],
	['extension', 'create'],
	['extension', 'update'],
	['trunk', 'update'],
	['callQueue', 'get'],
	['ringGroup', 'delete'],
	['cdr', 'getMany'],
];

const SLACK: readonly Pair[] = [
	['message', 'post'],
	['message', 'search'],
	['channel', 'create'],
	['channel', 'getAll'],
	['file', 'upload'],
	['reaction', 'add'],
	['user', 'info'],
	['userGroup', 'update'],
];

/** Our node, as it is built. */
export function portSip(): Subject {
	if (!existsSync(BUILT)) throw new Error('dist/ is missing. Run "npm run build" first.');
	const { PortSip } = require(BUILT) as { PortSip: new () => INodeType };
	return checked({ name: 'PortSIP', description: new PortSip().description, pairs: PORTSIP });
}

/** n8n's own Slack node, in its newest version. */
export function slack(): Subject {
	const { Slack } = require(SLACK_NODE) as { Slack: new () => IVersionedNodeType };
	const { description } = NodeHelpers.getVersionedNodeType(new Slack());
	return checked({ name: 'Slack', description, pairs: SLACK });
}

/** A subject whose pairs all exist: a misspelt one would measure nothing, and be fast. */
export function checked(subject: Subject): Subject {
	const { name, description, pairs } = subject;
	for (const [resource, operation] of pairs) {
		const dropdown = description.properties.find(
			(property) =>
				property.name === 'operation' &&
				property.type === 'options' &&
				property.displayOptions?.show?.resource?.includes(resource),
		);
		const options = (dropdown?.options ?? []) as INodePropertyOptions[];
		if (!options.some(({ value }) => value === operation))
			throw new Error(`${name} has no ${resource}.${operation}: mend the pairs of the bench`);
	}
	return subject;
}

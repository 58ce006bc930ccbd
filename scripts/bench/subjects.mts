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
import { areas, nodeOf } from '../../nodes/shared/api/index.ts';
import { nodeFolder, ROOT } from '../docs/folder.mts';

const require = createRequire(import.meta.url);

const builtFile = (node: string): string => {
	const folder = nodeFolder(node);
	return path.join(ROOT, 'dist', folder, `${path.basename(folder)}.node.js`);
};

/** The built nodes. */
export const BUILT = areas.map(({ node }) => builtFile(node));

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

/** Regular calls of records of all sizes, the largest forms of each node among them. */
export const PORTSIP: readonly Pair[] = [
	['tenant', 'create'],
	['tenant', 'getMany'],
	['trunk', 'update'],
	['trunk', 'assignToTenant'],
	['extension', 'create'],
	['extension', 'update'],
	['dectPhone', 'create'],
	['userGroup', 'addMember'],
	['callQueue', 'create'],
	['inboundRule', 'update'],
	['ringGroup', 'delete'],
	['blockedNumber', 'getMany'],
	['call', 'start'],
	['cdr', 'getMany'],
	['conferenceRoom', 'update'],
	['recording', 'delete'],
	['contact', 'create'],
	['file', 'upload'],
	['smsService', 'update'],
	['mediaServer', 'getStatus'],
	['myProfile', 'update'],
	['myMeeting', 'create'],
	['myContact', 'getMany'],
	['myVoicemail', 'delete'],
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

/** Our nodes, as they are built, each with its own pairs. */
export const portSip = (): Subject[] =>
	areas.map(({ node }) => {
		const file = builtFile(node);
		if (!existsSync(file)) throw new Error(`${file} is missing. Run "npm run build" first.`);
		const [Node] = Object.values(require(file) as Record<string, new () => INodeType>);
		const pairs = PORTSIP.filter(([resource]) => nodeOf(resource) === node);
		return checked({ name: node, description: new Node().description, pairs });
	});

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

import { portSip, type WorkflowNode } from '../lib/workflow.mts';

/** A node that is measured: one of ours, or one of n8n's own of about the same kind and size. */
export interface Subject {
	/** What it is called in the panel of nodes, and on the canvas. */
	title: string;
	node: WorkflowNode;
	/** The field that is typed in. */
	field: string;
}

const own = (title: string, resource: string, operation: string, field: string): Subject => ({
	title,
	node: portSip(title, resource, operation),
	field,
});

const others = (
	title: string,
	type: string,
	parameters: Record<string, unknown>,
	field: string,
): Subject => ({
	title,
	// The bench takes the newest version that the n8n under test has.
	node: { name: title, type: `n8n-nodes-base.${type}`, typeVersion: 1, parameters },
	field,
});

export const SLACK = 'Slack';

/** A long form of each, with what its users often choose. */
export const SUBJECTS: readonly Subject[] = [
	own('PortSIP PBX', 'tenant', 'create', 'name'),
	own('PortSIP Extensions', 'extension', 'create', 'displayName'),
	own('PortSIP Call Routing', 'callQueue', 'create', 'name'),
	own('PortSIP Calls', 'conferenceRoom', 'create', 'subject'),
	own('PortSIP Services', 'contact', 'create', 'name'),
	own('PortSIP My Account', 'myMeeting', 'create', 'subject'),
	others('HubSpot', 'hubspot', { resource: 'contact', operation: 'upsert' }, 'email'),
	others(
		SLACK,
		'slack',
		{ resource: 'message', operation: 'post', select: 'channel', messageType: 'text' },
		'text',
	),
];

/** Goes first in every round: the editor loads parts of itself with the first node. */
export const WARM_UP: Subject = others(
	'Telegram',
	'telegram',
	{ resource: 'message', operation: 'sendMessage' },
	'chatId',
);

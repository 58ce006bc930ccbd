import { request } from 'undici';
import {
	activate,
	create,
	executionsOf,
	finished,
	runManually,
	type Execution,
} from './executions.mts';
import { until } from './poll.mts';
import type { Rest } from './rest.mts';
import type { Workflow, WorkflowNode } from './workflow.mts';

/** An execution that a trigger started, with what the caller of a webhook got. */
export interface Run {
	execution: Execution;
	reply?: { status: number; body: any };
}

type Kind = 'manual' | 'schedule' | 'webhook' | 'event';

const FORM_TRIGGER = 'n8n-nodes-base.formTrigger';

/** Starts with records of a tenant. */
export const RECORD_TRIGGER = 'n8n-nodes-portsip.portSipRecordTrigger';
/** Starts with the webhook of a tenant. */
export const WEBHOOK_TRIGGER = 'n8n-nodes-portsip.portSipTrigger';
/** Starts with what a PBX tells on its socket. */
export const LIVE_TRIGGER = 'n8n-nodes-portsip.portSipLiveTrigger';

/** What lets the PBX reach an n8n on the same machine. */
export const ON_THIS_MACHINE = { allowHttp: true, allowLocal: true };

const KINDS: Readonly<Record<string, Kind>> = {
	'n8n-nodes-base.manualTrigger': 'manual',
	// With what is pinned to it as what was filled in.
	[FORM_TRIGGER]: 'manual',
	'n8n-nodes-base.scheduleTrigger': 'schedule',
	'n8n-nodes-base.webhook': 'webhook',
	// n8n polls once a minute at most; run by hand it shows the newest record at once.
	[RECORD_TRIGGER]: 'manual',
	[WEBHOOK_TRIGGER]: 'event',
	[LIVE_TRIGGER]: 'event',
};

/** The node that starts a workflow, and how. */
export function triggerOf({ name, nodes }: Workflow): { node: WorkflowNode; kind: Kind } {
	const node = nodes.find(({ type, disabled }) => type in KINDS && !disabled);
	if (!node) throw new Error(`"${name}" has no trigger that the tests can fire`);
	return { node, kind: KINDS[node.type] };
}

/**
 * Imports a workflow and has it started by its own trigger, once.
 *
 * @param workflow with its credentials
 * @param body what is posted to a webhook
 * @param happens has the PBX do what the trigger waits for
 */
export async function runByTrigger(
	rest: Rest,
	workflow: Workflow,
	body?: unknown,
	happens: () => void = () => undefined,
): Promise<Run> {
	const copy = structuredClone(workflow);
	const { node, kind } = triggerOf(copy);
	if (kind === 'schedule') node.parameters.rule = soon();
	if (node.type === WEBHOOK_TRIGGER) {
		node.parameters.options = { ...node.parameters.options, ...ON_THIS_MACHINE };
	}
	const created = await create(rest, copy, node.type === FORM_TRIGGER);
	const { id } = created;
	if (kind === 'manual') return { execution: await runManually(rest, id, node.name) };
	await activate(rest, created);
	try {
		const reply = kind === 'webhook' ? await call(rest, node, body) : undefined;
		let tried = 0;
		const [execution] = await until(
			`"${workflow.name}" to be started by its trigger`,
			async () => {
				// n8n publishes a little later than it says: what happened before starts nothing.
				if (kind === 'event' && tried++ % 5 === 0) happens();
				const ids = await executionsOf(rest, id);
				return ids.length ? ids : undefined;
			},
			{ everyMs: 300 },
		);
		return { execution: await finished(rest, execution), ...(reply ? { reply } : {}) };
	} finally {
		await activate(rest, created, false);
	}
}

async function call(
	rest: Rest,
	{ parameters }: WorkflowNode,
	body: unknown,
): Promise<Run['reply']> {
	const { path, httpMethod = 'GET' } = parameters;
	return await until(
		'the webhook to answer',
		async () => {
			const answer = await request(`${rest.url}/webhook/${path}`, {
				method: httpMethod,
				headers: { 'content-type': 'application/json' },
				body: JSON.stringify(body ?? {}),
			});
			const text = await answer.body.text();
			// Registering takes n8n a moment.
			if (answer.statusCode === 404 && /not registered/.test(text)) return undefined;
			return { status: answer.statusCode, body: text ? JSON.parse(text) : undefined };
		},
		{ everyMs: 300 },
	);
}

/** A schedule that fires once, a few seconds from now, instead of at the workflow's own hour. */
function soon(): object {
	const at = new Date(Date.now() + 4000);
	const expression = `${at.getUTCSeconds()} ${at.getUTCMinutes()} ${at.getUTCHours()} * * *`;
	return { interval: [{ field: 'cronExpression', expression }] };
}

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

type Kind = 'manual' | 'schedule' | 'webhook' | 'form';

/** Starts with records of a tenant, so it needs the credential of one of its users. */
export const RECORD_TRIGGER = 'n8n-nodes-portsip.portSipRecordTrigger';

const KINDS: Readonly<Record<string, Kind>> = {
	'n8n-nodes-base.manualTrigger': 'manual',
	// With what is pinned to it as what is filled in.
	'n8n-nodes-base.formTrigger': 'form',
	'n8n-nodes-base.scheduleTrigger': 'schedule',
	'n8n-nodes-base.webhook': 'webhook',
	// n8n polls once a minute at most; run by hand it shows the newest record at once.
	[RECORD_TRIGGER]: 'manual',
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
 */
export async function runByTrigger(rest: Rest, workflow: Workflow, body?: unknown): Promise<Run> {
	const copy = structuredClone(workflow);
	const { node, kind } = triggerOf(copy);
	if (kind === 'schedule') node.parameters.rule = soon();
	const created = await create(rest, copy);
	const { id } = created;
	if (kind === 'manual') return { execution: await runManually(rest, id, node.name) };
	await activate(rest, created);
	try {
		const reply = kind === 'webhook' ? await call(rest, node, body) : undefined;
		if (kind === 'form') await fillIn(rest, node, copy.pinData?.[node.name]?.[0]?.json);
		const [execution] = await until(
			`"${workflow.name}" to be started by its trigger`,
			async () => {
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

/** Opens a form that is published, and sends it as a browser does. */
async function fillIn(rest: Rest, node: WorkflowNode, values: any): Promise<void> {
	const address = `${rest.url}/form/${node.webhookId}`;
	await until('the form to open', async () => ((await fetch(address)).ok ? true : undefined), {
		everyMs: 300,
	});
	const form = new FormData();
	const fields: Array<{ fieldLabel: string }> = node.parameters.formFields.values;
	for (const [index, { fieldLabel }] of fields.entries()) {
		form.set(`field-${index}`, String(values[fieldLabel]));
	}
	const answer = await fetch(address, { method: 'POST', body: form });
	if (!answer.ok) throw new Error(`The form was answered with ${answer.status}`);
}

/** A schedule that fires once, a few seconds from now, instead of at the workflow's own hour. */
function soon(): object {
	const at = new Date(Date.now() + 4000);
	const expression = `${at.getUTCSeconds()} ${at.getUTCMinutes()} ${at.getUTCHours()} * * *`;
	return { interval: [{ field: 'cronExpression', expression }] };
}

import assert from 'node:assert/strict';
import { readdirSync, readFileSync } from 'node:fs';
import path from 'node:path';
import { PROJECT } from '../lib/paths.mts';
import { runByTrigger, triggerOf } from '../lib/triggers.mts';
import { PACK, withCredential, type Workflow } from '../lib/workflow.mts';
import { saveTenantCredential, type Context } from './context.mts';
import { EXPECTATIONS } from './expectations.mts';
import { EVENTS, OF_A_TENANT } from './happenings.mts';

const FOLDER = path.join(PROJECT, 'workflows');

/** Every example workflow, imported as it is and run by its own trigger. */
export async function checkExamples(context: Context): Promise<void> {
	const files = readdirSync(FOLDER)
		.filter((file) => file.endsWith('.json'))
		.map((file) => path.join(FOLDER, file));
	for (const file of files) {
		const workflow = JSON.parse(readFileSync(file, 'utf8')) as Workflow;
		const name = path.basename(file);
		const group = `Example ${name}`;
		context.simulator.reset();
		await context.report.check(group, 'holds no credential of its own', () => {
			const ids = workflow.nodes.flatMap(({ credentials = {} }) => Object.values(credentials));
			assert.deepEqual(
				ids.filter(({ id }) => id),
				[],
			);
		});
		await context.report.check(
			group,
			`runs by its ${triggerOf(workflow).kind} trigger`,
			async () => {
				const ready = withCredential(workflow, await credentialFor(name, context));
				const happens = await EVENTS[name]?.(context);
				const run = (body?: unknown) => runByTrigger(context.rest, ready, body, happens);
				const first = await run(sampleBody(workflow));
				first.execution.mustSucceed();
				const used = workflow.nodes.filter(({ type }) => type.startsWith(PACK));
				assert.ok(
					used.some((node) => first.execution.items(node.name).length > 0),
					'no PortSIP node gave an item',
				);
				await EXPECTATIONS[name]?.(context, first, run);
			},
		);
	}
}

/** The record that an example with a webhook or a form shows in its pinned data. */
function sampleBody(workflow: Workflow): unknown {
	const { node, kind } = triggerOf(workflow);
	const pinned = workflow.pinData?.[node.name]?.[0]?.json;
	return kind === 'form' ? pinned : pinned?.body;
}

async function credentialFor(file: string, context: Context): Promise<Context['credential']> {
	return OF_A_TENANT.has(file) ? await saveTenantCredential(context) : context.credential;
}

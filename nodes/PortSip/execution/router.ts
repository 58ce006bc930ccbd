import type { IExecuteFunctions, INodeExecutionData } from 'n8n-workflow';
import { findOperation } from '../api';
import type { Operation } from '../api/types';
import { specials } from '../special';
import { connect, type Client } from '../transport/client';
import { RequestFailure } from '../transport/failure';
import { readAll } from '../transport/paging';
import { fileItem } from './file';
import { InputRefused } from './inputRefused';
import { Finder } from './lookups';
import { nodeError } from './nodeErrors';
import { pathOf, planRequest, type Plan } from './request';
import { itemsOf } from './response';

/** An item with its row and its checked call, or with what speaks against it. */
type Job = { operation?: Operation; plan?: Plan; refused?: unknown };

/** What all items of an execution share. */
interface Run {
	context: IExecuteFunctions;
	client: Client;
	finder: Finder;
}

/**
 * Runs the node: every item is checked before the first one is sent, so that a mistake in the
 * last line of a list leaves nothing half done. Then one call for each item, results paired with
 * their item; under continue-on-fail a failed item becomes an error item in its place.
 */
export async function run(context: IExecuteFunctions): Promise<INodeExecutionData[][]> {
	const jobs = context.getInputData().map((_, index) => prepare(context, index));
	const goOn = context.continueOnFail();
	const early = jobs.findIndex((job) => job.refused !== undefined);
	if (early >= 0 && !goOn) throw failure(context, jobs[early], early, jobs[early].refused);

	const results: INodeExecutionData[] = [];
	let shared: Run | undefined;
	let signInFailure: unknown;
	for (const [index, job] of jobs.entries()) {
		try {
			if (job.refused !== undefined) throw job.refused;
			// A sign-in that failed would fail again, and bring the address closer to being blocked.
			if (signInFailure !== undefined) throw signInFailure;
			shared ??= await start(context);
			results.push(...(await perform(shared, job, index)));
		} catch (error) {
			if (error instanceof RequestFailure && error.failure.signIn) signInFailure = error;
			const described = failure(context, job, index, error);
			if (!goOn) throw described;
			results.push({ json: errorJson(described), pairedItem: { item: index } });
		}
	}
	return [results];
}

/**
 * The item for a failed one. With nothing but these keys n8n sends it to the error output and
 * adds the fields of the item that it is paired with; an `error` beside `json` would stop that.
 */
const errorJson = ({ message, description }: { message: string; description?: string | null }) => ({
	error: message,
	...(description ? { details: description } : {}),
});

async function start(context: IExecuteFunctions): Promise<Run> {
	const client = await connect(context);
	return { context, client, finder: new Finder(client) };
}

function prepare(context: IExecuteFunctions, index: number): Job {
	// A parameter that is not shown for this operation has no value; without a fallback n8n throws.
	const read = (name: string) => context.getNodeParameter(name, index, null);
	const job: Job = {};
	try {
		const operation = rowOf(String(read('resource')), String(read('operation')));
		job.operation = operation;
		job.plan = planRequest(operation, read, context.getTimezone());
	} catch (error) {
		job.refused = error;
	}
	return job;
}

function rowOf(resource: string, operation: string): Operation {
	if (resource === '__CUSTOM_API_CALL__' || operation === '__CUSTOM_API_CALL__') {
		throw new InputRefused(
			'Custom API Call runs in the HTTP Request node, not here',
			'Choose another operation, or use an HTTP Request node with the credential PortSIP PBX API.',
		);
	}
	const found = findOperation(resource, operation);
	if (found) return found;
	throw new InputRefused(
		`There is no operation "${operation}" for the resource "${resource}"`,
		'Choose both anew in the node. The workflow may come from another version of this node.',
	);
}

async function perform(
	run: Run,
	{ operation, plan }: Job,
	index: number,
): Promise<INodeExecutionData[]> {
	if (!operation || !plan) return [];
	const { ids, query, body } = await run.finder.resolve({
		ids: plan.ids,
		query: plan.query,
		body: plan.body,
	});
	const call = {
		method: operation.method,
		path: pathOf(operation.path, ids as Record<string, string>),
		query: query as Record<string, string>,
		body,
	};
	const pairedItem = { item: index };
	const { kind, special, paging, fileName } = operation;
	const { binaryProperty } = plan;
	if (special) {
		const items = await specials[special]({ ...run, index, call, binaryProperty });
		return items.map((item) => ({ ...item, pairedItem }));
	}
	if (kind === 'download') {
		const reply = await run.client.send({ ...call, file: true });
		return [{ ...(await fileItem(run.context, binaryProperty, reply, fileName)), pairedItem }];
	}
	const answer =
		kind === 'getMany' && paging !== 'none'
			? await readAll(run.client, call.path, call.query, plan.limit)
			: (await run.client.send(call)).body;
	const items = itemsOf(operation, answer, ids as Record<string, string>, body, plan.simple);
	return items.slice(0, plan.limit || items.length).map((json) => ({ json, pairedItem }));
}

const failure = (
	context: IExecuteFunctions,
	{ operation, plan }: Job,
	index: number,
	error: unknown,
) => nodeError(context.getNode(), error, operation, index, plan?.secrets);

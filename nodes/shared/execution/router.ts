import type { IExecuteFunctions, INodeExecutionData } from 'n8n-workflow';
import { findOperation } from '../api';
import type { Operation } from '../api/types';
import { specials } from '../special';
import { RequestFailure } from '../../../pbx/failure';
import { AT_A_TIME, readAll } from '../../../pbx/lists/readAll';
import { MOST_AT_ONCE, type Settings } from '../../../pbx/settings';
import { inBatches } from './batches';
import { fileItem } from './file';
import { InputRefused } from './inputRefused';
import { nodeError } from './nodeErrors';
import { sendSurely } from './outcome';
import { parametersOf } from './parameters';
import { Places } from './places';
import { pathOf, planRequest, type Plan, type Read } from './request';
import { requestOptions } from './requestOptions';
import { itemsOf } from './response';

/** An item with its row and its checked call, or with what speaks against it. */
type Job = { operation?: Operation; plan?: Plan; refused?: unknown };

/**
 * Runs the node: every item is checked before the first one is sent, so that a mistake in the
 * last line of a list leaves nothing half done. Then one call for each item, several at a time;
 * results stand in the order of the items and are paired with them; under continue-on-fail a
 * failed item becomes an error item in its place.
 */
export async function run(context: IExecuteFunctions): Promise<INodeExecutionData[][]> {
	const read = parametersOf(context);
	const timezone = context.getTimezone();
	const jobs = context.getInputData().map((_, index) => prepare(read(index), timezone));
	const goOn = context.continueOnFail();
	const early = jobs.findIndex((job) => job.refused !== undefined);
	if (early >= 0 && !goOn) throw failure(context, jobs[early], early, jobs[early].refused);

	const { settings, batching } = optionsOf(context, read(0));
	const places = new Places(context, settings);
	const pages = pagesAtATime(Math.min(batching.size, jobs.length));
	const results: INodeExecutionData[][] = jobs.map(() => []);
	let signInFailure: unknown;
	const one = async (index: number) => {
		const job = jobs[index];
		// A sign-in that failed would fail again, and bring the address closer to being blocked.
		const hopeless = job.refused ?? signInFailure;
		const performed =
			hopeless === undefined
				? perform({ context, settings, places, pages }, job, index)
				: Promise.reject(hopeless);
		results[index] = await performed.catch((error: unknown) => {
			if (error instanceof RequestFailure && error.failure.signIn) signInFailure = error;
			if (!goOn) throw error;
			const described = failure(context, job, index, error);
			return [{ json: errorJson(described), pairedItem: { item: index } }];
		});
	};
	const work = {
		count: jobs.length,
		run: one,
		keyOf: (index: number) => turnOf(jobs[index]),
		cancelled: context.getExecutionCancelSignal(),
	};
	const { failed, done } = await inBatches(work, batching).finally(
		async () => await places.close(),
	);
	const first = Math.min(...failed.keys());
	if (first !== Infinity) {
		const later = isWrite(jobs[first]) ? [...done].filter((index) => index > first) : [];
		throw failure(context, jobs[first], first, failed.get(first), alsoDone(later));
	}
	return [results.flat()];
}

/** Items and pages multiply: together they stay within the most requests of a run. */
const pagesAtATime = (items: number): number =>
	Math.max(1, Math.min(AT_A_TIME, Math.floor(MOST_AT_ONCE / items)));

/** What must not be hidden by the failure of an item before: others that ran beside it. */
function alsoDone(items: readonly number[]): string | undefined {
	if (!items.length) return undefined;
	const list = [...items].sort((a, b) => a - b).join(', ');
	return items.length === 1
		? `Item ${list} ran at the same time and was done.`
		: `Items ${list} ran at the same time and were done.`;
}

const isWrite = ({ operation }: Job): boolean => operation?.method === 'POST';

/**
 * Items that write to the same record, or below it, keep their order: the last one wins, and of
 * two that want the same numbers of a trunk the first one gets them. So do changes of settings
 * that have no id. Creating in a collection needs no order.
 */
function turnOf(job: Job): string | undefined {
	const { operation, plan } = job;
	if (!operation || !plan || !isWrite(job)) return undefined;
	if (operation.kind === 'create' && !operation.pathFields.length) return undefined;
	const [record] = Object.values(plan.ids);
	// An API Request names its record in the path that the user gives.
	return JSON.stringify([plan.tenant, record ?? plan.body.path]);
}

function optionsOf(context: IExecuteFunctions, read: Read) {
	try {
		return requestOptions(read);
	} catch (error) {
		throw nodeError(context.getNode(), error, undefined, 0);
	}
}

/**
 * The item for a failed one. With nothing but these keys n8n sends it to the error output and
 * adds the fields of the item that it is paired with; an `error` beside `json` would stop that.
 * Up to 2.30 at least, n8n knows no third key: with it the item would pass for a success.
 */
const errorJson = ({ message, description }: { message: string; description?: string | null }) => ({
	error: message,
	...(description ? { message: description } : {}),
});

function prepare(read: Read, timezone: string): Job {
	const job: Job = {};
	try {
		const operation = rowOf(String(read('resource')), String(read('operation')));
		job.operation = operation;
		job.plan = planRequest(operation, read, timezone);
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

/** What all items of an execution share. */
interface Run {
	context: IExecuteFunctions;
	settings: Settings;
	places: Places;
	/** How many pages of a list are read at a time. */
	pages: number;
}

async function perform(
	{ context, settings, places, pages }: Run,
	{ operation, plan }: Job,
	index: number,
): Promise<INodeExecutionData[]> {
	if (!operation || !plan) return [];
	const { client, finder } = await places.of(plan.tenant);
	const { ids, query, body } = await finder.resolve({
		ids: plan.ids,
		query: plan.query,
		body: plan.body,
	});
	const pathTo = (template: string) => pathOf(template, ids as Record<string, string>);
	const call = {
		method: operation.method,
		path: pathTo(operation.path),
		query: query as Record<string, string>,
		body,
	};
	const pairedItem = { item: index };
	const { kind, special, paging, fileName } = operation;
	const { binaryProperty } = plan;
	if (special) {
		const job = { context, client, settings, index, call, binaryProperty };
		const items = await specials[special](job);
		return items.map((item) => ({ ...item, pairedItem }));
	}
	if (kind === 'download') {
		const reply = await client.send({ ...call, file: true });
		return [{ ...(await fileItem(context, binaryProperty, reply, fileName)), pairedItem }];
	}
	const answer =
		kind === 'getMany' && paging !== 'none'
			? await readAll(client, call.path, call.query, plan.limit, pages)
			: await sendSurely(client, operation, call, pathTo);
	const items = itemsOf(operation, answer, ids as Record<string, string>, body, plan.simple);
	return items.slice(0, plan.limit || items.length).map((json) => ({ json, pairedItem }));
}

const failure = (
	context: IExecuteFunctions,
	{ operation, plan }: Job,
	index: number,
	error: unknown,
	more?: string,
) => nodeError(context.getNode(), error, operation, index, { secrets: plan?.secrets, more });

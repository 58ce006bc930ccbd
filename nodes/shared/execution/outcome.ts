import type { IDataObject } from 'n8n-workflow';
import { findRead } from '../api';
import type { Field, Operation } from '../api/types';
import type { Call, Client } from '../../../pbx/client';
import { RequestFailure } from '../../../pbx/failure';
import { PASSED_ON } from '../../../pbx/retry';
import { recordsWith } from './lookups';
import { isRecord } from './records';

/** What a look at the PBX says of a write whose answer was lost. */
type Finding = { done: IDataObject | undefined } | 'not done' | 'unclear';

/**
 * Sends a call. If the outcome of a write stays open, because its answer was lost, the PBX is
 * looked at: what was done is taken as done, what was not is sent once more, and only where that
 * cannot be seen the item fails.
 *
 * Seen can be: a new record by the field that no other record shares (PortSIP's rules on names
 * and numbers), changed fields by reading them back, a deleted record by its absence.
 *
 * @returns the body of the answer, or the id of the record that was found
 * @throws RequestFailure; that of the write, if what the PBX holds does not tell
 */
export async function sendSurely(
	client: Client,
	operation: Operation,
	call: Call,
	path: (template: string) => string,
): Promise<unknown> {
	const first = await attempt(client, call);
	if (!(first instanceof RequestFailure)) return first.body;
	if (!first.failure.unknownOutcome) throw first;
	const finding = await look(client, operation, call, path);
	if (typeof finding === 'object') return finding.done;
	if (finding === 'unclear' || !passes(first)) throw first;

	const second = await attempt(client, call);
	if (!(second instanceof RequestFailure)) return second.body;
	// The first one may have been on its way still, so that the second one is refused.
	const now = await look(client, operation, call, path);
	if (typeof now === 'object') return now.done;
	throw second;
}

/** Whether the next try may not meet it again. */
const passes = ({ failure: { status } }: RequestFailure): boolean =>
	status === undefined || status < 300 || PASSED_ON.has(status);

const attempt = async (client: Client, call: Call) =>
	await client.send(call).catch((error: unknown) => {
		if (error instanceof RequestFailure) return error;
		throw error;
	});

/** A look that fails itself tells nothing; the failure of the write is what the user must know. */
async function look(
	client: Client,
	operation: Operation,
	call: Call,
	path: (template: string) => string,
): Promise<Finding> {
	const looking =
		operation.kind === 'create'
			? created(client, operation, call)
			: operation.kind === 'update'
				? updated(client, operation, call)
				: operation.kind === 'delete'
					? deleted(client, operation, path)
					: undefined;
	const finding = await looking?.catch((error: unknown) => {
		if (error instanceof RequestFailure) return undefined;
		throw error;
	});
	return finding ?? 'unclear';
}

async function created(client: Client, operation: Operation, call: Call): Promise<Finding> {
	const { path, bodyFields } = operation;
	const sent = call.body ?? {};
	const key = bodyFields.find(({ unique, name }) => unique && sent[name] !== undefined);
	if (!key || operation.pathFields.length || !findRead(path)) return 'unclear';
	const found = await recordsWith(client, call.path, key.name, String(sent[key.name]));
	if (found.length === 0) return 'not done';
	if (found.length > 1) return 'unclear';
	const id = String(found[0].id);
	const whole = findRead(`${path}/{id}`);
	const record = whole
		? (await client.send({ method: 'GET', path: `${call.path}/${encodeURIComponent(id)}` })).body
		: found[0];
	const agrees = isRecord(record) && compare(bodyFields, sent, record) === 'same';
	return agrees ? { done: { id } } : 'unclear';
}

async function updated(client: Client, operation: Operation, call: Call): Promise<Finding> {
	if (findRead(operation.path)?.kind !== 'get') return 'unclear';
	const { body } = await client.send({ method: 'GET', path: call.path, query: call.query });
	const agrees = isRecord(body) ? compare(operation.bodyFields, call.body ?? {}, body) : 'unknown';
	if (agrees === 'unknown') return 'unclear';
	return agrees === 'same' ? { done: undefined } : 'not done';
}

async function deleted(
	client: Client,
	{ path: template }: Operation,
	path: (template: string) => string,
): Promise<Finding> {
	const record = template.replace(/\/destroy$/, '');
	if (findRead(record)?.kind !== 'get') return 'unclear';
	const reply = await attempt(client, { method: 'GET', path: path(record) });
	if (!(reply instanceof RequestFailure)) return 'not done';
	return reply.failure.status === 404 ? { done: undefined } : 'unclear';
}

/**
 * Whether a record holds what was sent. Only plain values that the PBX gives back count; secrets
 * it keeps to itself.
 */
function compare(
	fields: readonly Field[],
	sent: Readonly<IDataObject>,
	held: Readonly<IDataObject>,
): 'same' | 'other' | 'unknown' {
	const hidden = new Set(fields.filter(({ secret }) => secret).map(({ name }) => name));
	const plain = Object.entries(sent).filter(
		([name, value]) =>
			['string', 'number', 'boolean'].includes(typeof value) &&
			!hidden.has(name) &&
			held[name] !== undefined &&
			held[name] !== null,
	);
	if (!plain.length) return 'unknown';
	return plain.every(([name, value]) => sameValue(value, held[name])) ? 'same' : 'other';
}

/** Numbers come back as text at times, and moments in another form. */
function sameValue(sent: unknown, held: unknown): boolean {
	if (String(sent) === String(held)) return true;
	const moments = [sent, held].map((value) =>
		typeof value === 'string' && /^\d{4}-\d\d-\d\dT/.test(value) ? Date.parse(value) : NaN,
	);
	return moments[0] === moments[1];
}

import type { IDataObject } from 'n8n-workflow';
import type { Call } from '../../../pbx/call';
import { CallFailed, mayPass, statusOf } from '../../../pbx/failures';
import type { Session } from '../../../pbx/session';
import { findRead } from '../api';
import { recordRoute } from '../api/names';
import type { Operation } from '../api/types';
import { isRecord } from '../values/isRecord';
import { compare } from './compare';
import { recordsWith } from './find';
import { withKept } from './kept';

/** What a look at the PBX says of a write whose answer was lost. */
type Finding = { done: IDataObject | undefined } | 'not done' | { unclear: string };

/** What the look knows from before. */
interface Before {
	/** The record was looked for before the write, and was not there. */
	absent: boolean;
}

/**
 * Sends a call. If the outcome of a write stays open, because its answer was lost, the PBX is
 * looked at: what was done is taken as done, what was not is sent once more, and only where that
 * cannot be seen the item fails.
 *
 * Seen can be: changed fields by reading them back, a deleted record by its absence, and a new
 * record by the field that no other record shares (PortSIP's rules on names and numbers), but
 * only if it was not there before: the PBX does not tell when a record was made.
 *
 * @param before what was seen of the record before
 * @returns the body of the answer, or the id of the record that was found
 * @throws CallFailed; that of the write, if what the PBX holds does not tell; InputRefused for a
 *   change that lacks what the PBX wants
 */
export async function write(
	session: Session,
	operation: Operation,
	asked: Call,
	before: Before = { absent: false },
): Promise<unknown> {
	const call = await withKept(session, operation, asked);
	const first = await attempt(session, call);
	if (!(first instanceof CallFailed)) return first.body;
	if (!first.open) throw first;
	const finding = await look(session, operation, call, before);
	if (finding !== 'not done') return resultOf(finding, first);
	if (!mayPass(first.failure)) throw first;

	const second = await attempt(session, call);
	if (!(second instanceof CallFailed)) return second.body;
	// The first one may have been on its way still, so that the second one is refused.
	const now = await look(session, operation, call, { absent: true });
	if (now === 'not done') throw second;
	return resultOf(now, second);
}

function resultOf(finding: Exclude<Finding, 'not done'>, failed: CallFailed): unknown {
	if ('done' in finding) return finding.done;
	throw new CallFailed(failed.failure, failed.open, finding.unclear);
}

/** What a call leads to: its reply, or its failure. */
export const attempt = async (session: Session, call: Call) =>
	await session.send(call).catch((error: unknown) => {
		if (error instanceof CallFailed) return error;
		throw error;
	});

const UNCLEAR: Finding = { unclear: '' };

/** A look that fails itself tells nothing; the failure of the write is what the user must know. */
async function look(
	session: Session,
	operation: Operation,
	call: Call,
	before: Before,
): Promise<Finding> {
	const looks = { create: created, update: updated, delete: deleted };
	const { kind } = operation;
	if (kind !== 'create' && kind !== 'update' && kind !== 'delete') return UNCLEAR;
	return await looks[kind](session, operation, call, before).catch((error: unknown) => {
		if (error instanceof CallFailed) return UNCLEAR;
		throw error;
	});
}

async function created(
	session: Session,
	{ path, bodyFields, pathFields }: Operation,
	{ route, body }: Call,
	{ absent }: Before,
): Promise<Finding> {
	const sent = bodyOf(body);
	const key = bodyFields.find(({ unique, name }) => unique && sent[name] !== undefined);
	if (!key || pathFields.length || !findRead(path)) return UNCLEAR;
	const found = await recordsWith(session, { route }, [key.name], String(sent[key.name]));
	if (found.length === 0) return 'not done';
	const ids = found.map(({ id }) => String(id));
	if (found.length > 1) return older(key.name, ids);
	const [id] = ids;
	const whole = findRead(`${path}/{id}`);
	const record = whole
		? (await session.send({ method: 'GET', route: `${route}/{id}`, ids: { id } })).body
		: found[0];
	const differs = !isRecord(record) || compare(bodyFields, sent, record) === 'other';
	return absent && !differs ? { done: { id } } : older(key.name, ids);
}

const older = (key: string, ids: readonly string[]): Finding => ({
	unclear: `The PBX has a record with this ${key} (ID ${ids.join(', ')}): the new one, or one that was there before.`,
});

async function updated(
	session: Session,
	{ path, bodyFields }: Operation,
	{ route, ids, query, body }: Call,
): Promise<Finding> {
	if (findRead(path)?.kind !== 'get') return UNCLEAR;
	const reply = await session.send({ method: 'GET', route, ids, query });
	if (!isRecord(reply.body)) return UNCLEAR;
	switch (compare(bodyFields, bodyOf(body), reply.body)) {
		case 'same':
			return { done: undefined };
		case 'other':
			return 'not done';
		default:
			return {
				unclear:
					'The PBX does not show all that was sent, such as passwords, so it cannot be compared.',
			};
	}
}

async function deleted(session: Session, { path }: Operation, { ids }: Call): Promise<Finding> {
	const route = recordRoute(path);
	if (findRead(route)?.kind !== 'get') return UNCLEAR;
	const reply = await attempt(session, { method: 'GET', route, ids });
	if (!(reply instanceof CallFailed)) return 'not done';
	return statusOf(reply.failure) === 404 ? { done: undefined } : UNCLEAR;
}

const bodyOf = (body: Call['body']): IDataObject => (isRecord(body) ? body : {});

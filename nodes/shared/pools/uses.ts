import type { IDataObject } from 'n8n-workflow';
import type { Call } from '../../../pbx/call';
import { CallFailed, isHidden } from '../../../pbx/failures';
import { readAll } from '../../../pbx/lists/readAll';
import type { Session } from '../../../pbx/session';
import { intersection, type NumberSet } from '../numbers/numberSet';
import { numbersIn, poolOf } from '../numbers/pool';
import { attempt } from '../records/write';
import { InputRefused } from '../values/inputRefused';
import { isRecord } from '../values/isRecord';

/** What uses numbers of a tenant. */
export interface Use {
	numbers: NumberSet;
	/** What kind of record it is, in small letters. */
	by: string;
	id: string;
	name: string;
}

/** What was found in a tenant. */
export interface Uses {
	found: Use[];
	/** Kinds of records that this PBX or account does not show. */
	notSeen: string[];
}

/** How far to look: calls and messages that come in, or also the numbers that are shown to others. */
export type Depth = 'incoming' | 'all';

/** A kind of record that uses numbers. */
interface Source {
	by: string;
	list: string;
	/** Numbers are shown by the record alone, not in the list. */
	each?: boolean;
	depth: Depth;
	numbers(record: Readonly<IDataObject>): unknown[];
}

const rowsIn = (value: unknown): IDataObject[] =>
	Array.isArray(value) ? value.filter(isRecord) : [];
const callerIds = ({ outbound_caller_ids: ids }: Readonly<IDataObject>): unknown[] =>
	rowsIn(ids).map(({ caller_id: number }) => number);
const showing = (by: string, list: string): Source => ({
	by,
	list,
	each: true,
	depth: 'all',
	numbers: callerIds,
});

/** Inbound rules, senders of messages, and callers' ids (guides: DID pool, Outbound caller ID). */
const SOURCES: readonly Source[] = [
	{
		by: 'inbound rule',
		list: '/inbound_rules',
		depth: 'incoming',
		numbers: ({ did_numbers: numbers }) => [numbers],
	},
	{
		by: 'SMS service',
		list: '/sms',
		depth: 'incoming',
		numbers: ({ sender_id: sender }) => [sender],
	},
	{
		by: 'outbound rule',
		list: '/outbound_rules',
		each: true,
		depth: 'all',
		numbers: ({ routes }) => rowsIn(routes).map(({ outbound_caller_id: number }) => number),
	},
	showing('user group', '/groups'),
	showing('call queue', '/call_queues'),
	showing('ring group', '/ring_groups'),
	showing('virtual receptionist', '/ivrs'),
	showing('conference room', '/conference_rooms'),
	showing('extension', '/users'),
];

/**
 * What in a tenant uses any of some numbers.
 *
 * @param inside a session in the tenant
 * @throws CallFailed where the PBX gave no answer
 */
export async function usesOf(inside: Session, numbers: NumberSet, depth: Depth): Promise<Uses> {
	const result: Uses = { found: [], notSeen: [] };
	const keep = (by: string, record: IDataObject, texts: readonly unknown[]) => {
		const used = intersection(numbers, numbersIn(texts.map(inForm).join(';')));
		const { id = '', name, extension_number: number } = record;
		if (used.length) {
			result.found.push({ numbers: used, by, id: String(id), name: String(name ?? number ?? '') });
		}
	};
	if (depth === 'all') {
		const tenant = await recordAt(inside, { method: 'GET', route: '/tenant' });
		if (tenant) keep('tenant', tenant, callerIds(tenant));
		else result.notSeen.push('tenant');
	}
	for (const source of SOURCES.filter((each) => depth === 'all' || each.depth === depth)) {
		const rows = await rowsOf(inside, source.list);
		if (!rows) {
			result.notSeen.push(source.by);
			continue;
		}
		const records = source.each
			? await Promise.all(
					rows.map(async ({ id }) => {
						const ids = { id: String(id) };
						return await recordAt(inside, { method: 'GET', route: `${source.list}/{id}`, ids });
					}),
				)
			: rows;
		for (const record of records) if (record) keep(source.by, record, source.numbers(record));
	}
	return result;
}

/** Callers' ids may have a + in front, which the pool has not. */
const inForm = (text: unknown): string => String(text ?? '').replace(/(^|[;-])\s*\+/g, '$1');

/** Not every license and every account shows every list. */
async function rowsOf(inside: Session, route: string): Promise<IDataObject[] | undefined> {
	return await readAll(inside, { route }, Infinity).catch((error: unknown) => {
		if (isHidden(error)) return undefined;
		throw error;
	});
}

/** Deleted since the list was read, or not shown. */
async function recordAt(inside: Session, call: Call): Promise<IDataObject | undefined> {
	const reply = await attempt(inside, call);
	if (!(reply instanceof CallFailed)) return isRecord(reply.body) ? reply.body : {};
	if (isHidden(reply)) return undefined;
	throw reply;
}

/**
 * A number that rings somewhere, or is shown to others, must not be taken away by the way.
 *
 * @param whom from whom they would be taken
 * @throws InputRefused naming what uses them
 */
export async function refuseUsed(
	inside: Session,
	gone: NumberSet,
	whom: string,
	told: string,
): Promise<Uses> {
	const uses = await usesOf(inside, gone, 'all');
	if (!uses.found.length) return uses;
	const lines = uses.found
		.slice(0, MOST_TOLD)
		.map(({ numbers, by, name }) => `${poolOf(numbers)} (${by} "${name}")`);
	const more = uses.found.length - lines.length;
	throw new InputRefused(
		`Numbers that would be taken from ${whom} are in use: ${lines.join(', ')}${more > 0 ? ` and ${more} more` : ''}`,
		`Nothing was written. ${told}`,
	);
}

/** A message is no list. */
const MOST_TOLD = 5;

/** Uses as data. */
export const shownUses = (uses: readonly Use[]): IDataObject[] =>
	uses.map(({ numbers, ...rest }) => ({ ...rest, numbers: poolOf(numbers) }));

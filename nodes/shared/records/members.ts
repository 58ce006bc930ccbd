import type { IDataObject } from 'n8n-workflow';
import type { Call } from '../../../pbx/call';
import { CallFailed } from '../../../pbx/failures';
import { pageOf } from '../../../pbx/lists/paging';
import type { Session } from '../../../pbx/session';
import type { Membership } from '../api/types';
import { InputRefused } from '../values/inputRefused';
import { holderOf, kindInWords, NUMBER } from './numberHolder';
import { attempt } from './write';

/** What shall become of those that belong to a record. */
export interface MembersWanted {
	change: 'add' | 'remove' | 'replace';
	/** Extension numbers. */
	numbers: readonly string[];
	/** Skill level of those that are added. */
	level?: number;
}

/** What became of them, as extension numbers. */
export interface MembersChange {
	before: string[];
	after: string[];
	added: string[];
	removed: string[];
}

type Ids = Readonly<Record<string, string>>;

/**
 * Those that belong to a record.
 *
 * @param ids what stands in the braces of the path
 * @throws CallFailed
 */
export async function membersOf(
	session: Session,
	{ path }: Membership,
	ids: Ids,
): Promise<IDataObject[]> {
	const { body } = await session.send({ method: 'GET', route: path, ids, needsBody: true });
	return pageOf(body).rows;
}

/** The numbers of entries of such a list. */
export const numbersIn = (entries: readonly IDataObject[]): string[] =>
	entries.map((entry) => String(entry[NUMBER]));

/**
 * Changes who belongs to a record, and looks whether the PBX has done it.
 *
 * @param dryRun nothing is written
 * @throws CallFailed; InputRefused for a number that is no extension's
 */
export async function changeMembers(
	session: Session,
	membership: Membership,
	ids: Ids,
	wanted: MembersWanted,
	dryRun: boolean,
): Promise<MembersChange> {
	const entries = await membersOf(session, membership, ids);
	const result = changeOf(numbersIn(entries), wanted);
	if (!result.added.length && !result.removed.length) return result;
	// Where all go in one call the PBX refuses the whole; one by one some would be in already.
	if (membership.by === 'one') await refuseUnknown(session, result.added);
	if (dryRun) return result;
	let failed: CallFailed | undefined;
	for (const call of callsOf(membership, ids, entries, result, wanted.level)) {
		const reply = await attempt(session, call);
		if (!(reply instanceof CallFailed)) continue;
		failed ??= reply;
		if (reply.failure.kind === 'stopped') throw reply;
	}
	const now = numbersIn(await membersOf(session, membership, ids));
	const open = {
		added: result.added.filter((number) => !now.includes(number)),
		removed: result.removed.filter((number) => now.includes(number)),
	};
	if (!open.added.length && !open.removed.length) return result;
	const none =
		open.added.length === result.added.length && open.removed.length === result.removed.length;
	if (failed && none) throw failed;
	throw halfDone(result, open, failed);
}

/** What a wish comes to, with who is there already. */
function changeOf(before: readonly string[], { change, numbers }: MembersWanted): MembersChange {
	const given = [...new Set(numbers)];
	const added = change === 'remove' ? [] : given.filter((number) => !before.includes(number));
	const isRemoved = (number: string) =>
		change !== 'add' && given.includes(number) === (change === 'remove');
	const removed = before.filter(isRemoved);
	const after =
		change === 'replace' ? given : [...before.filter((number) => !isRemoved(number)), ...added];
	return { before: [...before], after, added, removed };
}

/** The calls say what shall be, and so do no more when they are sent twice. */
function callsOf(
	{ path, by }: Membership,
	ids: Ids,
	entries: readonly IDataObject[],
	{ after, added, removed }: MembersChange,
	level: number | undefined,
): Call[] {
	const post = (route: string, more: Partial<Call>): Call => ({
		method: 'POST',
		repeatable: true,
		route,
		ids,
		...more,
	});
	if (by === 'one') {
		const one = (number: string, end: string) =>
			post(`${path}/{${NUMBER}}${end}`, { ids: { ...ids, [NUMBER]: number } });
		// In between the record must not be without anybody.
		return [
			...added.map((number) => one(number, '')),
			...removed.map((number) => one(number, '/destroy')),
		];
	}
	const entryOf = (number: string): IDataObject => {
		const held = entries.find((entry) => String(entry[NUMBER]) === number);
		const skill = held ? held.skill_level : level;
		return { [NUMBER]: number, ...(skill === undefined ? {} : { skill_level: skill }) };
	};
	return [post(path, { body: { items: by === 'numbers' ? after : after.map(entryOf) } })];
}

async function refuseUnknown(session: Session, numbers: readonly string[]): Promise<void> {
	for (const number of numbers) {
		const type = await holderOf(session, number);
		if (type === undefined || type === 'EXTENSION') continue;
		throw new InputRefused(
			type === 'nothing'
				? `There is no extension ${number} in the tenant`
				: `${number} is no extension, but another kind of record: ${kindInWords(type)}`,
			'Nothing was written. Check the number, or create the extension first.',
		);
	}
}

function halfDone(
	{ added, removed }: MembersChange,
	open: Pick<MembersChange, 'added' | 'removed'>,
	failed: CallFailed | undefined,
): CallFailed {
	const done = (all: readonly string[], left: readonly string[]) =>
		all.filter((number) => !left.includes(number)).join(', ') || 'none';
	const parts = [
		added.length && `added were ${done(added, open.added)}`,
		open.added.length && `not added were ${open.added.join(', ')}`,
		removed.length && `taken out were ${done(removed, open.removed)}`,
		open.removed.length && `not taken out were ${open.removed.join(', ')}`,
	].filter((part) => part);
	const why = failed ? ` The PBX said: ${failed.message}` : '';
	return new CallFailed({
		kind: 'incomplete',
		message: `only a part was done: ${parts.join('; ')}.${why}`,
		advice: 'Run the item again: what is done already stays as it is.',
	});
}

import type { IDataObject } from 'n8n-workflow';
import { CLOCK } from '../../../pbx/clock';
import { CallFailed } from '../../../pbx/failures';
import { nothingFor } from '../parameters/emptying';
import { asSent, changeRecord, isNew } from '../records/changeRecord';
import { factOf } from '../records/compare';
import { isEmpty, MASK } from '../records/difference';
import { untilGone } from '../records/gone';
import type { Held } from '../records/wanted';
import { removeRecord } from '../records/remove';
import { attempt } from '../records/write';
import { InputRefused } from '../values/inputRefused';
import { isRecord } from '../values/isRecord';
import { fieldsOf, removalOf, upsertOf, type Kind } from './kinds';
import { membersOf, setMembers } from './members';
import { documentName } from './references';
import type { Planned } from './planStep';
import { restoreSettings } from './settings';
import { titleOf } from './steps';
import { takeBack } from './trunk';
import type { Work } from './work';

/** What an undo came to, in the order in which it was undone. */
export interface Undone {
	/** Records that are as before: gone, or with their old values. */
	rolledBack: string[];
	leftBehind: Array<{ record: string; reason: string }>;
}

/** Minutes that are waited for a tenant to be gone. */
const TENANT_GOES = 10;

/**
 * Takes back what was done, the last first. What cannot be taken back stays, with the reason.
 *
 * @param planned records that were made or changed, or may have been, in the order of the work
 * @param stop ends the wait for a tenant
 */
export async function undo(
	work: Work,
	planned: readonly Planned[],
	stop: AbortSignal | undefined,
): Promise<Undone> {
	const undone: Undone = { rolledBack: [], leftBehind: [] };
	/** Those that stayed, by the record that they stand in. */
	const inner = new Map<string, string[]>();
	for (const each of [...planned].reverse()) {
		const record = titleOf(each.step);
		const reason = await undoOne(work, each, stop).then(
			(left) =>
				Array.isArray(left) && left.length
					? `these fields keep their new values: ${left.join(', ')}`
					: left,
			(error: unknown) => {
				if (error instanceof CallFailed || error instanceof InputRefused) return error.message;
				throw error;
			},
		);
		if (typeof reason === 'string') {
			undone.leftBehind.push({ record, reason });
			const { parent } = each.step;
			if (parent) inner.set(titleOf(parent), [...(inner.get(titleOf(parent)) ?? []), record]);
			continue;
		}
		if (!reason) continue;
		undone.rolledBack.push(record);
		if (each.became !== 'create') continue;
		// With a record all goes that stands in it.
		const gone = new Set(inner.get(record));
		undone.leftBehind = undone.leftBehind.filter((left) => !gone.has(left.record));
		undone.rolledBack.push(...gone);
	}
	return undone;
}

/**
 * @returns names of the fields that cannot get back what they held, or why nothing was undone;
 *   undefined where there was nothing to undo
 */
async function undoOne(
	work: Work,
	planned: Planned,
	stop: AbortSignal | undefined,
): Promise<string[] | string | undefined> {
	const { step, trunk, became, before, settings } = planned;
	if (trunk) {
		await takeBack(work, trunk);
		return [];
	}
	// What a new tenant has of it goes with the tenant.
	if (step.kind.single) return settings && (await restoreSettings(work, step.kind, settings));
	if (became === 'create') {
		// One that the PBX did not take, or that somebody else made meanwhile, is not ours to delete.
		if (!work.made.has(step)) {
			return work.idOf(step) === undefined
				? undefined
				: 'somebody else made it meanwhile, and it was changed to what the document says';
		}
		await removeMade(work, planned, stop);
		return [];
	}
	return before ? await restore(work, planned, before) : [step.name];
}

async function removeMade(
	work: Work,
	{ step }: Planned,
	stop: AbortSignal | undefined,
): Promise<void> {
	const { kind, parent } = step;
	const session = work.sessionOf(kind);
	const removal = removalOf(kind);
	const brace = removal.pathFields.at(-1)?.name ?? 'id';
	const ids = {
		...(parent ? { id: String(work.idOf(parent)) } : {}),
		[brace]: String(work.idOf(step)),
	};
	const call = await removeRecord(session, removal, ids);
	if (kind.part === 'tenant' && !parent) {
		await untilGone(session, call, { minutes: TENANT_GOES, clock: CLOCK, stop });
	}
}

/** Gives a record that was changed what it held before. */
async function restore(work: Work, planned: Planned, before: Held): Promise<string[]> {
	const { step, changed, members } = planned;
	const { kind } = step;
	const session = work.sessionOf(kind);
	const { get, parts } = upsertOf(kind);
	const fields = fieldsOf(kind);
	for (const { members: list, before: wanted } of members) {
		// It may have been changed in part.
		const now = await membersOf(session, kind, list, before.ids);
		await setMembers(session, kind, { members: list, before: now, wanted }, before.ids);
	}
	const reply = await attempt(session, { method: 'GET', route: get.path, ids: before.ids });
	if (reply instanceof CallFailed) throw reply;
	const record = isRecord(reply.body) ? reply.body : {};
	const lists = new Set(members.map((plan) => plan.members.field));
	const resolved = await work.resolved(step, step.body, false);
	const body: IDataObject = {};
	const left: string[] = [];
	for (const name of Object.keys(resolved)) {
		const part = parts.find(({ field }) => field.name === name);
		const shown = part ? part.shownAs : name;
		// In a change the names of the document stand in place of ids.
		const named = documentName(name);
		const isChanged = changed.some(({ field }) => topOf(field) === named);
		if (!isChanged || lists.has(name)) continue;
		const fact = factOf(fields, name);
		const old = shown === undefined ? undefined : before.record[shown];
		if (
			fact?.secret ||
			changed.some((each) => topOf(each.field) === named && each.before === MASK)
		) {
			left.push(name);
		} else if (!isEmpty(old)) body[name] = asSent(fact, old) as IDataObject;
		else if (isEmpty(shown === undefined ? undefined : record[shown])) continue;
		else if (part?.route.includes(`{${part.sentAs}}`) && shown !== undefined) {
			const ids = { ...before.ids, [part.sentAs]: String(record[shown]) };
			await session.send({ method: 'POST', route: `${part.route}/destroy`, ids, repeatable: true });
		} else {
			const nothing = fact && nothingFor(fact);
			if (nothing === undefined) left.push(name);
			else body[name] = nothing;
		}
	}
	Object.assign(
		body,
		takenAway(kind, before.record, record, new Set([...Object.keys(body), ...left])),
	);
	if (!Object.keys(body).length) return left;
	const ids = { ...before.ids };
	const wanted = { ...work.wanted(step, body, ids, false), sendsSecrets: false, key: [] };
	const result = await changeRecord(session, work.recognised(step, ids), wanted, {
		...before,
		record,
	});
	return [...left, ...result.notKept.map(({ field }) => field)];
}

/**
 * What a record has lost beside what was sent: a PBX may take what an update leaves out for the value
 * of a new record, and the update that gives it back may not have got through.
 *
 * @param known names of the fields of which it is decided already
 */
function takenAway(
	kind: Kind,
	before: Readonly<IDataObject>,
	now: Readonly<IDataObject>,
	known: ReadonlySet<string>,
): IDataObject {
	const { update } = upsertOf(kind);
	const names = update.bodyFields.flatMap((field) =>
		field.spread ? Object.keys(field.options ?? {}) : [field.name],
	);
	const lost = names.flatMap((name) => {
		const fact = factOf(update.bodyFields, name);
		if (!fact || fact.secret || known.has(name) || before[name] === undefined) return [];
		if (isNew(fact, before[name]) || !isNew(fact, now[name])) return [];
		return [[name, asSent(fact, before[name])] as const];
	});
	return Object.fromEntries(lost) as IDataObject;
}

const topOf = (field: string): string => field.split('.')[0];

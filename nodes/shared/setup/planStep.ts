import type { IDataObject } from 'n8n-workflow';
import type { Change } from '../records/difference';
import { upsert } from '../records/upsert';
import { Recognised } from '../records/recognised';
import type { Held } from '../records/wanted';
import { numbersIn } from '../numbers/pool';
import { InputRefused } from '../values/inputRefused';
import { keyOf, upsertOf, type Members } from './kinds';
import { memberChange, membersOf, type MemberPlan } from './members';
import { nothingThere } from './nothingThere';
import { documentName } from './references';
import { settingsDifference, settingsOf } from './settings';
import { refuseStrangers } from './strangers';
import type { Step } from './steps';
import { trunkPlan, type TrunkPlan } from './trunk';
import type { Work } from './work';

/** What a record of the document means for the PBX. */
export interface Planned {
	step: Step;
	became: 'create' | 'update' | 'unchanged' | 'cannot';
	/** With keys in place of ids. */
	changed: Change[];
	notCompared: string[];
	/** Why it cannot be. */
	refusal?: InputRefused;
	/** The record as it is now. */
	before?: Held;
	/** Its lists that are not as wanted. */
	members: MemberPlan[];
	trunk?: TrunkPlan;
	/** What there is one of in the tenant, as it is now; absent where the tenant is not there yet. */
	settings?: IDataObject;
}

/**
 * Compares a record of the document with the PBX; nothing is written.
 *
 * @throws CallFailed
 */
export async function planStep(work: Work, step: Step): Promise<Planned> {
	const { part, single } = step.kind;
	const way = single ? settingsPlan : part === 'trunks' ? ofTrunk : ofRecord;
	return await way(work, step).catch((error: unknown): Planned => {
		if (!(error instanceof InputRefused)) throw error;
		return { step, became: 'cannot', changed: [], notCompared: [], members: [], refusal: error };
	});
}

async function settingsPlan(work: Work, step: Step): Promise<Planned> {
	const body = await work.resolved(step, step.body, true);
	const isThere = work.tenantId !== undefined;
	const settings = isThere ? await settingsOf(work, step.kind) : {};
	const { changed, notCompared } = settingsDifference(step.kind, body, settings);
	return {
		step,
		// What a new tenant has of it is seen when the tenant is there.
		became: !isThere || changed.length ? 'update' : 'unchanged',
		changed: changed.map((change) => readable(work, change)),
		notCompared,
		members: [],
		...(isThere ? { settings } : {}),
	};
}

async function ofTrunk(work: Work, step: Step): Promise<Planned> {
	const trunk = await trunkPlan(work, step);
	// Which numbers are next is decided when they are taken.
	if (step.body.next_numbers === undefined) {
		const numbers = numbersIn(String(trunk.wanted.did_numbers ?? ''));
		work.pools.set(step.name.toLowerCase(), numbers);
	}
	const { before, changed } = trunk;
	const became = before === undefined ? 'create' : changed.length ? 'update' : 'unchanged';
	return { step, became, changed, notCompared: [], members: [], trunk };
}

async function ofRecord(work: Work, step: Step): Promise<Planned> {
	const { kind, parent } = step;
	await refuseStrangers(work, step);
	const body = await work.resolved(step, step.body, true);
	const parentId = parent && work.idOf(parent);
	const isLost = parent !== undefined && parentId === undefined;
	const session = isLost ? nothingThere() : work.sessionOf(kind);
	const ids = { ...(parent ? { id: parentId ?? 'new' } : {}) };
	const records = isLost
		? new Recognised(session, upsertOf(kind).list, ids, keyOf(kind), 1, true)
		: work.recognised(step, ids);
	const result = await upsert(session, records, work.wanted(step, body, ids, true));
	const { before, changed, notCompared } = result;
	if (before) work.know(step, before.id);
	const members: MemberPlan[] = [];
	const more: Change[] = [];
	for (const list of kind.members ?? []) {
		const wanted = await entriesOf(work, step, list, true);
		if (!wanted) continue;
		const old = before ? await membersOf(session, kind, list, before.ids) : [];
		const plan = { members: list, before: old, wanted };
		const change = memberChange(plan, (id) => work.lists.keyFor([list.ref ?? ''], id) ?? id);
		if (!change) continue;
		members.push(plan);
		more.push(change);
	}
	const all = [...changed.map((change) => readable(work, change)), ...more];
	const became = !before ? 'create' : all.length ? 'update' : 'unchanged';
	return { step, became, changed: all, notCompared, members, ...(before ? { before } : {}) };
}

/**
 * What a list of a record shall hold, with ids in place of names; undefined where the document says
 * nothing of it.
 *
 * @param planned a record of the document that is not there yet is known by its name for now
 * @throws InputRefused where there is no such record; CallFailed
 */
export async function entriesOf(
	work: Work,
	step: Step,
	{ field, key, ref }: Members,
	planned: boolean,
): Promise<IDataObject[] | undefined> {
	const given = step.members.get(field);
	if (!given || !ref) return given && [...given];
	const entries: IDataObject[] = [];
	for (const entry of given) {
		const id = await work.memberId(step, ref, String(entry[key]), planned);
		entries.push({ ...entry, [key]: id });
	}
	return entries;
}

/** A change with the names of records in place of ids. */
function readable({ lists }: Work, { field, before, after }: Change): Change {
	const last = field.split('.').at(-1) ?? field;
	const name = documentName(last);
	const keyed = (value: unknown) => {
		const shown = lists.keyed({ [last]: value } as IDataObject);
		return shown[name] ?? value;
	};
	return {
		field: `${field.slice(0, field.length - last.length)}${name}`,
		before: keyed(before),
		after: keyed(after),
	};
}

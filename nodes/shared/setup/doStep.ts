import type { IDataObject } from 'n8n-workflow';
import { isEmpty } from '../records/difference';
import { upsert } from '../records/upsert';
import { isRecord } from '../values/isRecord';
import { keyOf, upsertOf } from './kinds';
import { setMembers } from './members';
import { entriesOf, type Planned } from './planStep';
import { documentName } from './references';
import { settingsDifference, settingsOf, writeSettings } from './settings';
import { assignTo } from './trunk';
import type { Work } from './work';

/** What became of a record. */
export interface Done {
	planned: Planned;
	id?: string;
	/** Secrets that were made up for it. */
	made: IDataObject;
	/** What waits until the records are there that it names, under the names of the document. */
	later?: IDataObject;
}

/**
 * Makes a record as it is wanted.
 *
 * @param isPending whether a number of the tenant is that of a record that is still to be made
 * @throws CallFailed, InputRefused
 */
export async function doStep(
	work: Work,
	planned: Planned,
	isPending: (number: string) => boolean,
): Promise<Done> {
	const { step, trunk, became } = planned;
	if (trunk) {
		await assignTo(work, step, trunk);
		return { planned, id: trunk.trunkId, made: {} };
	}
	if (step.kind.single) {
		const body = await work.resolved(step, step.body, false);
		const held = await settingsOf(work, step.kind);
		const { changed, notCompared } = settingsDifference(step.kind, body, held);
		if (changed.length || notCompared.length) await writeSettings(work, step.kind, body, held);
		return { planned, made: {} };
	}
	const later = became === 'create' ? waiting(planned, isPending) : {};
	const now = Object.fromEntries(
		Object.entries(step.body).filter(([name]) => !Object.hasOwn(later, name)),
	);
	const done = await written(work, planned, now);
	return { ...done, ...(Object.keys(later).length ? { later } : {}) };
}

/** Adds what had to wait to a record that was made. */
export const doLater = async (work: Work, { planned, later = {} }: Done): Promise<void> => {
	const { step } = planned;
	const { create } = upsertOf(step.kind);
	const needed = new Set([
		...keyOf(step.kind).map(({ name }) => documentName(name)),
		...create.bodyFields.filter(({ required }) => required).map(({ name }) => documentName(name)),
	]);
	const own = Object.entries(step.body).filter(([name]) => needed.has(name));
	await written(work, { ...planned, members: [] }, { ...Object.fromEntries(own), ...later });
};

async function written(work: Work, planned: Planned, given: IDataObject): Promise<Done> {
	const { step, before } = planned;
	const { kind, parent } = step;
	const session = work.sessionOf(kind);
	const ids = { ...(parent ? { id: String(work.idOf(parent)) } : {}) };
	const body = await work.resolved(step, given, false);
	const wanted = work.wanted(step, body, ids, false);
	const result = await upsert(session, work.recognised(step, ids), wanted);
	const { id, made } = result;
	if (id !== undefined) work.know(step, id);
	const brace = upsertOf(kind).get.pathFields.at(-1)?.name ?? 'id';
	const own = before?.ids ?? { ...ids, [brace]: String(id) };
	for (const plan of planned.members) {
		const entries = (await entriesOf(work, step, plan.members, false)) ?? [];
		await setMembers(session, kind, { ...plan, wanted: entries }, own);
	}
	return { planned, ...(id === undefined ? {} : { id }), made };
}

/** The fields of a new record that send calls to what is not there yet. */
function waiting({ step }: Planned, isPending: (number: string) => boolean): IDataObject {
	return Object.fromEntries(
		Object.entries(step.body).filter(
			([, value]) => typeof value === 'object' && destinationsIn(value).some(isPending),
		),
	);
}

/** The numbers to which calls are sent, in whatever depth. */
function destinationsIn(value: unknown): string[] {
	if (Array.isArray(value)) return value.flatMap(destinationsIn);
	if (!isRecord(value)) return [];
	return Object.entries(value).flatMap(([name, each]) =>
		name === 'number' && !isEmpty(each) ? [String(each)] : destinationsIn(each),
	);
}

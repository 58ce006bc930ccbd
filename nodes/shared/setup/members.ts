import type { IDataObject } from 'n8n-workflow';
import { CallFailed, statusOf } from '../../../pbx/failures';
import type { Session } from '../../../pbx/session';
import type { Change } from '../records/difference';
import { upsertOf, type Kind, type Members } from './kinds';
import { listAt } from './lists';

/** A list of a record: what is in it, and what shall be. */
export interface MemberPlan {
	members: Members;
	before: readonly IDataObject[];
	wanted: readonly IDataObject[];
}

/**
 * The list of a record as the PBX shows it.
 *
 * @throws CallFailed
 */
export async function rowsOf(
	session: Session,
	kind: Kind,
	{ route, recent }: Members,
	ids: Readonly<Record<string, string>>,
): Promise<IDataObject[]> {
	const list = listAt(session, `${upsertOf(kind).get.path}${route}`, ids);
	return await list.catch((error: unknown) => {
		if (recent && error instanceof CallFailed && statusOf(error.failure) === 404) return [];
		throw error;
	});
}

/** What the list of a record holds. */
export async function membersOf(
	session: Session,
	kind: Kind,
	members: Members,
	ids: Readonly<Record<string, string>>,
): Promise<IDataObject[]> {
	const { key, more = {} } = members;
	const rows = await rowsOf(session, kind, members, ids);
	return rows.map((row) => ({
		...Object.fromEntries(
			Object.entries(more).map(([name, usual]) => [name, Number(row[name] ?? usual)]),
		),
		[key]: String(row[key]),
	}));
}

/** One entry as a text: equal for what is the same entry. */
const textOf = ({ key, more = {} }: Members, entry: Readonly<IDataObject>): string =>
	[entry[key], ...Object.keys(more).map((name) => entry[name])].join(' ');

/**
 * The change of a list, in whatever order it is; undefined where it is as wanted.
 *
 * @param nameFor what an entry is called
 */
export function memberChange(
	{ members, before, wanted }: MemberPlan,
	nameFor: (key: string) => string,
): Change | undefined {
	const [old, now] = [before, wanted].map((list) =>
		list.map((entry) => textOf(members, entry)).sort(),
	);
	if (old.join('\n') === now.join('\n')) return undefined;
	const shown = (list: readonly IDataObject[]) =>
		list.map((entry) => ({ ...entry, [members.key]: nameFor(String(entry[members.key])) }));
	return { field: members.field, before: shown(before), after: shown(wanted) };
}

/**
 * Makes the list of a record hold what is wanted, and nothing else.
 *
 * @throws CallFailed
 */
export async function setMembers(
	session: Session,
	kind: Kind,
	{ members, before, wanted }: MemberPlan,
	ids: Readonly<Record<string, string>>,
): Promise<void> {
	const { key, more, written } = members;
	const route = `${upsertOf(kind).get.path}${members.route}`;
	const call = { method: 'POST', repeatable: true } as const;
	if (written === 'whole') {
		const items = wanted.map((entry) => (more ? entry : String(entry[key])));
		await session.send({ ...call, route, ids, body: { items: items as IDataObject[] } });
		return;
	}
	const has = (list: readonly IDataObject[], entry: Readonly<IDataObject>) =>
		list.some((each) => each[key] === entry[key]);
	const one = `${route}/{member}`;
	for (const entry of wanted.filter((each) => !has(before, each))) {
		await session.send({ ...call, route: one, ids: { ...ids, member: String(entry[key]) } });
	}
	for (const entry of before.filter((each) => !has(wanted, each))) {
		const gone = { ...call, route: `${one}/destroy`, ids: { ...ids, member: String(entry[key]) } };
		await session.send(gone);
	}
}

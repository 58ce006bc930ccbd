import type { IDataObject } from 'n8n-workflow';
import type { Session } from '../../../pbx/session';
import { differenceOf, isEmpty, type Difference } from '../records/difference';
import { isRecord } from '../values/isRecord';
import { fieldsOf, upsertOf, type Kind } from './kinds';
import type { Work } from './work';

/**
 * What a tenant has of something that there is one of.
 *
 * @throws CallFailed
 */
export async function settingsOf(
	{ inside }: Pick<Work, 'inside'>,
	kind: Kind,
): Promise<IDataObject> {
	const { path: route } = upsertOf(kind).get;
	const { body } = await inside.send({ method: 'GET', route, needsBody: true });
	return isRecord(body) ? body : {};
}

/** By what an entry of a list is told apart, where it is. */
const keyIn = ({ single }: Kind): string | undefined =>
	typeof single === 'object' ? single.list : undefined;

const itemsIn = ({ items }: Readonly<IDataObject>): IDataObject[] =>
	Array.isArray(items) ? (items as IDataObject[]) : [];

/** What of the given settings is not as it is now; of a list with keys, only the entries given. */
export function settingsDifference(
	kind: Kind,
	given: Readonly<IDataObject>,
	held: Readonly<IDataObject>,
): Difference {
	const key = keyIn(kind);
	if (key === undefined) return differenceOf(fieldsOf(kind), given, held);
	const before = new Map(itemsIn(held).map((item) => [String(item[key]), item]));
	const changed = itemsIn(given).flatMap((item) => {
		const now = before.get(String(item[key])) ?? {};
		return differenceOf([], item, now)
			.changed.concat(unseen(item, now))
			.map((change) => ({ ...change, field: `${String(item[key])}.${change.field}` }));
	});
	return { changed, notCompared: [] };
}

/** Of an entry that is not there at all nothing can be compared: all of it is new. */
const unseen = (item: Readonly<IDataObject>, now: Readonly<IDataObject>) =>
	Object.entries(item).flatMap(([field, after]) =>
		now[field] === undefined && !isEmpty(after) ? [{ field, before: null, after }] : [],
	);

/**
 * Writes settings. What is not given goes along as it is: a PBX may take it for left out, or for
 * the value of a new record.
 *
 * @param given what shall be, with ids
 * @param held what is now
 * @throws CallFailed
 */
export async function writeSettings(
	{ inside }: Pick<Work, 'inside'>,
	kind: Kind,
	given: Readonly<IDataObject>,
	held: Readonly<IDataObject>,
): Promise<void> {
	const key = keyIn(kind);
	const body: IDataObject = { ...shownIn(kind, held), ...given };
	if (key !== undefined) {
		const items = new Map(itemsIn(held).map((item) => [String(item[key]), item]));
		for (const item of itemsIn(given)) {
			items.set(String(item[key]), { ...items.get(String(item[key])), ...item });
		}
		body.items = [...items.values()];
	}
	await send(inside, kind, body);
}

const send = async (inside: Session, kind: Kind, body: IDataObject): Promise<void> => {
	const { path: route } = upsertOf(kind).update;
	await inside.send({ method: 'POST', route, body, repeatable: true });
};

/** Of what the PBX shows, what it takes. */
const shownIn = (kind: Kind, held: Readonly<IDataObject>): IDataObject =>
	Object.fromEntries(
		fieldsOf(kind)
			.filter(({ name, secret }) => !secret && !isEmpty(held[name]))
			.map(({ name }) => [name, held[name]]),
	);

/**
 * Gives settings back what they held.
 *
 * @param before what they held
 * @returns names of what is not as before; undefined where nothing had changed
 * @throws CallFailed
 */
export async function restoreSettings(
	{ inside }: Pick<Work, 'inside'>,
	kind: Kind,
	before: Readonly<IDataObject>,
): Promise<string[] | undefined> {
	if (!othersIn(kind, before, await settingsOf({ inside }, kind)).length) return undefined;
	await send(inside, kind, shownIn(kind, before));
	return othersIn(kind, before, await settingsOf({ inside }, kind));
}

/** What is not as before, entries that were not there included. */
function othersIn(kind: Kind, before: Readonly<IDataObject>, now: Readonly<IDataObject>): string[] {
	const key = keyIn(kind);
	const changed = settingsDifference(kind, shownIn(kind, before), now).changed;
	const fields = changed.map(({ field }) => field);
	if (key === undefined) return fields;
	const known = new Set(itemsIn(before).map((item) => item[key]));
	const more = itemsIn(now).filter((item) => !known.has(item[key]));
	return [...fields, ...more.map((item) => String(item[key]))];
}

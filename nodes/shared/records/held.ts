import type { IDataObject } from 'n8n-workflow';
import type { Call } from '../../../pbx/call';
import { CallFailed, statusOf } from '../../../pbx/failures';
import type { Session } from '../../../pbx/session';
import { InputRefused } from '../values/inputRefused';
import { isRecord } from '../values/isRecord';
import { labelOf } from '../values/wireValue';
import { membersOf, numbersIn } from './members';
import type { Recognised } from './recognised';
import type { Held, Wanted } from './wanted';
import { attempt } from './write';

/** The brace that stands for the record in its path. */
export const braceOf = ({ upsert: { update } }: Wanted): string =>
	update.pathFields.at(-1)?.name ?? 'id';

/** Templates and the like are known by a name, which stands in their path. */
export const isNamed = (wanted: Wanted): boolean => wanted.body[braceOf(wanted)] !== undefined;

/**
 * The record that has the key, read as a whole. Roles are listed without an id and known by name.
 *
 * @param fresh whatever is known of the list already
 * @returns undefined where there is none
 * @throws CallFailed; InputRefused where there are several
 */
export async function heldBy(
	session: Session,
	records: Recognised,
	wanted: Wanted,
	fresh: boolean,
): Promise<Held | undefined> {
	const found = await records.find(wanted.body, fresh);
	if (found.length === 0) return undefined;
	if (found.length > 1) throw severalHave(wanted, found);
	const { get } = wanted.upsert;
	const brace = braceOf(wanted);
	const [{ id, name, [brace]: own = id ?? name }] = found;
	const ids = { ...wanted.ids, [brace]: String(own) };
	const reply = await attempt(session, readOf(get.path, ids));
	if (!(reply instanceof CallFailed)) {
		const shown = isRecord(reply.body) ? reply.body : {};
		const record = { ...shown, ...(await membersIn(session, wanted, ids)) };
		const id = isNamed(wanted) ? own : (record.id ?? own);
		return { ids, id: String(id), record };
	}
	// Deleted since the list was read.
	if (statusOf(reply.failure) !== 404) throw reply;
	return fresh ? undefined : await heldBy(session, records, wanted, true);
}

/** Those that belong to the record, which it does not show itself; only where they are given. */
async function membersIn(
	session: Session,
	{ upsert: { parts }, body }: Wanted,
	ids: Held['ids'],
): Promise<IDataObject> {
	const found: IDataObject = {};
	for (const { field, route, members } of parts) {
		if (!members || body[field.name] === undefined) continue;
		found[field.name] = numbersIn(await membersOf(session, { path: route, by: members }, ids));
	}
	return found;
}

const readOf = (route: string, ids: Readonly<Record<string, string>>): Call => ({
	method: 'GET',
	route,
	ids,
	needsBody: true,
});

function severalHave({ noun, key, body }: Wanted, found: readonly IDataObject[]): InputRefused {
	const by = key.map((field) => `${labelOf(field)} "${String(body[field.name])}"`).join(' and ');
	return new InputRefused(
		`More than one ${noun} has the ${by}`,
		`Their IDs are ${found.map(({ id }) => String(id)).join(', ')}. Nothing was written: change the one that is meant with Update, by its ID.`,
	);
}

import { CallFailed } from '../../../pbx/failures';
import type { Session } from '../../../pbx/session';
import { changeRecord } from './changeRecord';
import { createRecord } from './createRecord';
import { heldBy } from './held';
import type { Recognised } from './recognised';
import type { Result, Wanted } from './wanted';

/**
 * Creates a record or changes the one that has the same key, so that it holds what is wanted. Only
 * what differs is written, and read back.
 *
 * @param records those of the list
 * @throws CallFailed; InputRefused where several records have the key, where something differs
 *   that cannot be changed, and where a new record lacks what it needs
 */
export async function upsert(
	session: Session,
	records: Recognised,
	wanted: Wanted,
): Promise<Result> {
	const known = await heldBy(session, records, wanted, false);
	if (known) return await changeRecord(session, records, wanted, known);
	const refused = await createRecord(session, records, wanted);
	if (!(refused instanceof CallFailed)) return refused;
	// Somebody else may have made it since it was looked for.
	const appeared = await heldBy(session, records, wanted, true);
	if (!appeared) throw refused;
	return await changeRecord(session, records, wanted, appeared);
}

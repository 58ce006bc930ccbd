import type { IDataObject, IExecuteFunctions } from 'n8n-workflow';
import { CallFailed } from '../../../pbx/failures';
import type { Session } from '../../../pbx/session';
import { readAfter } from '../api';
import type { Operation } from '../api/types';
import { attempt } from '../records/write';
import { tell } from './hints';
import { itemsOf, namedIds, type About } from './items';

/**
 * The record of a create or update as the PBX holds it afterwards, with the ids of what it
 * belongs to. The write is done whatever comes of the read: where the record cannot be read, the
 * item keeps what was sent, and says so.
 *
 * @param written the item that the write gave
 */
export async function fullRecord(
	context: IExecuteFunctions,
	session: Session,
	operation: Operation,
	about: About,
	written: IDataObject,
): Promise<IDataObject> {
	const read = readAfter(operation);
	if (!read) return written;
	const ids = Object.fromEntries(
		read.pathFields.map(({ name }) => [name, about.ids[name] ?? idIn(written, name)]),
	);
	const reply = await attempt(session, { method: 'GET', route: read.path, ids });
	if (reply instanceof CallFailed) {
		tell(
			context,
			'full record',
			`${operation.action}: done, but the record could not be read afterwards: ${reply.failure.message}. Its item has what was sent, and "full_record": false.`,
		);
		return { ...written, full_record: false };
	}
	const [record] = itemsOf(read, reply.body, { ids, sent: {} }, false);
	return { ...namedIds(read, { ...about, ids }), ...record };
}

/** A new record is known by the id in the answer, or by the name that it was given. */
const idIn = (written: IDataObject, brace: string): string => String(written[brace] ?? written.id);

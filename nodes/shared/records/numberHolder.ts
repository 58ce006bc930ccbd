import { CallFailed, statusOf } from '../../../pbx/failures';
import type { Session } from '../../../pbx/session';
import { findRead } from '../api';
import { isRecord } from '../values/isRecord';
import { attempt } from './write';

/** The field by which numbers of a tenant are known. */
export const NUMBER = 'extension_number';
const HOLDER = '/extension_numbers/{extension_number}';

/**
 * What kind of record has a number in the tenant: it answers once.
 *
 * @returns the kind in the API's words, such as `CALL_QUEUE`; `nothing` where the number is free;
 *   undefined where it cannot be asked for, since not every version and every account may ask
 * @throws CallFailed where the PBX gave no answer
 */
export async function holderOf(
	session: Session,
	number: string,
): Promise<string | 'nothing' | undefined> {
	if (!findRead(HOLDER)) return undefined;
	const reply = await attempt(session, { method: 'GET', route: HOLDER, ids: { [NUMBER]: number } });
	if (reply instanceof CallFailed) {
		const status = statusOf(reply.failure);
		if (status === undefined) throw reply;
		return status === 404 ? 'nothing' : undefined;
	}
	const { body } = reply;
	return isRecord(body) && typeof body.type === 'string' && body.type ? body.type : undefined;
}

/** `CALL_QUEUE` as people read it. */
export const kindInWords = (type: string): string => type.toLowerCase().replaceAll('_', ' ');

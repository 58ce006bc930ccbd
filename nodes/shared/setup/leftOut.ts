import { isHidden } from '../../../pbx/failures';
import { readAll } from '../../../pbx/lists/readAll';
import { pageOf } from '../../../pbx/lists/paging';
import type { Session } from '../../../pbx/session';
import { operationOf } from './kinds';
import { severalAtATime } from './inTurn';

/**
 * What a tenant can have and no document holds, with the resource that lists it: handsets and
 * accounts elsewhere, files, and records whose agents belong to two others at once.
 */
const LEFT_OUT: ReadonlyArray<readonly [what: string, resource: string]> = [
	['DECT phones', 'dectPhone'],
	['exclusive numbers', 'exclusiveNumber'],
	['music on hold', 'musicOnHold'],
	['mail templates', 'emailTemplate'],
	['SMS services', 'smsService'],
	['WhatsApp services', 'whatsAppService'],
	['call reports', 'callReport'],
	['call rates', 'callRate'],
];

/**
 * The kinds of records that a tenant has and that no document holds. Of each list no more is read
 * than it takes to see that it is not empty.
 *
 * @throws CallFailed
 */
export async function leftOutOf(inside: Session): Promise<string[]> {
	const found = await severalAtATime(LEFT_OUT, async ([what, resource]) =>
		(await hasRecords(inside, resource)) ? [what] : [],
	);
	return found.flat();
}

async function hasRecords(inside: Session, resource: string): Promise<boolean> {
	const { path: route, paging } = operationOf(resource, 'getMany');
	const rows =
		paging === 'none'
			? inside.send({ method: 'GET', route }).then(({ body }) => pageOf(body).rows)
			: readAll(inside, { route }, 1);
	return await rows.then(
		({ length }) => length > 0,
		(error: unknown) => {
			// An older PBX does not have it, or the licence of this one, or the account may not see it.
			if (isHidden(error)) return false;
			throw error;
		},
	);
}

import type { Call } from '../../../pbx/call';
import { CallFailed, statusOf } from '../../../pbx/failures';
import type { Session } from '../../../pbx/session';
import type { Operation } from '../api/types';
import { write } from './write';

/**
 * Deletes a record; one that is not there any more is as gone as it shall be.
 *
 * @param ids what stands in the braces of the path
 * @returns the call that was sent
 * @throws CallFailed
 */
export async function removeRecord(
	session: Session,
	operation: Operation,
	ids: Readonly<Record<string, string>>,
): Promise<Call> {
	const call: Call = { method: 'POST', route: operation.path, ids };
	await write(session, operation, call).catch((error: unknown) => {
		if (error instanceof CallFailed && statusOf(error.failure) === 404) return;
		throw error;
	});
	return call;
}

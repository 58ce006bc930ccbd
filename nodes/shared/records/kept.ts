import type { Call } from '../../../pbx/call';
import type { Session } from '../../../pbx/session';
import type { Operation } from '../api/types';
import { InputRefused } from '../values/inputRefused';
import { isRecord } from '../values/isRecord';
import { labelOf } from '../values/wireValue';

/**
 * The call of a change with all that the PBX wants in every change: what was not given is read
 * from the record and sent again, so that one thing can be changed without repeating others.
 *
 * @throws CallFailed where the record cannot be read; InputRefused where it does not show a field
 */
export async function withKept<T extends Call>(
	session: Session,
	{ bodyFields }: Operation,
	call: T,
): Promise<T> {
	const { route, ids, query, body } = call;
	const given = isRecord(body) ? body : {};
	const missing = bodyFields.filter(({ kept, name }) => kept && given[name] === undefined);
	if (!missing.length) return call;
	const record = (await session.send({ method: 'GET', route, ids, query, needsBody: true })).body;
	const held = isRecord(record) ? record : {};
	const unseen = missing.find(({ name }) => held[name] === undefined || held[name] === null);
	if (unseen) {
		throw new InputRefused(
			`"${labelOf(unseen)}" is wanted by the PBX in every change, but it does not show what it is now`,
			'Fill it in.',
		);
	}
	const kept = Object.fromEntries(missing.map(({ name }) => [name, held[name]]));
	return { ...call, body: { ...kept, ...given } };
}

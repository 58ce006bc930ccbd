import type { IDataObject } from 'n8n-workflow';
import type { Session } from '../../../pbx/session';
import type { Part } from '../api/types';
import { isEmpty } from './difference';
import { changeMembers } from './members';

/**
 * Changes what has a call of its own.
 *
 * @param ids what stands in the braces of the record's path
 * @param before what the record held, where it stands in the path: the link to it is taken away
 * @throws CallFailed
 */
export async function sendPart(
	session: Session,
	{ route, sentAs, members }: Part,
	ids: Readonly<Record<string, string>>,
	value: unknown,
	before?: unknown,
): Promise<void> {
	if (members) {
		const wanted = { change: 'replace', numbers: value as string[] } as const;
		await changeMembers(session, { path: route, by: members }, ids, wanted, false);
		return;
	}
	// It says what shall be, and so does no more when it is sent twice.
	const call = { method: 'POST', repeatable: true } as const;
	if (!route.includes(`{${sentAs}}`)) {
		await session.send({ ...call, route, ids, body: { [sentAs]: value } as IDataObject });
		return;
	}
	const linkedTo = (other: unknown) => ({ ...ids, [sentAs]: String(other) });
	await session.send({ ...call, route, ids: linkedTo(value) });
	// Only when the new one is there: in between it must not belong to nobody.
	if (isEmpty(before)) return;
	await session.send({ ...call, route: `${route}/destroy`, ids: linkedTo(before) });
}

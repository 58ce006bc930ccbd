import type { IDataObject, INodeExecutionData } from 'n8n-workflow';
import { CallFailed, statusOf } from '../../pbx/failures';
import { attempt } from '../shared/records/write';
import { InputRefused } from '../shared/values/inputRefused';
import { isRecord } from '../shared/values/isRecord';
import { keep, keptIn } from './kept';
import type { Poll } from './job';
import type { ChangeSource } from './sources';

/**
 * What was created, changed or deleted since the last poll. The PBX keeps the place itself, behind
 * a token, so that nothing is lost in between.
 *
 * @throws CallFailed, InputRefused
 */
export async function changes(
	job: Poll,
	{ list, noun }: ChangeSource,
): Promise<INodeExecutionData[] | null> {
	const { context, session, manual } = job;
	const begin = async (): Promise<string> => {
		const call = { method: 'POST', route: list, needsBody: true, repeatable: true } as const;
		const { body } = await session.send(call);
		return String(isRecord(body) ? body.token : '');
	};
	if (manual) {
		throw new InputRefused(
			`Changes of a ${noun} are told since the last poll only, so a manual run has none to show`,
			'Publish the workflow and change a record, or pin an item that you write yourself.',
		);
	}
	const about = JSON.stringify([...job.place, list]);
	const kept = keptIn(context, about);
	if (!kept?.token) {
		keep(context, { about, cursor: { seen: {} }, token: await begin() });
		return null;
	}
	const reply = await attempt(session, {
		method: 'POST',
		route: `${list}/{token}/diff`,
		ids: { token: kept.token },
		needsBody: true,
		repeatable: true,
	});
	if (reply instanceof CallFailed) {
		// A token that the PBX no longer knows: what happened since then cannot be told.
		if (statusOf(reply.failure) !== 403 && statusOf(reply.failure) !== 404) throw reply;
		context.logger.warn(
			`${context.getNode().name}: the PBX has forgotten where the last poll ended. Changes of ${noun}s since then are not told; from now on they are again.`,
		);
		keep(context, { ...kept, token: await begin() });
		return null;
	}
	const { token, items } = (isRecord(reply.body) ? reply.body : {}) as IDataObject;
	keep(context, { ...kept, token: String(token ?? kept.token) });
	return (Array.isArray(items) ? items : []).filter(isRecord).map((json) => ({ json }));
}

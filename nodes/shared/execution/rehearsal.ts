import type { IDataObject, INodeExecutionData } from 'n8n-workflow';
import { CallFailed } from '../../../pbx/failures';
import { pathOf } from '../../../pbx/path';
import type { Session } from '../../../pbx/session';
import { findRead } from '../api';
import { recordRoute } from '../api/names';
import type { Plan } from '../plan/plan';
import { MASK } from '../records/difference';
import { withKept } from '../records/kept';
import { shownOf } from '../records/sent';
import { attempt } from '../records/write';
import { InputRefused } from '../values/inputRefused';
import { namedIds } from './items';
import type { Outcome } from './outcome';
import type { Resolved } from './resolve';

/**
 * What an item would send, with all that is looked up before: the last step, the write, is left
 * out. A record that is to be changed or deleted is looked at, since one that is not there would
 * stop the item.
 *
 * @param tenant the tenant that is acted in
 * @throws CallFailed, InputRefused as the item itself would
 */
export async function rehearsed(
	session: Session,
	{ operation, generated }: Plan,
	call: Resolved['call'],
	tenant: string | undefined,
): Promise<IDataObject> {
	const { body, ...rest } = await withKept(session, operation, call);
	const { method, route, ids, query } = rest;
	if (operation.kind === 'update' || operation.kind === 'delete') {
		const record = recordRoute(operation.path);
		if (findRead(record)?.kind === 'get') {
			const reply = await attempt(session, { method: 'GET', route: record, ids, query });
			if (reply instanceof CallFailed) throw reply;
		}
	}
	const fields = [...operation.queryFields, ...operation.bodyFields];
	const made = Object.fromEntries(generated.fields.map(({ name }) => [name, MASK]));
	const sent = { ...masked(fields, body), ...made };
	const asked = masked(fields, query ?? {});
	return {
		...namedIds(operation, { ids, tenant, sent: {} }),
		checkOnly: true,
		ok: true,
		call: `${method} ${pathOf(route, ids)}`,
		...(Object.keys(asked).length ? { query: asked } : {}),
		...(Object.keys(sent).length ? { body: sent } : {}),
	};
}

/** What is sent, with a mask in place of what an item does not show. */
function masked(fields: Parameters<typeof shownOf>[0], values: IDataObject): IDataObject {
	const shown = shownOf(fields, values);
	return Object.fromEntries(
		Object.keys(values).map((name) => [name, Object.hasOwn(shown, name) ? shown[name] : MASK]),
	);
}

/**
 * The item of a rehearsal that would be stopped.
 *
 * @param error as the node would show it
 * @returns undefined for what has nothing to do with the item, such as a PBX that is away
 */
export function stoppedItem(
	outcome: Outcome,
	error: { message: string; description?: string | null | undefined },
): INodeExecutionData | undefined {
	if (!('error' in outcome)) return undefined;
	const { error: cause } = outcome;
	const isOfItem =
		cause instanceof InputRefused ||
		(cause instanceof CallFailed && cause.failure.kind === 'answered');
	if (!isOfItem) return undefined;
	const { message, description } = error;
	return { json: { checkOnly: true, ok: false, message, ...(description ? { description } : {}) } };
}

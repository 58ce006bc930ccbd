import { randomUUID } from 'node:crypto';

import { forbidden } from '../errors.mts';
import type { TableRules } from '../generic/records.mts';
import { shape } from '../generic/shape.mts';
import { recordsAt, tableOf } from '../generic/tables.mts';
import type { Call, Handler, HandlerTable } from '../pbx.mts';
import type { Rec } from '../types.mts';

/** What the signed-in user sees of each list that is followed by tokens. */
const lists: Record<string, (call: Call) => Rec[]> = {
	extension_contacts: ({ pbx, caller }) =>
		[...pbx.state.users.values()].filter(({ tenant_id: tenant }) => tenant === caller.tenantId),
	business_contacts: ({ pbx, caller }) => recordsAt(pbx.state, '/contacts', caller.tenantId),
	contacts: (call) => [...tableOf(call, '/user/contacts').values()],
};

const tokensOf = (list: string) => `/user/${list}/sync_tokens`;

/** A list as answers show it, by id. */
function pictureOf(call: Call, list: string): Rec {
	const key = `POST ${tokensOf(list)}/{token}/diff`;
	return Object.fromEntries(lists[list](call).map((record) => [record.id, shape(key, record)]));
}

/** A token that the PBX no longer knows, or never did, is 403 (notes c). */
function known(call: Call, tokens: string): Rec {
	const found = tableOf(call, tokens).get(call.params.token);
	if (!found) throw forbidden('The sync token is not known');
	return found;
}

/** What differs from the list as it was when a token was given out, and the next token. */
function changesIn(list: string): Handler {
	return (call) => {
		const found = known(call, tokensOf(list));
		const { token, picture: before = {} } = found as { token: string; picture?: Rec };
		const now = pictureOf(call, list);
		const isSame = (id: string) => JSON.stringify(before[id]) === JSON.stringify(now[id]);
		const items = [
			...Object.keys(now)
				.filter((id) => !isSame(id))
				.map((id) => ({
					...(now[id] as Rec),
					change_type: Object.hasOwn(before, id) ? 'UPDATED' : 'CREATED',
				})),
			...Object.keys(before)
				.filter((id) => !Object.hasOwn(now, id))
				.map((id) => ({ ...(before[id] as Rec), change_type: 'DELETED' })),
		];
		if (!items.length) return { token, items };
		const next = randomUUID();
		tableOf(call, tokensOf(list)).set(next, { ...found, token: next, picture: now });
		return { token: next, items };
	};
}

/** Lists of which the simulator makes no changes. */
const quiet: Handler = (call) => {
	const tokens = call.operation.path.replace(/\/\{token\}\/diff$/, '');
	return { token: known(call, tokens).token, items: [] };
};

/** What changed since a token was given out. */
export const syncHandlers: HandlerTable = {
	...Object.fromEntries(
		Object.keys(lists).map((list) => [`POST ${tokensOf(list)}/{token}/diff`, changesIn(list)]),
	),
	[`POST ${tokensOf('cdrs')}/{token}/diff`]: quiet,
	[`POST ${tokensOf('crm_contacts')}/{token}/diff`]: quiet,
	[`GET ${tokensOf('crm_contacts')}/{token}/diff`]: quiet,
};

/** A token keeps how the list was. */
export const syncRules: Record<string, TableRules> = Object.fromEntries(
	Object.keys(lists).map((list) => [
		tokensOf(list),
		{ created: (call: Call) => ({ picture: pictureOf(call, list) }) },
	]),
);

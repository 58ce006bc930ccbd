import { randomUUID } from 'node:crypto';

import { keyOf } from '../contract.mts';
import { forbidden } from '../errors.mts';
import { shape } from '../generic/shape.mts';
import { tableOf } from '../generic/tables.mts';
import type { Call, Handler, HandlerTable } from '../pbx.mts';
import { changeOwnPassword } from '../rules.mts';
import { update } from '../updates.mts';
import { changeOwnExtensionPassword, checkUser, statusOf, viewUser } from './users.mts';

/** What changed since a token was given out: nothing. An unknown token is 403 (notes c). */
function changesSince(tokens: string): Handler {
	return (call) => {
		if (!tableOf(call, tokens).has(call.params.token)) {
			throw forbidden('The sync token is not known');
		}
		return { token: call.params.token, items: [] };
	};
}

function diffs(kind: string): HandlerTable {
	const tokens = `/user/${kind}/sync_tokens`;
	return { [`POST ${tokens}/{token}/diff`]: changesSince(tokens) };
}

const crmTokens = '/user/crm_contacts/sync_tokens';

function ownCallerIds({ caller }: Call) {
	return { items: caller.account.outbound_caller_ids ?? [] };
}

/** What a signed-in user does with the own account. */
export const selfHandlers: HandlerTable = {
	'GET /user': (call) => shape(keyOf(call.operation), viewUser(call, call.caller.account)),
	'POST /user'(call) {
		update(call, call.caller.account, checkUser);
	},
	'POST /user/password': changeOwnPassword,
	'POST /user/extension_password': changeOwnExtensionPassword,
	'POST /user/profile'({ caller }) {
		caller.account.profile = randomUUID();
	},
	'POST /user/presence'({ caller, body }) {
		Object.assign(caller.account, body);
	},
	'GET /user/status': ({ caller }) => statusOf(caller.account),
	'GET /user/outbound_caller_ids': ownCallerIds,
	...diffs('contacts'),
	...diffs('business_contacts'),
	...diffs('extension_contacts'),
	...diffs('cdrs'),
	...diffs('crm_contacts'),
	[`GET ${crmTokens}/{token}/diff`]: changesSince(crmTokens),
};

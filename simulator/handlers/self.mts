import { randomUUID } from 'node:crypto';

import { keyOf } from '../contract.mts';
import { shape } from '../generic/shape.mts';
import type { Call, HandlerTable } from '../pbx.mts';
import { changeOwnPassword } from '../rules.mts';
import { update } from '../updates.mts';
import { syncHandlers } from './sync.mts';
import { changeOwnExtensionPassword, checkUser, statusOf, viewUser } from './users.mts';

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
	...syncHandlers,
};

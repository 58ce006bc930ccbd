import { randomUUID } from 'node:crypto';

import { keyOf, operationOf } from '../contract.mts';
import { notFound } from '../errors.mts';
import type { Call, HandlerTable } from '../pbx.mts';
import { needFeature } from '../rules.mts';
import { withDefaults } from '../schema.mts';
import { show } from '../shapes.mts';
import type { Rec } from '../types.mts';
import { update } from '../updates.mts';
import { ownTenant } from './tenants.mts';

/** The record behind a path, made from the defaults of the contract when it is first needed. */
function recordOf(call: Call, path: string, perTenant: boolean): Rec {
	const { settings } = call.pbx.state;
	const key = perTenant ? `${path}@${ownTenant(call).id}` : path;
	let record = settings.get(key);
	if (!record) {
		const fields = operationOf(`POST ${path}`).body ?? [];
		const lists = fields.filter(({ type }) => type === 'array').map(({ name }) => [name, []]);
		record = withDefaults(fields, Object.fromEntries(lists));
		settings.set(key, record);
	}
	return record;
}

/** GET and POST on a record of which there is one for the PBX, or one for each tenant. */
function single(path: string, perTenant = false): HandlerTable {
	return {
		[`GET ${path}`]: (call) => show(keyOf(call.operation), recordOf(call, path, perTenant)),
		[`POST ${path}`](call) {
			update(call, recordOf(call, path, perTenant));
		},
	};
}

/** Reading, renewing and removing a token; a removed token answers 404 until it is renewed. */
function token(path: string): HandlerTable {
	return {
		[`GET ${path}`]({ pbx }) {
			const record = pbx.state.settings.get(path);
			if (!record) throw notFound('The token');
			return record;
		},
		[`POST ${path}`]({ pbx }) {
			const record = { token: randomUUID() };
			pbx.state.settings.set(path, record);
			return record;
		},
		[`POST ${path}/destroy`]({ pbx }) {
			if (!pbx.state.settings.delete(path)) throw notFound('The token');
		},
	};
}

function balanceOf(call: Call): Rec {
	needFeature(ownTenant(call), 'enable_feature_billing');
	const record = recordOf(call, '/tenant/balance', true);
	record.balance ??= 0;
	return record;
}

/** Settings of the PBX, and of a tenant. */
export const settingsHandlers: HandlerTable = {
	...single('/admin/settings'),
	...single('/admin/notification'),
	...single('/admin/ai_engine'),
	...single('/admin/password_policy'),
	...single('/network'),
	...single('/sbc'),
	...single('/im'),
	...single('/key'),
	...single('/license'),
	...single('/dataflow'),
	...single('/voicemail', true),
	...single('/tenant/custom_headers', true),
	...token('/sbc/token'),
	...token('/im/token'),
	// The brand can be written only.
	'POST /brand'(call) {
		update(call, recordOf(call, '/brand', false));
	},
	// The mail is not sent.
	'POST /admin/notification/test_email': () => undefined,
	'GET /tenant/balance': balanceOf,
	// The operation is described as a recharge, so the amount is added.
	'POST /tenant/balance'(call) {
		const record = balanceOf(call);
		record.balance = Number(record.balance) + Number(call.body.balance ?? 0);
	},
	'GET /tenant/password_policy': (call) =>
		show(keyOf(call.operation), ownTenant(call).password_policy as Rec),
	'POST /tenant/password_policy'(call) {
		update(call, ownTenant(call).password_policy as Rec);
	},
};

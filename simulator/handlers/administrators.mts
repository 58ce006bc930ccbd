import { keyOf } from '../contract.mts';
import { forbidden, invalid } from '../errors.mts';
import { recordsAt } from '../generic/tables.mts';
import type { HandlerTable, Pbx } from '../pbx.mts';
import { changeOwnPassword, checkUserName, setPassword } from '../rules.mts';
import { show } from '../shapes.mts';
import { update } from '../updates.mts';
import { collection } from './collection.mts';

const systemRoles = ['SystemAdmin', 'OperationsAdmin', 'SiteAdmin'];

/** Which of the built-in roles are the system's is a guess from their names. */
function checkRole({ state }: Pbx, role: unknown): void {
	const made = recordsAt(state, '/roles', '').map(({ name }) => name);
	if (!systemRoles.includes(String(role)) && !made.includes(role)) {
		throw invalid('role', `must be one of ${systemRoles.join(', ')}`);
	}
}

const administrators = collection('/admin/users', 'administrators', 'The user', {
	created: ({ body }) => ({ role: body.role ?? 'SystemAdmin' }),
	check({ pbx }, next, old) {
		if (old) return;
		checkUserName(pbx, next.name);
		checkRole(pbx, next.role);
		setPassword(pbx, next, next.password);
	},
	remove({ pbx, caller }, account) {
		if (account.built_in) throw forbidden('The built-in administrator cannot be deleted');
		if (account === caller.account) throw forbidden('Nobody deletes their own account');
		pbx.state.administrators.delete(String(account.id));
	},
});

/** The system's users, and the record of the one who is signed in. */
export const administratorHandlers: HandlerTable = {
	...administrators.handlers,
	'POST /admin/users/{id}/password'(call) {
		const { new_password, password = new_password } = call.body;
		if (password === undefined) throw invalid('new_password', 'is required');
		setPassword(call.pbx, administrators.find(call), password, 'new_password');
	},
	'POST /admin/users/{id}/role'(call) {
		const account = administrators.find(call);
		checkRole(call.pbx, call.body.role);
		account.role = call.body.role;
	},
	'POST /admin/users/{id}/username'(call) {
		const account = administrators.find(call);
		checkUserName(call.pbx, call.body.name, account.id);
		account.name = call.body.name;
	},
	'GET /admin/user': (call) => show(keyOf(call.operation), call.caller.account),
	'POST /admin/user'(call) {
		update(call, call.caller.account);
	},
	'POST /admin/user/username'({ pbx, body, caller }) {
		checkUserName(pbx, body.name, caller.account.id);
		caller.account.name = body.name;
	},
	'POST /admin/user/password': changeOwnPassword,
};

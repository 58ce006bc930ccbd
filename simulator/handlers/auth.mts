import { randomUUID } from 'node:crypto';

import { loginRefused, notFound, PbxError } from '../errors.mts';
import type { Call, Handler, HandlerTable } from '../pbx.mts';
import { setPassword } from '../rules.mts';
import { findAccount, refresh, signIn } from '../sessions.mts';
import { roleIdOf } from './roles.mts';

/** The code every second factor of the simulator accepts. */
export const sampleCode = '482915';

/** A PBX before 22.2 has no sign-in below /auth (contract/notes.md, part a). */
function newer(handler: Handler): Handler {
	return (call) => {
		if (call.pbx.switches.legacyLoginOnly) throw notFound('This path');
		return handler(call);
	};
}

function endSession({ pbx, caller }: Call): void {
	pbx.state.sessions.delete(caller.session.id);
}

function pending(call: Call, purpose: string) {
	const entry = call.pbx.state.pending.get(String(call.body.token));
	if (entry?.purpose !== purpose) throw loginRefused('The token is not valid');
	return entry;
}

function formLogin(call: Call) {
	const { body } = call;
	const { pbx, address } = call;
	const needed = body.grant_type === 'password' ? ['username', 'password'] : ['refresh_token'];
	const missing = needed.find((name) => body[name] === undefined);
	if (missing) {
		throw new PbxError(
			400,
			'VALIDATE_FAILED',
			'The request is not valid',
			`${missing}: is required`,
		);
	}
	return body.grant_type === 'password'
		? signIn(pbx, address, body)
		: refresh(pbx, body.refresh_token);
}

function currentUser({ pbx, caller }: Call) {
	const { account, session, level, tenantId } = caller;
	const switched = session.switchedTo !== undefined;
	const home = session.accountKind === 'dealers' ? 'Dealer' : account.role;
	const role = switched ? 'Admin' : home;
	const tenant = tenantId === undefined ? undefined : pbx.state.tenants.get(tenantId);
	return {
		role,
		password_verified: true,
		password_force_reset:
			pbx.switches.forcePasswordReset ||
			(level !== 'system' && tenant?.password_force_reset === true),
		...(tenant ? { domain: tenant.domain } : {}),
		role_id: roleIdOf(pbx.state, tenantId, role),
		role_name: role,
		capabilities: [],
	};
}

function forgetPassword({ pbx, body }: Call): void {
	const account = findAccount(pbx.state, String(body.username), body.domain as string | undefined);
	// The answer is the same for an unknown user, so it tells nobody which users exist.
	if (!account) return;
	pbx.state.pending.set(randomUUID(), {
		purpose: 'password',
		kind: account.kind,
		account: account.record.id,
	});
}

function resetPassword(call: Call): void {
	const { state } = call.pbx;
	const entry = pending(call, 'password');
	const kind = entry.kind as 'administrators' | 'dealers' | 'users';
	const account = state[kind].get(String(entry.account));
	if (!account) throw loginRefused('The token is not valid');
	setPassword(call.pbx, account, call.body.new_password, 'new_password');
	state.pending.delete(String(call.body.token));
}

/** Sign-in, refresh, sign-out and the call that tells who is signed in. */
export const authHandlers: HandlerTable = {
	'POST /auth/sign_in': newer(({ pbx, address, body }) => signIn(pbx, address, body)),
	'POST /auth/refresh_token': newer(({ pbx, body }) => refresh(pbx, body.refresh_token)),
	'POST /auth/sign_out': newer(endSession),
	'GET /auth/user': currentUser,
	'POST /auth/send_otp': newer((call) => {
		pending(call, 'second factor');
	}),
	'POST /auth/verify_otp': newer((call) => {
		pending(call, 'second factor');
		if (call.body.code !== sampleCode) throw loginRefused('The code is wrong');
		call.pbx.state.pending.delete(String(call.body.token));
	}),
	'POST /auth/forget_password': newer(forgetPassword),
	'POST /auth/reset_password': newer(resetPassword),
	'POST /login/oauth/token': formLogin,
	'POST /login/oauth/revoke': endSession,
};

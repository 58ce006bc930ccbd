import { operationOf } from '../contract.mts';
import { invalid, loginRefused, notFound } from '../errors.mts';
import { genericHandler } from '../generic/index.mts';
import { addressAt } from '../generic/tables.mts';
import { userByNumber } from '../numbers.mts';
import { Reply, type Call, type HandlerTable } from '../pbx.mts';
import { identify, signIn, tenantByDomain } from '../sessions.mts';
import type { Caller, Rec } from '../types.mts';

/** How the old login finds its session again is not documented; here by a cookie or the token. */
function callerOf({ pbx, headers }: Call): Caller {
	const cookie = /(?:^|;\s*)session=([^;]+)/.exec(String(headers.cookie ?? ''))?.[1];
	const header = headers.authorization as string | undefined;
	return identify(pbx, header ?? (cookie && `Bearer ${cookie}`));
}

function login({ pbx, address, body }: Call): Reply {
	const { access_token } = signIn(pbx, address, body);
	if (access_token === undefined) throw loginRefused('The old login has no second factor');
	return new Reply({ 'set-cookie': `session=${String(access_token)}; Path=/; HttpOnly` });
}

function current(call: Call): Rec {
	const { session, account } = callerOf(call);
	return {
		access_token: session.accessToken,
		expires_at: new Date(session.expiresAt).toISOString(),
		expires_in: Math.max(0, Math.round((session.expiresAt - Date.now()) / 1000)),
		role: session.accountKind === 'dealers' ? 'Dealer' : account.role,
	};
}

/** A call begun with an extension and its password in the address (contract/notes.md, h2). */
function callDirectly(call: Call): unknown {
	const { pbx, query } = call;
	for (const name of ['extension_number', 'password', 'domain', 'caller', 'callee']) {
		if (query[name] === undefined) throw invalid(name, 'is required');
	}
	const tenant = tenantByDomain(pbx.state, String(query.domain));
	const user = tenant && userByNumber(pbx.state, tenant.id, query.extension_number);
	if (!user || user.extension_password !== query.password) {
		throw loginRefused('The extension or its password is wrong');
	}
	const { caller, callee } = query;
	const id = pbx.state.nextId();
	const address = addressAt('/sessions', String(tenant.id));
	const table = pbx.state.resources.get(address) ?? new Map<string, Rec>();
	pbx.state.resources.set(address, table.set(id, { id, calls: [{ caller, callee }] }));
	return { id };
}

const signInElsewhere = genericHandler(operationOf('POST /auth/sign_in/{provider}'), {});

/** The oldest login, the logins of other providers, and the call that needs no token. */
export const loginHandlers: HandlerTable = {
	'POST /login': login,
	'GET /login': current,
	'POST /logout'(call) {
		call.pbx.state.sessions.delete(callerOf(call).session.id);
	},
	'POST /login/by_microsoft': () => new Reply({ location: 'https://login.example/' }),
	'POST /auth/sign_in/{provider}'(call) {
		if (call.pbx.switches.legacyLoginOnly) throw notFound('This path');
		return { ...(signInElsewhere(call) as Rec), url: 'https://login.example/' };
	},
	'GET /sessions/directly': callDirectly,
};

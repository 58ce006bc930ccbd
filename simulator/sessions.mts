import { randomBytes, randomUUID } from 'node:crypto';

import { loginRefused, PbxError } from './errors.mts';
import type { Listener } from './events/topics.mts';
import type { Pbx, PbxCore } from './pbx.mts';
import type { State } from './state.mts';
import type { AccountKind, Caller, Level, Rec, Session } from './types.mts';

const tenantAdministrator = 'Admin';

interface Account {
	kind: AccountKind;
	record: Rec;
}

/** The account behind a name and a password. */
function withPassword(state: State, { username, password, domain }: Rec): Account | undefined {
	const account = findAccount(state, String(username), domain as string | undefined);
	return account?.record.password === password ? account : undefined;
}

/** The user behind an extension and the password its devices register with. */
function withExtensionPassword(state: State, login: Rec): Account | undefined {
	const tenant = tenantByDomain(state, String(login.domain));
	const record = [...state.users.values()].find(
		(user) =>
			user.tenant_id === tenant?.id &&
			user.extension_number === login.extension_number &&
			user.extension_password === login.password,
	);
	return record && { kind: 'users', record };
}

/** The tenant with a SIP domain, whatever the case. */
export function tenantByDomain(state: State, domain: string): Rec | undefined {
	const wanted = domain.toLowerCase();
	return [...state.tenants.values()].find(
		(tenant) => String(tenant.domain).toLowerCase() === wanted,
	);
}

/** Finds an account: with a domain a user of that tenant, without one an administrator or dealer. */
export function findAccount(state: State, name: string, domain?: string): Account | undefined {
	if (domain) {
		const tenant = tenantByDomain(state, domain);
		const record = [...state.users.values()].find(
			(user) => user.tenant_id === tenant?.id && user.name === name,
		);
		return tenant && record && { kind: 'users', record };
	}
	for (const kind of ['administrators', 'dealers'] as const) {
		const record = [...state[kind].values()].find((account) => account.name === name);
		if (record) return { kind, record };
	}
	return undefined;
}

/** Whether an account may work: it and, for a tenant's user, its tenant are enabled. */
function isActive(state: State, kind: AccountKind, account: Rec): boolean {
	if (account.enabled === false) return false;
	if (kind !== 'users') return true;
	const tenant = state.tenants.get(String(account.tenant_id));
	return tenant !== undefined && tenant.enabled !== false && tenant.deleted_at === undefined;
}

function tokensOf(pbx: Pbx, session: Session) {
	session.accessToken = randomBytes(24).toString('base64url');
	session.refreshToken = randomBytes(24).toString('base64url');
	session.expiresAt = Date.now() + pbx.switches.tokenLifetimeSeconds * 1000;
	return {
		token_type: 'Bearer',
		access_token: session.accessToken,
		refresh_token: session.refreshToken,
		expires_in: pbx.switches.tokenLifetimeSeconds,
	};
}

function openSession(pbx: Pbx, { kind, record }: Account) {
	const { sessions } = pbx.state;
	if (pbx.switches.secondLoginEndsFirst) {
		for (const session of sessions.values()) {
			if (session.accountId === record.id) sessions.delete(session.id);
		}
	}
	const session: Session = {
		id: randomUUID(),
		accountKind: kind,
		accountId: String(record.id),
		accessToken: '',
		refreshToken: '',
		expiresAt: 0,
	};
	sessions.set(session.id, session);
	return tokensOf(pbx, session);
}

function countRefusal(pbx: PbxCore, address: string): void {
	const { signInAttempts, signInBlockSeconds } = pbx.switches;
	pbx.counters.refusedLogins++;
	const record = pbx.loginRecords.get(address) ?? { refused: 0, blockedUntil: 0 };
	record.refused++;
	if (signInAttempts > 0 && record.refused >= signInAttempts) {
		record.refused = 0;
		record.blockedUntil = Date.now() + signInBlockSeconds * 1000;
	}
	pbx.loginRecords.set(address, record);
}

/** Why a login is refused, if it is; too many refusals block the address. */
function refusalOf(
	pbx: PbxCore,
	address: string,
	account: Account | undefined,
): string | undefined {
	if ((pbx.loginRecords.get(address)?.blockedUntil ?? 0) > Date.now()) {
		pbx.counters.blockedLogins++;
		return 'Too many refused logins: the address is blocked';
	}
	if (!account || !isActive(pbx.state, account.kind, account.record)) {
		countRefusal(pbx, address);
		return 'The user name or the password is wrong';
	}
	pbx.loginRecords.delete(address);
	return undefined;
}

/**
 * Signs somebody in on the socket, which opens no session.
 * @param login names a user, with the domain of a tenant or without, or an extension
 * @returns undefined if the login is refused; whether that counts towards the block is a switch
 */
export function admitToSocket(pbx: PbxCore, address: string, login: Rec): Listener | undefined {
	const { state, switches, counters } = pbx;
	const found = (login.extension_number === undefined ? withPassword : withExtensionPassword)(
		state,
		login,
	);
	// No way to send a second factor is described (contract/events.md, part 2).
	const account = switches.twoFactor ? undefined : found;
	const isRefused = switches.socketLoginCounts
		? refusalOf(pbx, address, account) !== undefined
		: !account || !isActive(state, account.kind, account.record);
	counters[isRefused ? 'refusedSocketLogins' : 'socketLogins']++;
	if (isRefused || !account) return undefined;
	return { ...account, tenantId: account.record.tenant_id as string | undefined };
}

/**
 * Signs an account in, or begins its second factor.
 * @param address the client's address, which too many refused logins block
 * @returns tokens, or `two_factor_enabled` and a token that is no access token
 * @throws PbxError 400 UNAUTHORIZED if the login is refused or the address is blocked
 */
export function signIn(pbx: Pbx, address: string, credentials: Rec): Rec {
	const { state, switches, counters } = pbx;
	const account = withPassword(state, credentials);
	const refusal = refusalOf(pbx, address, account);
	if (!account || refusal !== undefined) throw loginRefused(String(refusal));
	counters.logins++;
	if (!switches.twoFactor) return openSession(pbx, account);
	const token = randomUUID();
	state.pending.set(token, { purpose: 'second factor', account: account.record.id });
	return { two_factor_enabled: true, token };
}

/**
 * Exchanges a refresh token, which works once, for a new pair; the old access token ends too.
 * @throws PbxError 400 UNAUTHORIZED if the token is unknown
 */
export function refresh(pbx: Pbx, refreshToken: unknown): Rec {
	const session = [...pbx.state.sessions.values()].find(
		(candidate) => candidate.refreshToken === refreshToken,
	);
	if (!session || !isActive(pbx.state, session.accountKind, accountOf(pbx.state, session))) {
		throw loginRefused('The refresh token is not valid');
	}
	if (!pbx.switches.switchSurvivesRefresh) delete session.switchedTo;
	pbx.counters.refreshes++;
	return tokensOf(pbx, session);
}

function accountOf(state: State, session: Session): Rec {
	return state[session.accountKind].get(session.accountId) ?? { enabled: false };
}

function levelOf(session: Session, account: Rec): Level {
	if (session.switchedTo !== undefined) return 'tenant';
	if (session.accountKind === 'administrators') return 'system';
	if (session.accountKind === 'dealers') return 'dealer';
	return account.role === tenantAdministrator ? 'tenant' : 'user';
}

/**
 * Works out who sent a request.
 * @param header the value of the Authorization header
 * @throws PbxError if the token is missing, unknown (401) or expired (a switch says which status)
 */
export function identify(pbx: Pbx, header: string | undefined): Caller {
	const { state, switches } = pbx;
	const token = /^Bearer (\S+)$/i.exec(header ?? '')?.[1];
	const session = [...state.sessions.values()].find(({ accessToken }) => accessToken === token);
	if (!token || !session) throw new PbxError(401, 'UNAUTHORIZED', 'No valid access token');
	if (session.expiresAt <= Date.now()) {
		throw new PbxError(switches.expiredTokenStatus, 'UNAUTHORIZED', 'The token has expired');
	}
	const account = accountOf(state, session);
	if (!isActive(state, session.accountKind, account)) {
		throw new PbxError(401, 'UNAUTHORIZED', 'The account is gone or disabled');
	}
	const isDealer = session.accountKind === 'dealers';
	return {
		session,
		account,
		level: levelOf(session, account),
		tenantId: session.switchedTo ?? (account.tenant_id as string | undefined),
		dealerId: isDealer ? session.accountId : undefined,
	};
}

/**
 * Whether a caller may use an operation. A tenant's administrator is one of its users as well; a
 * session that was switched to a tenant is not, and has lost its own level.
 * @param scopes `scope` and `alsoScopes` of the operation
 */
export function mayCall(caller: Caller, scopes: string[]): boolean {
	if (scopes.includes('any') || scopes.includes(caller.level)) return true;
	return (
		scopes.includes('user') && caller.level === 'tenant' && caller.session.accountKind === 'users'
	);
}

/** Makes every access token that was given out so far expire; refresh tokens stay good. */
export function expireTokens(state: State): void {
	for (const session of state.sessions.values()) session.expiresAt = 0;
}

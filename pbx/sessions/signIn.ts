import type { Answer, Call } from '../call';
import { CallFailed } from '../failures';
import type { Wire } from '../wire';
import {
	isWebPage,
	pbxError,
	plainFault,
	redirectFault,
	wantsHttps,
	webPageFault,
} from '../wording';
import { throughGate } from './gate';
import type { Login } from './login';
import { SignInFailure } from './signInFailure';

/** What an accepted sign-in gives. */
export interface Token {
	accessToken: string;
	/** The form login of PBX versions before 22.2 was used; it is ended by another call. */
	legacy: boolean;
	/** Moment in milliseconds, of this clock, from which a new one should be asked for. */
	usableUntil: number;
}

/** Public identifier of PortSIP's own web client, which the form login asks for (notes, part a). */
const LEGACY_CLIENT = '9d806019-75b2-4b3d-bb8b-f5a3a412cc0a';

/**
 * Signs in with the JSON login, or with the form login where the PBX does not know the former.
 *
 * @throws SignInFailure with the cause in words; CallFailed when the execution was stopped
 */
export async function signIn(wire: Wire, login: Login): Promise<Token> {
	refuseEmpty(login);
	const { username, password, domain } = login;
	const user = {
		username,
		password,
		...(login.signInAs === 'tenantUser' ? { domain } : {}),
	};
	const token = await throughGate(login, async () => {
		const answer = await ask(wire, { method: 'POST', route: '/auth/sign_in', body: user });
		const unknownPath = answer.status === 404;
		return unknownPath ? await legacySignIn(wire, user) : tokenOf(answer, wire, false);
	});
	if (!token.legacy) await refuseForcedReset(wire, token);
	return token;
}

function refuseEmpty({ username, password, signInAs, domain }: Login): void {
	if (!username || !password) {
		throw new SignInFailure({
			message: 'The credential has no username or no password',
			advice: 'Open the credential and fill in both',
		});
	}
	if (signInAs === 'tenantUser' && !domain) {
		throw new SignInFailure({
			message: 'The credential has no Tenant Domain',
			advice: 'Fill in the SIP domain of the tenant, or choose System Administrator or Dealer',
		});
	}
}

/**
 * Ends a session. A PBX that does not answer is no reason to fail: the token runs out by itself.
 */
export async function signOut(wire: Wire, token: Token): Promise<void> {
	const route = token.legacy ? '/login/oauth/revoke' : '/auth/sign_out';
	const call: Call = { method: 'POST', route, headers: authorized(token), closing: true };
	await wire.ask(call).catch(() => undefined);
}

/** The header that a session is known by. */
export const authorized = ({ accessToken }: Pick<Token, 'accessToken'>) => ({
	Authorization: `Bearer ${accessToken}`,
});

async function legacySignIn(wire: Wire, user: Record<string, string>): Promise<Token> {
	const form = new URLSearchParams({
		grant_type: 'password',
		scope: 'all',
		client_id: LEGACY_CLIENT,
		...user,
	});
	const answer = await ask(wire, {
		method: 'POST',
		route: '/login/oauth/token',
		body: form.toString(),
		headers: { 'Content-Type': 'application/x-www-form-urlencoded' },
	});
	if (answer.status === 404 && !isWebPage(answer.headers['content-type'], answer.body)) {
		throw new SignInFailure({
			message: `${wire.address} does not know PortSIP's sign-in`,
			advice: 'Check the Base URL in the credential: it must lead to a PortSIP PBX',
		});
	}
	return tokenOf(answer, wire, true);
}

async function ask(wire: Wire, call: Call): Promise<Answer> {
	return await wire.ask(call).catch((error: unknown) => {
		if (!(error instanceof CallFailed) || error.failure.kind === 'stopped') throw error;
		const { kind, message, advice } = error.failure;
		const lasting = kind === 'untrusted' || kind === 'otherProtocol';
		throw new SignInFailure({ message, advice }, lasting ? 'lasting' : 'passing');
	});
}

/**
 * Whether the PBX still takes a token. A PBX that cannot be asked (before 22.2) is taken at its
 * word: the request that follows will tell.
 */
export async function stillStands(wire: Wire, accessToken: string): Promise<boolean> {
	const user = await whoIs(wire, { accessToken });
	return user?.status !== 401;
}

const whoIs = async (wire: Wire, token: Pick<Token, 'accessToken'>): Promise<Answer | undefined> =>
	await wire
		.ask({ method: 'GET', route: '/auth/user', headers: authorized(token) })
		.catch(() => undefined);

/** The PBX tells about a password that must be changed only after the sign-in. */
async function refuseForcedReset(wire: Wire, token: Token): Promise<void> {
	// The sign-in itself went well; if the PBX is gone now, the request that follows says so.
	const user = await whoIs(wire, token);
	const { password_force_reset: reset } = (user?.body ?? {}) as { password_force_reset?: unknown };
	if (reset === true) {
		throw new SignInFailure({
			message: 'The PBX wants this account to choose a new password first',
			advice:
				'Sign in to the web portal once, change the password, and enter the new one in the credential',
		});
	}
}

/** A token is not used in the last moments of its life, when it could run out on the way. */
const MARGIN = 30_000;

/** The token that an answer holds; its life is counted by this clock, from now on. */
function tokenOf(answer: Answer, { address, host }: Wire, legacy: boolean): Token {
	const accessToken = accessTokenOf(answer, address);
	const { expires_in: seconds } = answer.body as { expires_in?: unknown };
	const life = typeof seconds === 'number' && seconds > 0 ? seconds * 1000 : Infinity;
	const usableUntil = Math.floor(host.clock.now() + life - Math.min(MARGIN, life / 10));
	return { accessToken, legacy, usableUntil };
}

function accessTokenOf({ status, headers, body }: Answer, host: string): string {
	if (status >= 300 && status < 400) {
		throw new SignInFailure(redirectFault(status, host, headers.location));
	}
	if (wantsHttps(body)) throw new SignInFailure(plainFault(host));
	// A page with a status of 5xx is that of a proxy in front of a PBX that is not there.
	if (status < 500 && isWebPage(headers['content-type'], body)) {
		throw new SignInFailure(webPageFault(host, body));
	}
	const answer = (body ?? {}) as { access_token?: unknown; two_factor_enabled?: unknown };
	if (status >= 200 && status < 300) {
		if (typeof answer.access_token === 'string' && answer.access_token) return answer.access_token;
		if (answer.two_factor_enabled === true) {
			throw new SignInFailure({
				message: 'The account asks for a second factor, which a workflow cannot give',
				advice:
					'Use an account without two-factor authentication for n8n, or turn it off for this one',
			});
		}
		throw new SignInFailure({
			message: `${host} accepted the sign-in but gave no token`,
			advice: 'Check the Base URL in the credential, and the version of the PBX',
		});
	}
	throw refusal(status, pbxError(body), host);
}

function refusal(status: number, said: ReturnType<typeof pbxError>, host: string): SignInFailure {
	const unauthorized = status === 401 || said?.code === 'UNAUTHORIZED';
	if (unauthorized) {
		return new SignInFailure(
			{
				message: `The PBX refused the sign-in (${status} ${said?.code ?? 'UNAUTHORIZED'})`,
				advice:
					'Check Username, Password, Sign In As and Tenant Domain in the credential. It is not tried again by itself: five refused sign-ins block the address of n8n for an hour',
			},
			'refused',
		);
	}
	if (status === 429 || status >= 500) {
		return new SignInFailure(
			{
				message: `${host} cannot take the sign-in now (${status})`,
				advice: 'The PBX is overloaded or starting. Wait a minute and run it again',
			},
			'passing',
		);
	}
	return new SignInFailure(
		{
			message: `The PBX did not accept the sign-in (${status}${said ? ` ${said.code}` : ''})`,
			advice: 'Check the fields of the credential and the rights of the account',
		},
		status === 400 || status === 403 ? 'refused' : 'lasting',
	);
}

import type { IHttpRequestOptions, IN8nHttpFullResponse } from 'n8n-workflow';
import { apiRoot } from '../address';
import {
	connectionFault,
	isCertificateFault,
	isWebPage,
	pbxError,
	redirectFault,
	webPageFault,
} from '../faults';
import { DEFAULTS } from '../settings';
import { SignInFailure } from './signInFailure';

/** The fields of the credential that a sign-in needs. */
export interface Login {
	baseUrl: string;
	signInAs: 'system' | 'tenantUser';
	username: string;
	password: string;
	domain: string;
	ignoreSslIssues: boolean;
}

/** Anything that sends one HTTP request and gives the full answer. */
export type Http = (options: IHttpRequestOptions) => Promise<IN8nHttpFullResponse>;

/** An accepted sign-in. */
export interface Session {
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
 * @throws SignInFailure with the cause in words
 */
export async function signIn(http: Http, login: Login): Promise<Session> {
	const root = apiRoot(login.baseUrl);
	const user = {
		username: login.username,
		password: login.password,
		...(login.signInAs === 'tenantUser' ? { domain: login.domain } : {}),
	};
	if (!login.username || !login.password) {
		throw new SignInFailure({
			message: 'The credential has no username or no password',
			advice: 'Open the credential and fill in both',
		});
	}
	if (login.signInAs === 'tenantUser' && !login.domain) {
		throw new SignInFailure({
			message: 'The credential has no Tenant Domain',
			advice: 'Fill in the SIP domain of the tenant, or choose System Administrator or Dealer',
		});
	}

	const reply = await post(http, login, `${root}/auth/sign_in`, user);
	const unknownPath = reply.statusCode === 404;
	if (unknownPath) return await legacySignIn(http, login, root, user);

	const session = sessionOf(reply, root, false);
	await refuseForcedReset(http, login, root, session.accessToken);
	return session;
}

/**
 * Ends a session. A PBX that does not answer is no reason to fail: the token runs out by itself.
 */
export async function signOut(http: Http, login: Login, session: Session): Promise<void> {
	const root = apiRoot(login.baseUrl);
	await http({
		method: 'POST',
		url: session.legacy ? `${root}/login/oauth/revoke` : `${root}/auth/sign_out`,
		headers: { Authorization: `Bearer ${session.accessToken}` },
		...common(login),
	}).catch(() => undefined);
}

async function legacySignIn(
	http: Http,
	login: Login,
	root: string,
	user: object,
): Promise<Session> {
	const form = new URLSearchParams({
		grant_type: 'password',
		scope: 'all',
		client_id: LEGACY_CLIENT,
		...user,
	});
	const reply = await post(http, login, `${root}/login/oauth/token`, form.toString(), {
		'Content-Type': 'application/x-www-form-urlencoded',
	});
	if (reply.statusCode === 404) {
		throw new SignInFailure({
			message: `${new URL(root).host} does not know PortSIP's sign-in`,
			advice: 'Check the Base URL in the credential: it must lead to a PortSIP PBX',
		});
	}
	return sessionOf(reply, root, true);
}

async function post(
	http: Http,
	login: Login,
	url: string,
	body: object | string,
	headers: Record<string, string> = {},
): Promise<IN8nHttpFullResponse> {
	return await http({ method: 'POST', url, body, headers, ...common(login) }).catch(
		({ code }: { code?: unknown }) => {
			const cause = String(code ?? '');
			throw new SignInFailure(
				connectionFault(cause, new URL(url).host),
				isCertificateFault(cause) ? 'lasting' : 'passing',
			);
		},
	);
}

/**
 * Whether the PBX still takes a token. A PBX that cannot be asked (before 22.2) is taken at its
 * word: the request that follows will tell.
 */
export async function stillStands(http: Http, login: Login, accessToken: string): Promise<boolean> {
	const user = await whoIs(http, login, apiRoot(login.baseUrl), accessToken);
	return user?.statusCode !== 401;
}

const whoIs = async (http: Http, login: Login, root: string, accessToken: string) =>
	await http({
		method: 'GET',
		url: `${root}/auth/user`,
		headers: { Authorization: `Bearer ${accessToken}` },
		...common(login),
	}).catch(() => undefined);

/** The PBX tells about a password that must be changed only after the sign-in. */
async function refuseForcedReset(
	http: Http,
	login: Login,
	root: string,
	accessToken: string,
): Promise<void> {
	// The sign-in itself went well; if the PBX is gone now, the request that follows says so.
	const user = await whoIs(http, login, root, accessToken);
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

/** The session that an answer holds; its life is counted by this clock, from now on. */
function sessionOf(reply: IN8nHttpFullResponse, root: string, legacy: boolean): Session {
	const accessToken = tokenOf(reply, root);
	const { expires_in: seconds } = reply.body as unknown as { expires_in?: unknown };
	const life = typeof seconds === 'number' && seconds > 0 ? seconds * 1000 : Infinity;
	const usableUntil = Math.floor(Date.now() + life - Math.min(MARGIN, life / 10));
	return { accessToken, legacy, usableUntil };
}

function tokenOf({ statusCode, headers, body }: IN8nHttpFullResponse, root: string): string {
	const { host } = new URL(root);
	if (statusCode >= 300 && statusCode < 400) {
		throw new SignInFailure(redirectFault(statusCode, host));
	}
	// A page with a status of 5xx is that of a proxy in front of a PBX that is not there.
	if (statusCode < 500 && isWebPage(headers['content-type'], body)) {
		throw new SignInFailure(webPageFault(host));
	}
	const answer = (body ?? {}) as { access_token?: unknown; two_factor_enabled?: unknown };
	if (statusCode >= 200 && statusCode < 300) {
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
	throw refusal(statusCode, pbxError(body), host);
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

const common = ({ ignoreSslIssues }: Login) =>
	({
		json: true,
		returnFullResponse: true,
		ignoreHttpStatusErrors: true,
		skipSslCertificateValidation: ignoreSslIssues,
		disableFollowRedirect: true,
		// n8n's own is five minutes, in which a PBX that is gone would hold up a whole run.
		timeout: DEFAULTS.timeout,
	}) as const;

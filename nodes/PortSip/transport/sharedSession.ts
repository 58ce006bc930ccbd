import { createHash } from 'crypto';
import { signIn, stillStands, type Http, type Login } from './signIn';
import { SignInFailure } from './signInFailure';

/**
 * The session behind the credential's saved token. n8n asks for a new one whenever it has none
 * or after a 401, as often as requests run into it, and knows no lock; PortSIP blocks an address
 * after five refused sign-ins. So equal sign-ins under way are one, and a refused one is
 * remembered for a while.
 */

/** How long a refused sign-in is not sent again: at most three within PortSIP's hour. */
const REFUSAL_MINUTES = 20;

/** How long a fresh session is handed to whoever still holds the one before, in milliseconds. */
const FRESH = 60_000;

const latest = new Map<string, { session: string; at: number }>();
const underWay = new Map<string, Promise<string>>();
/** When a sign-in was refused, in milliseconds. */
const refused = new Map<string, number>();

/**
 * A short mark of the account behind a credential. A token is kept together with it, so that it
 * is used for that account only: n8n keeps the saved token when somebody edits the credential,
 * and shares it when the fields are expressions.
 */
export function fingerprint({ baseUrl, signInAs, username, password, domain }: Login): string {
	const account = JSON.stringify([baseUrl, signInAs, username, password, domain]);
	return createHash('sha256').update(account).digest('hex').slice(0, 16);
}

/**
 * Signs in, at most once at a time for one account. Who comes with a session that somebody else
 * has renewed a moment ago gets that one: when a token runs out under many executions, all of
 * them ask.
 *
 * @param saved what n8n has saved, which was empty or not accepted
 * @returns the token with its mark, as it is saved in the credential
 * @throws SignInFailure
 */
export async function renew(http: Http, login: Login, saved?: unknown): Promise<string> {
	const mark = fingerprint(login);
	const earlier = refusal(mark);
	if (earlier) throw earlier;
	const running = underWay.get(mark);
	if (running) return await running;
	const attempt = newest(http, login, mark, saved)
		.then(async (session) => session ?? (await fresh(http, login, mark)))
		.catch((failure: unknown) => {
			const no = failure instanceof SignInFailure && failure.refused;
			if (no) refused.set(mark, Date.now());
			throw failure;
		})
		.finally(() => underWay.delete(mark));
	underWay.set(mark, attempt);
	return await attempt;
}

/** A new session by a new sign-in. */
async function fresh(http: Http, login: Login, mark: string): Promise<string> {
	const { accessToken } = await signIn(http, login);
	const session = `${mark}.${accessToken}`;
	latest.set(mark, { session, at: Date.now() });
	return session;
}

/** The session that somebody else has made a moment ago, if the PBX still takes it. */
async function newest(
	http: Http,
	login: Login,
	mark: string,
	saved: unknown,
): Promise<string | undefined> {
	const known = latest.get(mark);
	if (!known || saved === '' || known.session === saved || Date.now() - known.at > FRESH)
		return undefined;
	const stands = await stillStands(http, login, known.session.slice(mark.length + 1));
	return stands ? known.session : undefined;
}

/**
 * The token of a saved value, if it belongs to the account that the credential describes now.
 *
 * @param saved as `renew` gave it
 */
export function tokenFor(login: Login, saved: unknown): string | undefined {
	const mark = `${fingerprint(login)}.`;
	return typeof saved === 'string' && saved.startsWith(mark) ? saved.slice(mark.length) : undefined;
}

function refusal(mark: string): SignInFailure | undefined {
	const now = Date.now();
	for (const [key, at] of refused) {
		if (now - at > REFUSAL_MINUTES * 60_000) refused.delete(key);
	}
	const known = refused.get(mark);
	if (known === undefined) return undefined;
	const minutes = Math.max(1, Math.ceil(REFUSAL_MINUTES - (now - known) / 60_000));
	return new SignInFailure(
		{
			message: `The PBX refused this sign-in a short while ago, so it was not sent again`,
			advice: `Correct the credential, which is then tried at once; the same username and password are tried again in ${minutes} min. Five refused sign-ins block the address of n8n for an hour`,
		},
		true,
	);
}

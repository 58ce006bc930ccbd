import type { Wire } from '../wire';
import { fingerprint } from './gate';
import type { Login } from './login';
import { signIn, stillStands } from './signIn';

/**
 * The session behind the credential's saved token. n8n asks for a new one whenever it has none
 * or after a 401, as often as requests run into it, and knows no lock; PortSIP blocks an address
 * after five refused sign-ins. So equal sign-ins under way are one.
 *
 * What is saved is the mark of the account, the moment from which the token is not used any more,
 * and the token. The mark makes sure that it is used for that account only: n8n keeps the saved
 * token when somebody edits the credential, and shares it when the fields are expressions.
 */

/** How long a fresh session is handed to whoever still holds the one before, in milliseconds. */
const FRESH = 60_000;

const latest = new Map<string, { session: string; at: number }>();
const underWay = new Map<string, Promise<string>>();

/**
 * Signs in, at most once at a time for one account. Who comes with a session that somebody else
 * has renewed a moment ago gets that one: when a token runs out under many executions, all of
 * them ask.
 *
 * @param saved what n8n has saved, which was empty or not accepted
 * @returns the token with its mark, as it is saved in the credential
 * @throws SignInFailure
 */
export async function renew(wire: Wire, login: Login, saved?: unknown): Promise<string> {
	// After a refused token n8n sends its request once more by itself.
	if (typeof saved === 'string' && saved !== '') wire.count();
	const mark = fingerprint(login);
	const running = underWay.get(mark);
	if (running) return await running;
	const attempt = newest(wire, login, mark, saved)
		.then(async (session) => session ?? (await fresh(wire, login, mark)))
		.finally(() => underWay.delete(mark));
	underWay.set(mark, attempt);
	return await attempt;
}

/** A new session by a new sign-in. */
async function fresh(wire: Wire, login: Login, mark: string): Promise<string> {
	const { accessToken, usableUntil } = await signIn(wire, login);
	const session = [mark, usableUntil, accessToken].join('.');
	latest.set(mark, { session, at: Date.now() });
	return session;
}

/** The session that somebody else has made a moment ago, if the PBX still takes it. */
async function newest(
	wire: Wire,
	login: Login,
	mark: string,
	saved: unknown,
): Promise<string | undefined> {
	const known = latest.get(mark);
	if (!known || saved === '' || known.session === saved || Date.now() - known.at > FRESH)
		return undefined;
	const token = tokenFor(login, known.session);
	const stands = token !== undefined && (await stillStands(wire, token));
	return stands ? known.session : undefined;
}

/**
 * The token of a saved value, if it belongs to the account that the credential describes now and
 * has time left.
 *
 * @param saved as `renew` gave it
 */
export function tokenFor(login: Login, saved: unknown): string | undefined {
	if (typeof saved !== 'string') return undefined;
	const [, mark, usableUntil, token] = /^([^.]*)\.([^.]*)\.(.*)$/.exec(saved) ?? [];
	const usable = mark === fingerprint(login) && Date.now() < Number(usableUntil);
	return usable ? token : undefined;
}

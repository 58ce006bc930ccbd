import { createHash } from 'crypto';
import { apiRoot } from '../address';
import { CallFailed } from '../failures';
import type { Login } from './login';
import { SignInFailure } from './signInFailure';

/** How long a refused sign-in is not sent again: at most three within PortSIP's hour. */
const REFUSAL_MINUTES = 20;

/** When a sign-in was refused, in milliseconds, by the mark of its account. */
const refused = new Map<string, number>();

/** The sign-in that is on its way, by the mark of its account. */
const underWay = new Map<string, Promise<unknown>>();

/** Marks by what they were made of: every request asks for that of its credential. */
const marks = new Map<string, string>();
/** Many more than the credentials that are in use at a time. */
const MARKS_KEPT = 1000;

/** A short mark of the account behind a credential: it tells accounts apart and gives none away. */
export function fingerprint(login: Login): string {
	const { baseUrl, signInAs, username, password, domain } = login;
	const typed = JSON.stringify([baseUrl, signInAs, username, password, domain]);
	const known = marks.get(typed);
	if (known !== undefined) return known;
	const account = JSON.stringify([rootOf(login), signInAs, username, password, domain]);
	const mark = createHash('sha256').update(account).digest('hex').slice(0, 16);
	if (marks.size >= MARKS_KEPT) marks.clear();
	marks.set(typed, mark);
	return mark;
}

/** Two ways to write one address are one PBX. */
function rootOf({ baseUrl }: Login): string {
	try {
		return apiRoot(baseUrl);
	} catch {
		return baseUrl;
	}
}

/**
 * Signs in through the gate of an account: PortSIP blocks an address for an hour after five
 * refused sign-ins, so at most one is on its way for an account in this process. The others wait
 * for what becomes of it: if it fails, they fail with it, and if it succeeds, the next one goes.
 * What the PBX refused a short while ago is not sent at all.
 *
 * @param attempt the sign-in; its refusal is remembered
 * @throws SignInFailure of the attempt, or in place of it
 */
export async function throughGate<T>(login: Login, attempt: () => Promise<T>): Promise<T> {
	const mark = fingerprint(login);
	for (let ahead = underWay.get(mark); ahead; ahead = underWay.get(mark)) {
		const failed = await ahead.then(
			() => undefined,
			(error: unknown) => error,
		);
		if (failed !== undefined && !wasStopped(failed)) throw failed;
	}
	const earlier = refusal(mark);
	if (earlier) throw earlier;
	const mine = attempt()
		.catch((error: unknown) => {
			if (error instanceof SignInFailure && error.refused) refused.set(mark, Date.now());
			throw error;
		})
		.finally(() => underWay.delete(mark));
	underWay.set(mark, mine);
	return await mine;
}

/** The execution that signed in was stopped: that says nothing to the others. */
const wasStopped = (error: unknown): boolean =>
	error instanceof CallFailed && error.failure.kind === 'stopped';

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
		'refused',
	);
}

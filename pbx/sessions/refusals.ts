import { createHash } from 'crypto';
import type { Login } from './signIn';
import { SignInFailure } from './signInFailure';

/** How long a refused sign-in is not sent again: at most three within PortSIP's hour. */
const REFUSAL_MINUTES = 20;

/** When a sign-in was refused, in milliseconds, by the mark of its account. */
const refused = new Map<string, number>();

/** A short mark of the account behind a credential: it tells accounts apart and gives none away. */
export function fingerprint({ baseUrl, signInAs, username, password, domain }: Login): string {
	const account = JSON.stringify([baseUrl, signInAs, username, password, domain]);
	return createHash('sha256').update(account).digest('hex').slice(0, 16);
}

/**
 * Signs in unless the PBX refused the same sign-in a short while ago: it blocks an address after
 * five refused ones.
 *
 * @param attempt the sign-in; its refusal is remembered
 * @throws SignInFailure of the attempt, or in place of it
 */
export async function unlessRefused<T>(login: Login, attempt: () => Promise<T>): Promise<T> {
	const mark = fingerprint(login);
	const earlier = refusal(mark);
	if (earlier) throw earlier;
	return await attempt().catch((failure: unknown) => {
		if (failure instanceof SignInFailure && failure.refused) refused.set(mark, Date.now());
		throw failure;
	});
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
		'refused',
	);
}

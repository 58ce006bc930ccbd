import { SignInFailure } from './sessions/signInFailure';

const ADVICE =
	'Open the credential and write the address of the PBX like https://pbx.example.com:8887';

/**
 * The root of the REST API for what a person typed as Base URL: a missing scheme, trailing
 * slashes and a trailing `/api` are put right.
 *
 * @param typed for example `https://pbx.example.com:8887/`
 * @returns for example `https://pbx.example.com:8887/api`
 * @throws SignInFailure when it is empty, no web address, or carries a user name
 */
export function apiRoot(typed: string): string {
	const text = typed.trim();
	const address = text.includes('://') ? text : `https://${text}`;
	if (!text || !URL.canParse(address)) throw refused(text ? 'is not a web address' : 'is empty');
	const url = new URL(address);
	if (!/^https?:$/.test(url.protocol)) throw refused('begins with neither https:// nor http://');
	if (url.username || url.password) throw refused('holds a user name, which belongs into Username');
	const path = url.pathname.replace(/\/+$/, '').replace(/\/api$/, '');
	return `${url.origin}${path}/api`;
}

const refused = (what: string): SignInFailure =>
	new SignInFailure({ message: `The Base URL of the credential ${what}`, advice: ADVICE });

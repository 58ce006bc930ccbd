/**
 * Words for what can go wrong between n8n and the PBX before the PBX has understood anything:
 * shared by the sign-in and by every other request.
 */

/** Causes that Node.js reports when the certificate of the other side is not trusted. */
const CERTIFICATE = new Set([
	'CERT_HAS_EXPIRED',
	'CERT_NOT_YET_VALID',
	'CERT_UNTRUSTED',
	'DEPTH_ZERO_SELF_SIGNED_CERT',
	'ERR_TLS_CERT_ALTNAME_INVALID',
	'SELF_SIGNED_CERT_IN_CHAIN',
	'UNABLE_TO_GET_ISSUER_CERT',
	'UNABLE_TO_GET_ISSUER_CERT_LOCALLY',
	'UNABLE_TO_VERIFY_LEAF_SIGNATURE',
]);

/** Whether the cause of a broken connection is the certificate. */
export const isCertificateFault = (code: string): boolean => CERTIFICATE.has(code);

/** What happened, and what the user can do about it. */
export interface Wording {
	message: string;
	advice: string;
}

/** Host and port that were addressed, and how. */
export interface Address {
	host: string;
	/** Without encryption: the Base URL begins with http. */
	plain: boolean;
}

/**
 * Whether the two sides do not speak the same protocol, so that no request was understood: HTTP
 * on a port of HTTPS, or the other way round.
 *
 * @param code the cause as Node.js names it
 * @param message its words, which OpenSSL's own codes stand in
 */
export const isOtherProtocol = (code: string, message: string, { plain }: Address): boolean =>
	plain
		? code === 'HPE_INVALID_CONSTANT'
		: /wrong.version.number|packet.length.too.long/i.test(`${code} ${message}`);

/** What servers of HTTPS answer to a request that is not encrypted. */
const WANTS_HTTPS =
	/plain HTTP request was sent to HTTPS port|HTTP request to an HTTPS server|plain HTTP to an SSL-enabled server/i;

/** Whether an answer asks for HTTPS. */
export const wantsHttps = (body: unknown): boolean =>
	typeof body === 'string' && WANTS_HTTPS.test(body);

/** Words for a request without encryption to a port that wants it. */
export const plainFault = (host: string): Wording => ({
	message: `${host} expects HTTPS, and the Base URL begins with http://`,
	advice: `Write https://${host} as Base URL into the credential.`,
});

/**
 * Words for a connection that did not come about or broke.
 *
 * @param code the cause as Node.js names it, for example `ECONNREFUSED`
 */
export function connectionFault(code: string, { host, plain }: Address): Wording {
	if (isCertificateFault(code)) {
		return {
			message: `The certificate of ${host} is not trusted`,
			advice:
				'PortSIP installs a self-signed certificate by default. Install a certificate of a public authority on the PBX, or turn on Ignore SSL Issues in the credential if you trust the network between n8n and the PBX.',
		};
	}
	switch (code) {
		case 'ENOTFOUND':
		case 'EAI_AGAIN':
			return {
				message: `The host name of ${host} cannot be found`,
				advice:
					'Check the Base URL in the credential, and whether the n8n server can look the name up.',
			};
		case 'ECONNREFUSED':
			return {
				message: `Nothing answers at ${host}`,
				advice:
					'Check host and port of the Base URL in the credential (PortSIP listens on 8887 by default), and whether the PBX is running.',
			};
		case 'HPE_INVALID_CONSTANT':
			if (plain) return plainFault(host);
			return {
				message: `${host} does not speak HTTP`,
				advice:
					'Check the port of the Base URL in the credential: PortSIP listens on 8887 by default.',
			};
		case 'ETIMEDOUT':
		case 'ECONNABORTED':
		case 'EHOSTUNREACH':
		case 'ENETUNREACH':
			return {
				message: `${host} did not answer in time`,
				advice: 'Check the network and the firewall between n8n and the PBX, then run it again.',
			};
		default:
			if (code === 'EPROTO' || code.startsWith('ERR_SSL_')) return notEncrypted(host);
			return {
				message: `The connection to ${host} broke off`,
				advice: plain
					? `The Base URL in the credential begins with http://. If the port expects HTTPS, as PortSIP's 8887 does, write https://${host}. Otherwise check whether the PBX is running and reachable, then run it again.`
					: 'Check whether the PBX is running and reachable, then run it again.',
			};
	}
}

const notEncrypted = (host: string): Wording => ({
	message: `${host} does not speak HTTPS`,
	advice: `Check the port of the Base URL in the credential (PortSIP listens on 8887 by default). If the port takes HTTP only, write http://${host}.`,
});

const API_ADDRESS =
	'the address of the PBX with the port of its API, such as https://pbx.example.com:8887';

/**
 * Words for a web page where JSON was due: that of the web portal, or of something in between.
 *
 * @param body the page, as far as it is text
 */
export function webPageFault(host: string, body: unknown): Wording {
	const page = typeof body === 'string' ? body : '';
	if (/<title>[^<]*portsip/i.test(page)) {
		return {
			message: `${host} answered with PortSIP's web portal instead of the REST API`,
			advice: `The port in the Base URL is that of the portal. Write ${API_ADDRESS} into the credential.`,
		};
	}
	if (/type=["']?password|<title>[^<]*(log|sign)[ -]?(in|on)\b/i.test(page)) {
		return {
			message: `${host} answered with a page to sign in at instead of the REST API`,
			advice: `A proxy or gateway in front of the PBX asks for a sign-in of its own, or the port is that of a web portal. Have it let n8n through to /api, or write ${API_ADDRESS} as Base URL into the credential.`,
		};
	}
	return {
		message: `${host} answered with a web page instead of the REST API`,
		advice: `Check the Base URL in the credential: it should be ${API_ADDRESS}. A proxy in between may answer, too.`,
	};
}

/**
 * Words for an answer that sends the request on, such as from http to https or to a gateway's
 * page to sign in at. Only the host is told of where it leads: the rest can hold secrets.
 *
 * @param location header of that name, if any
 */
export function redirectFault(status: number, host: string, location?: unknown): Wording {
	const target = typeof location === 'string' ? urlOf(location, `https://${host}`) : undefined;
	// Paths of the API hold such words, too.
	const path = target?.pathname.includes('/api/') ? '' : target?.pathname;
	if (target && SIGN_IN_PAGE.test(`${target.hostname}${path}`)) {
		return {
			message: `${host} sends requests on to a page to sign in at (${status}, at ${target.host})`,
			advice:
				'A proxy or gateway in front of the PBX asks for a sign-in of its own. Have it let n8n through to /api, or write an address behind it as Base URL into the credential.',
		};
	}
	const where = target ? target.origin : 'that address';
	return {
		message: `${host} sends requests on to another address (${status})`,
		advice: `Write ${where} as Base URL into the credential${target ? '' : ', with scheme and port'}.`,
	};
}

const SIGN_IN_PAGE = /\b(log|sign)[-_]?(in|on)\b|\b(sso|saml2?|oauth2?|adfs|authorize)\b/i;

function urlOf(text: string, base: string): URL | undefined {
	return URL.canParse(text, base) ? new URL(text, base) : undefined;
}

/**
 * Whether an answer is a web page.
 *
 * @param contentType header of that name, if any
 * @param body the answer as text or as parsed
 */
export const isWebPage = (contentType: unknown, body: unknown): boolean =>
	(typeof contentType === 'string' && contentType.includes('text/html')) ||
	(typeof body === 'string' && /^\s*<(!doctype|html)/i.test(body));

/** What PortSIP's error body `{"errors":[{"code","message","detail"}]}` says. */
export interface PbxError {
	/** Code of the first entry. */
	code: string;
	/** The words of all entries; those of the detail name the field. */
	message: string;
}

/**
 * Reads PortSIP's error body.
 *
 * @param body parsed answer of any shape
 * @returns undefined where there is no entry
 */
export function pbxError(body: unknown): PbxError | undefined {
	const errors = (body as { errors?: unknown } | null | undefined)?.errors;
	const entries = (Array.isArray(errors) ? errors : []).filter(
		(entry): entry is Record<string, unknown> => typeof entry === 'object' && entry !== null,
	);
	if (entries.length === 0) return undefined;
	const [{ code }] = entries;
	const said = entries.map(({ message, detail }) =>
		[message, detail].map(words).filter(Boolean).join(': '),
	);
	return {
		code: typeof code === 'string' ? code : 'UNKNOWN',
		message: [...new Set(said)].filter(Boolean).join('; '),
	};
}

/** The form of a detail is not published: it may be more than a text. */
const words = (part: unknown): string =>
	typeof part === 'object' && part !== null ? JSON.stringify(part) : String(part ?? '');

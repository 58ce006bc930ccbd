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

/**
 * Words for a connection that did not come about or broke.
 *
 * @param code the cause as Node.js names it, for example `ECONNREFUSED`
 * @param host host and port that were addressed
 */
export function connectionFault(code: string, host: string): Wording {
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
					'Check host and port of the Base URL (PortSIP listens on 8887 by default), and whether the PBX is running.',
			};
		case 'EPROTO':
		case 'ERR_SSL_WRONG_VERSION_NUMBER':
			return {
				message: `${host} does not speak HTTPS`,
				advice: 'Check the scheme and the port of the Base URL in the credential.',
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
			return {
				message: `The connection to ${host} broke off`,
				advice: 'Check whether the PBX is running and reachable, then run it again.',
			};
	}
}

/** Words for a web page where JSON was due: most often the port of the web portal or a proxy. */
export const webPageFault = (host: string): Wording => ({
	message: `${host} answered with a web page instead of the REST API`,
	advice:
		'Check the Base URL in the credential: it should be the address of the PBX with the port of its API, such as https://pbx.example.com:8887. A proxy in between may answer, too.',
});

/** Words for an answer that sends the request on, such as from http to https. */
export const redirectFault = (status: number, host: string): Wording => ({
	message: `${host} sends requests on to another address (${status})`,
	advice: 'Write that address as Base URL into the credential, with scheme and port',
});

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

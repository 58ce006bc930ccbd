import { createHash, randomBytes } from 'node:crypto';

const parameter = /(\w+)=(?:"([^"]*)"|([^\s,]+))/g;

/**
 * Answers a digest challenge of a receiver (RFC 7616, quality of protection `auth` or none).
 * @param challenge the value of `WWW-Authenticate`
 * @param uri path and query of the request
 * @returns the value of the header with the credentials, or undefined if it is no digest challenge
 */
export function answerChallenge(
	challenge: string,
	uri: string,
	{ username, password }: { username: string; password: string },
): string | undefined {
	if (!/^digest\s/i.test(challenge)) return undefined;
	const given = Object.fromEntries(
		[...challenge.matchAll(parameter)].map(([, name, quoted, bare]) => [name, quoted ?? bare]),
	);
	const { realm = '', nonce = '', algorithm = 'MD5', opaque, qop } = given;
	const hash = (text: string) =>
		createHash(/^sha-256/i.test(algorithm) ? 'sha256' : 'md5')
			.update(text)
			.digest('hex');
	const cnonce = randomBytes(8).toString('hex');
	const middle = qop ? `${nonce}:00000001:${cnonce}:auth` : nonce;
	const response = hash(
		`${hash(`${username}:${realm}:${password}`)}:${middle}:${hash(`POST:${uri}`)}`,
	);
	const quoted = { username, realm, nonce, uri, response, ...(opaque && { opaque }) };
	return [
		`Digest ${Object.entries(quoted)
			.map(([name, value]) => `${name}="${value}"`)
			.join(', ')}`,
		`algorithm=${algorithm}`,
		...(qop ? ['qop=auth', 'nc=00000001', `cnonce="${cnonce}"`] : []),
	].join(', ');
}

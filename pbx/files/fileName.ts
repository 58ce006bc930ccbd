/**
 * The file name that an answer suggests in its header `Content-Disposition` (RFC 6266): the
 * encoded form before the plain one, quoted names whole, without any path.
 *
 * @returns undefined where there is none that a file can have
 */
export function suggestedName(disposition: unknown): string | undefined {
	const parameters = parametersOf(String(disposition ?? ''));
	const name = decoded(parameters.get('filename*')) ?? parameters.get('filename');
	const bare = name
		?.split(/[/\\]/)
		.pop()
		?.replace(/\p{Cc}/gu, '')
		.trim();
	return !bare || /^\.{1,2}$/.test(bare) ? undefined : bare;
}

/** `name=value; name="quoted \" value"`, names in small letters; the first of two counts. */
function parametersOf(header: string): Map<string, string> {
	const found = new Map<string, string>();
	const pattern = /;\s*([\w!#$&+.^`|~*-]+)\s*=\s*(?:"((?:[^"\\]|\\.)*)"|([^;]*))/g;
	for (const [, name, quoted, plain = ''] of `;${header.replace(/^[^;=]*(?=;)/, '')}`.matchAll(
		pattern,
	)) {
		const key = name.toLowerCase();
		const value = quoted === undefined ? plain.trim() : unescaped(quoted);
		if (!found.has(key)) found.set(key, value);
	}
	return found;
}

/**
 * A backslash stands before a quote or a backslash; servers that know nothing of it write paths of
 * Windows with single ones.
 */
const unescaped = (text: string): string => text.replace(/\\(["\\])/g, '$1');

/** `UTF-8''na%C3%AFve.csv` (RFC 8187). */
function decoded(value: string | undefined): string | undefined {
	const [, charset, text] = /^([\w-]+)'[^']*'(.*)$/.exec(value ?? '') ?? [];
	if (text === undefined) return undefined;
	try {
		return /^iso-8859-1$/i.test(charset)
			? text.replace(/%([0-9a-f]{2})/gi, (_, code: string) =>
					String.fromCharCode(parseInt(code, 16)),
				)
			: decodeURIComponent(text);
	} catch {
		return undefined;
	}
}

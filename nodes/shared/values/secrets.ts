/**
 * Names under which secrets travel in JSON, whose fields the tables do not know: `apiToken`,
 * `door_password1`, `pin_code`.
 */
const SECRET_NAME =
	/passw|passphrase|pwd|secret|token|credential|authorization|(^|_)pin_|pin$|key$|private_?key/i;

/**
 * Collects what stands under names such as password.
 *
 * @param value parsed JSON; lists below such a name are taken whole
 * @param secrets takes the texts and numbers
 */
export function collectSecrets(value: unknown, secrets: Set<string>): void {
	if (typeof value !== 'object' || value === null) return;
	for (const [name, each] of Object.entries(value)) {
		for (const part of isSecret(name, value) ? [each].flat() : []) {
			if (typeof part === 'string' || typeof part === 'number') secrets.add(String(part));
		}
		collectSecrets(each, secrets);
	}
}

/** Headers and the like come as pairs: the name of the value stands beside it. */
const isSecret = (name: string, { name: title, key = title }: { name?: unknown; key?: unknown }) =>
	SECRET_NAME.test(name) || (name === 'value' && SECRET_NAME.test(String(key)));

/**
 * The same value without what stands under names such as password, in whatever depth; a text that
 * holds such JSON is left out as a whole.
 *
 * @param value parsed JSON
 * @returns undefined where nothing is left
 */
export function withoutSecrets(value: unknown): unknown {
	if (Array.isArray(value)) return value.map(withoutSecrets).filter(isThere);
	if (typeof value !== 'object' || value === null) return holdsSecret(value) ? undefined : value;
	const pairs = Object.entries(value)
		.filter(([name]) => !isSecret(name, value))
		.map(([name, each]) => [name, withoutSecrets(each)] as const);
	return Object.fromEntries(pairs.filter(([, each]) => isThere(each)));
}

const isThere = (value: unknown): boolean => value !== undefined;

function holdsSecret(text: unknown): boolean {
	if (typeof text !== 'string' || !/^\s*[[{]/.test(text)) return false;
	const secrets = new Set<string>();
	try {
		collectSecrets(JSON.parse(text), secrets);
	} catch {
		// It only looks like JSON.
	}
	return secrets.size > 0;
}

const BLOT = '••••';

/** Shorter values are left: blotting out "1" would make every message unreadable. */
const SHORTEST = 3;
/** From this length on also within other words; PINs can be shorter, and are rare as words. */
const ANYWHERE = 4;
/** A line of a private key that can stand alone. */
const LINE = 8;

/**
 * The text without the secrets: as they are, as JSON or an address writes them, and single lines
 * of those that have several. A session's token is blotted out, too.
 */
export function blotted(text: string, secrets: ReadonlySet<string>): string {
	// The longest first: a secret can contain another one.
	const forms = [...secrets].flatMap(formsOf).sort((a, b) => b.length - a.length);
	return forms
		.filter(({ length }) => length >= SHORTEST)
		.reduce(
			(result, form) =>
				form.length >= ANYWHERE
					? result.replaceAll(form, BLOT)
					: result.replace(new RegExp(`(?<!\\w)${literal(form)}(?!\\w)`, 'g'), BLOT),
			text,
		)
		.replace(/\bBearer [^\s",;]+/gi, `Bearer ${BLOT}`);
}

function formsOf(secret: string): string[] {
	const lines = secret.split(/\r?\n/);
	const parts = lines.length > 1 ? lines.filter(({ length }) => length >= LINE) : [];
	return [secret, JSON.stringify(secret).slice(1, -1), inAddress(secret), ...parts];
}

function inAddress(secret: string): string {
	try {
		return encodeURIComponent(secret);
	} catch {
		// Half a character cannot be sent in an address.
		return secret;
	}
}

const literal = (text: string): string => text.replace(/[.*+?^${}()|[\]\\]/g, '\\$&');

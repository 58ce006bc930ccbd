/** The types that each part of an object may have, by its name. */
export type Parts = Record<string, string[]>;

/** Whether a text is a regular expression. */
export function isPattern(text: string): boolean {
	try {
		new RegExp(text);
		return true;
	} catch {
		return false;
	}
}

/**
 * Checks an object that a test hands over.
 * @param kind what it is called in a message
 * @param needed the parts that must be there
 * @returns a message about the first thing that is wrong, or undefined
 */
export function checkParts(
	kind: string,
	value: unknown,
	parts: Parts,
	needed: string[],
): string | undefined {
	if (typeof value !== 'object' || value === null) return `each ${kind} must be an object`;
	for (const name of needed) {
		if (!(name in value)) return `a ${kind} needs "${name}"`;
	}
	for (const [name, part] of Object.entries(value)) {
		if (!Object.hasOwn(parts, name)) return `a ${kind} has no "${name}"`;
		if (!parts[name].includes(typeof part)) {
			return `"${name}" of a ${kind} must be: ${parts[name].join(' or ')}`;
		}
	}
	return undefined;
}

/** Checks an object that says by a regular expression in `path` which requests it is for. */
export function checkEntry(
	kind: string,
	value: unknown,
	parts: Parts,
	needed: string[],
): string | undefined {
	const problem = checkParts(kind, value, parts, needed);
	if (problem || isPattern((value as { path: string }).path)) return problem;
	return `"path" of a ${kind} must be a regular expression`;
}

import { readFileSync } from 'node:fs';
import path from 'node:path';
import { contract, type Fact } from '../facts/contract.mts';

/** One line of `contract/changes.json`. */
interface Change {
	version: string;
	method: string | null;
	path: string;
	in?: string;
	field?: string;
	/** Path, or field, that it was before. */
	renamedFrom?: string;
}

/**
 * Which version of the API brought something; undefined where the first ones had it. Keys are
 * `METHOD /path`, fields are those of query or body, with dots between the levels.
 */
export interface History {
	/** The version that brought, renamed or removed an operation. */
	operation(key: string): string | undefined;
	/** The version that brought a field. */
	added(key: string, field: string): string | undefined;
	/** The version that changed, renamed or removed a field. */
	changed(key: string, field: string): string | undefined;
}

/** What the contract knows about versions after the first. */
export function history(): History {
	const facts = contract();
	const file = path.resolve(import.meta.dirname, '../../contract/changes.json');
	const changes = new Map(
		(JSON.parse(readFileSync(file, 'utf8')) as Change[])
			.filter((change) => change.in !== 'response')
			.flatMap((change) => placesOf(change).map((place) => [place, change.version] as const)),
	);
	return {
		operation: (key) => readable(facts.get(key)?.since) ?? changes.get(key),
		added: (key, field) => {
			const fact = facts.get(key);
			return readable(fact && sinceOf([...fact.query, ...fact.body], field.split('.')));
		},
		changed: (key, field) => changes.get(`${key} ${field}`),
	};
}

/** Where a change shows: under the new name and under the one before. */
function placesOf({ method, path: route, field, renamedFrom }: Change): string[] {
	if (renamedFrom?.startsWith('/')) return [`${method} ${route}`, `${method} ${renamedFrom}`];
	if (!field) return [`${method} ${route}`];
	const names = renamedFrom ? [field, renamedFrom] : [field];
	// Elements of a list are written `items[].name`.
	return names.map((name) => `${method} ${route} ${name.replaceAll('[]', '')}`);
}

/** `22.6.0`, also out of "unknown (<=22.6.0)"; "22.1 or earlier" tells nothing apart. */
function readable(since: string | undefined): string | undefined {
	const [, atMost, version] = /^(?:unknown \((<=)(?=\d))?([\d.]+)\)?$/.exec(since ?? '') ?? [];
	return atMost ? `${version} at the latest` : version;
}

/** The innermost version on the way to a field: what came later came with its own version. */
function sinceOf(fields: readonly Fact[], [first, ...rest]: readonly string[]): string | undefined {
	const fact = fields.find(({ name }) => name === first);
	if (!fact) return undefined;
	const inner = fact.properties ?? fact.items?.properties ?? [];
	return (rest.length ? sinceOf(inner, rest) : undefined) ?? fact.since;
}

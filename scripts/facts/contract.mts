import { readFileSync } from 'node:fs';
import path from 'node:path';

/** One field of the contract's tables. */
export interface Fact {
	name: string;
	type: string;
	required?: boolean;
	default?: unknown;
	min?: number;
	max?: number;
	minLength?: number;
	maxLength?: number;
	enum?: string[];
	pattern?: string;
	format?: string;
	items?: Omit<Fact, 'name'>;
	properties?: Fact[];
	since?: string;
	typeInferred?: boolean;
	nameInferred?: boolean;
	requiredInferred?: boolean;
}

/** One operation of the contract's tables. */
export interface FactOperation {
	method: 'GET' | 'POST';
	path: string;
	tag: string;
	scope: string;
	since: string;
	schemaKnown: boolean;
	alsoScopes?: string[];
	noAuth?: boolean;
	license?: { module: string; scope: string; since: string };
	permission?: { name: string | null; since: string };
	/** What is guessed about the operation. */
	inferred?: string[];
	existence?: string;
	bodyInferred?: string;
	doubtful?: unknown;
	remark?: string;
	pathParams: Fact[];
	query: Fact[];
	body: Fact[];
	success: number[];
	responseShape: string;
}

const folder = path.resolve(import.meta.dirname, '../../contract');

const read = <T,>(file: string): T =>
	JSON.parse(readFileSync(path.join(folder, file), 'utf8')) as T;

/** All operations of the API, by `METHOD /path`. */
export function contract(): Map<string, FactOperation> {
	const operations = read<FactOperation[]>('operations.json');
	return new Map(operations.map((each) => [`${each.method} ${each.path}`, each]));
}

/** The 54 operations that came first, as `METHOD /path`. */
export const seeds = (): string[] =>
	read<Array<{ method: string; path: string }>>('seed-operations.json').map(
		({ method, path: route }) => `${method} ${route}`,
	);

/**
 * The operations of the first release: all of the tags Administration and Tenant, those of the
 * trunks that an assignment needs, and the two that every role may call.
 */
export const firstRelease = (): string[] =>
	[...contract().entries()]
		.filter(
			([key, { tag }]) =>
				['Administration', 'Tenant', 'Trunk'].includes(tag) ||
				['GET /info', 'GET /auth/user'].includes(key),
		)
		.map(([key]) => key);

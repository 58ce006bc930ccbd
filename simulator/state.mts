import type { Rec, Session } from './types.mts';

export const collectionNames = [
	'administrators',
	'dealers',
	'tenants',
	'tenantDealers',
	'users',
	'providers',
	'assignments',
	'transports',
	'ipFilters',
	'holidays',
	'settings',
] as const;

export type CollectionName = (typeof collectionNames)[number];

/**
 * Everything the simulated PBX remembers. Records are kept whole, with passwords and with internal
 * fields such as `tenant_id`; answers show only what the contract lists. Collections are keyed by
 * id, `assignments` by `trunk/tenant`, `tenantDealers` by `tenant/dealer`, `settings` by path.
 */
export type State = Record<CollectionName, Map<string, Rec>> & {
	sessions: Map<string, Session>;
	/** Tokens of a begun second factor, and of forgotten passwords. */
	pending: Map<string, Rec>;
	nextId(): string;
	clear(): void;
};

/**
 * Ids have 18 digits, lie beyond 2^53 and are odd, so one that passed through a JavaScript number
 * comes back as another id (contract/notes.md, part h, 3).
 */
const firstId = 812_345_678_900_000_001n;

/** An empty state; `seed` fills it. */
export function createState(): State {
	let next = firstId;
	const collections = Object.fromEntries(
		collectionNames.map((name) => [name, new Map<string, Rec>()]),
	) as Record<CollectionName, Map<string, Rec>>;
	const sessions = new Map<string, Session>();
	const pending = new Map<string, Rec>();
	return {
		...collections,
		sessions,
		pending,
		nextId() {
			const id = String(next);
			next += 2n;
			return id;
		},
		clear() {
			for (const map of [...Object.values(collections), sessions, pending]) map.clear();
			next = firstId;
		},
	};
}

/** Adds a record under a new id. */
export function insert(state: State, name: CollectionName, record: Rec): Rec {
	const stored: Rec = { id: state.nextId(), ...record };
	state[name].set(String(stored.id), stored);
	return stored;
}

/**
 * Writes a partial update into a record: objects are merged, lists and values are replaced.
 * Whether the PBX merges objects is not documented.
 */
export function merge(record: Rec, changes: Rec): void {
	for (const [name, value] of Object.entries(changes)) {
		const old = Object.hasOwn(record, name) ? record[name] : undefined;
		if (isObject(value) && isObject(old)) merge(old, value);
		else record[name] = structuredClone(value);
	}
}

/** Whether a value is a JSON object. */
export function isObject(value: unknown): value is Rec {
	return typeof value === 'object' && value !== null && !Array.isArray(value);
}

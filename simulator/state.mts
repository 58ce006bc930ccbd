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
	'files',
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
	/**
	 * Everything that has no collection of its own: tables by address, such as
	 * `/ring_groups@TENANT` or `/users/USER/phones@TENANT`, and in them records by key.
	 */
	resources: Map<string, Map<string, Rec>>;
	/** Contents of files by their SHA-256 digest. */
	blobs: Map<string, Buffer>;
	uploads: Map<string, Upload>;
	nextId(): string;
	clear(): void;
};

/** A begun upload. */
export interface Upload {
	id: string;
	/** The token the next step must send; every step changes it. */
	token: string;
	/** The tenant or PBX the file will belong to. */
	owner: string;
	name: string;
	content: Buffer;
}

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
	const resources = new Map<string, Map<string, Rec>>();
	const blobs = new Map<string, Buffer>();
	const uploads = new Map<string, Upload>();
	return {
		...collections,
		sessions,
		pending,
		resources,
		blobs,
		uploads,
		nextId() {
			const id = String(next);
			next += 2n;
			return id;
		},
		clear() {
			const maps = [...Object.values(collections), sessions, pending, resources, blobs, uploads];
			for (const map of maps) map.clear();
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

/** Writes changes into a record: objects are merged, lists and values are replaced. */
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

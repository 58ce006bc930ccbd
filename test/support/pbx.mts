import type { LogEntry } from '../../simulator/pipeline.mts';
import type { Simulator } from '../../simulator/server.mts';
import type { CollectionName } from '../../simulator/state.mts';
import type { Rec } from '../../simulator/types.mts';

/**
 * Tells of each request that reaches the PBX, before it is served: the moment to change what the
 * PBX holds between two requests.
 */
export function onRequest({ log }: Simulator, listener: (entry: LogEntry) => void): void {
	const push = log.push.bind(log);
	log.push = (...entries) => {
		entries.forEach(listener);
		return push(...entries);
	};
}

/** The most that the PBX has seen at the same time. */
export interface Peaks {
	/** Requests without an answer yet; connections that were dropped count for good. */
	requests: number;
	/** Open sessions, but for those that stood before. */
	sessions: number;
}

/**
 * Watches a PBX from now on; give it a latency, or its requests are over before the next one comes.
 *
 * @param counts which requests are counted, told by `POST /api/tenants`; all by default
 */
export function peaksOf(simulator: Simulator, counts: RegExp = /./): Peaks {
	const peaks: Peaks = { requests: 0, sessions: 0 };
	const before = new Set(simulator.state.sessions.keys());
	const entries = new Set<LogEntry>();
	onRequest(simulator, (entry) => {
		const { sessions } = simulator.state;
		const open = [...sessions.keys()].filter((id) => !before.has(id)).length;
		peaks.sessions = Math.max(peaks.sessions, open);
		if (!counts.test(`${entry.method} ${entry.path}`)) return;
		entries.add(entry);
		const unanswered = [...entries].filter(({ status }) => status === 0).length;
		peaks.requests = Math.max(peaks.requests, unanswered);
	});
	return peaks;
}

/** The requests that the PBX has got, such as `POST /api/tenants`, those of signing in left out. */
export const linesOf = ({ log }: Simulator): string[] =>
	log
		.map(({ method, path }) => `${method} ${path}`)
		.filter((line) => !/ \/api\/auth\/(sign_in|user)$/.test(line));

/**
 * Puts records on the PBX without a request, so that none of them counts.
 *
 * @returns their ids
 */
export function addRecords(
	{ state }: Simulator,
	collection: CollectionName,
	count: number,
	make: (index: number) => Rec,
): string[] {
	return Array.from({ length: count }, (_, index) => {
		const id = state.nextId();
		state[collection].set(id, { ...make(index), id });
		return id;
	});
}

/** Tenants like the sample one, with the domains `t0.example`, `t1.example` and so on. */
export function addTenants(simulator: Simulator, count: number): string[] {
	const [sample] = simulator.state.tenants.values();
	return addRecords(simulator, 'tenants', count, (index) => ({
		...structuredClone(sample),
		name: `Tenant ${index}`,
		domain: `t${index}.example`,
	}));
}

/** IP rules with the networks `10.0.0.0/24`, `10.0.1.0/24` and so on. */
export const addRules = (simulator: Simulator, count: number): string[] =>
	addRecords(simulator, 'ipFilters', count, (index) => ({
		cidr: `10.${index >> 8}.${index & 255}.0/24`,
		target: 'DENY',
	}));

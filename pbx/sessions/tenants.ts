import type { IDataObject } from 'n8n-workflow';
import type { Patience } from '../patience';
import type { Session } from '../session';
import type { Wire } from '../wire';
import type { Login } from './login';
import { TenantSession } from './tenant';

/** A tenant in which somebody works, or will. */
interface Entry {
	inside: Promise<TenantSession> | undefined;
	/** Uses under way. */
	users: number;
	/** Uses that were announced and have not begun. */
	expected: number;
}

/**
 * The private sessions of a run, one for each tenant. A tenant is entered once, whatever comes of
 * it, and left after its last use: as many sessions are open as tenants are worked in at a time,
 * and never all of a list of thousands.
 */
export class TenantSessions {
	private readonly entries = new Map<string, Entry>();

	constructor(
		private readonly wire: Wire,
		private readonly login: Login,
		private readonly patience: Patience,
	) {}

	/** Announces a use: until it is over the session stays open. */
	expect(tenantId: string): void {
		this.entryOf(tenantId).expected++;
	}

	/**
	 * Works inside a tenant.
	 *
	 * @param work gets the session, and the tenant as it was seen from inside
	 * @throws CallFailed when it cannot be entered
	 */
	async within<T>(
		tenantId: string,
		work: (session: Session, tenant: IDataObject) => Promise<T>,
	): Promise<T> {
		const entry = this.entryOf(tenantId);
		entry.expected = Math.max(0, entry.expected - 1);
		entry.users++;
		try {
			entry.inside ??= TenantSession.open(this.wire, this.login, this.patience, tenantId);
			const { session, tenant } = await entry.inside;
			return await work(session, tenant);
		} finally {
			entry.users--;
			await this.leave(tenantId, entry);
		}
	}

	/** Ends all sessions, also those that are still expected to be used. */
	async close(): Promise<void> {
		const entries = [...this.entries.values()];
		this.entries.clear();
		await Promise.all(entries.map(async ({ inside }) => await closed(inside)));
	}

	private entryOf(tenantId: string): Entry {
		const entry = this.entries.get(tenantId) ?? { inside: undefined, users: 0, expected: 0 };
		this.entries.set(tenantId, entry);
		return entry;
	}

	private async leave(tenantId: string, entry: Entry): Promise<void> {
		if (entry.users > 0 || entry.expected > 0) return;
		if (this.entries.get(tenantId) === entry) this.entries.delete(tenantId);
		await closed(entry.inside);
	}
}

/** One that was not opened has ended itself. */
const closed = async (inside: Promise<TenantSession> | undefined): Promise<void> =>
	await inside?.then(
		async (session) => await session.close(),
		() => undefined,
	);

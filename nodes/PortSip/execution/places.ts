import { connect, type Client, type Context } from '../transport/client';
import type { Settings } from '../transport/settings';
import { TenantSession } from '../transport/tenantSession';
import { InputRefused } from './inputRefused';
import { Finder } from './lookups';
import type { Lookup } from './values';

/** Where a call is made: with which session, and with what that session can see. */
export interface Place {
	client: Client;
	finder: Finder;
}

/**
 * The sessions of one execution: the shared one of the credential, and a private one for each
 * tenant that an item acts in. A tenant is entered once, whatever comes of it.
 */
export class Places {
	private home: Promise<Place> | undefined;
	private readonly sessions = new Map<string, Promise<TenantSession>>();
	private readonly places = new Map<string, Promise<Place>>();

	constructor(
		private readonly context: Context,
		private readonly settings: Settings,
	) {}

	/**
	 * @param tenant the tenant to act in, by id or by something that must be looked up; undefined
	 *   for the account's own place
	 * @throws RequestFailure, InputRefused when there is no such tenant
	 */
	async of(tenant: string | Lookup | undefined): Promise<Place> {
		if (tenant !== undefined) await this.refuseTenantUser();
		this.home ??= placeOf(connect(this.context, this.settings));
		const home = await this.home;
		if (tenant === undefined) return home;
		return await this.inside(String(await home.finder.resolve(tenant)));
	}

	/** Ends the private sessions. */
	async close(): Promise<void> {
		const opened = await Promise.allSettled(this.sessions.values());
		const sessions = opened.flatMap((each) => (each.status === 'fulfilled' ? [each.value] : []));
		await Promise.all(sessions.map(async (session) => await session.close()));
	}

	private async refuseTenantUser(): Promise<void> {
		const { signInAs } = await this.context.getCredentials('portSipApi');
		if (signInAs !== 'tenantUser') return;
		throw new InputRefused(
			'A user of a tenant works in the own tenant only',
			'Leave Act in Tenant empty, or use the credential of a system administrator or dealer.',
		);
	}

	private async inside(id: string): Promise<Place> {
		const known = this.places.get(id);
		if (known) return await known;
		const session = TenantSession.open(this.context, id, this.settings);
		const place = placeOf(session.then(({ client }) => client));
		this.sessions.set(id, session);
		this.places.set(id, place);
		return await place;
	}
}

async function placeOf(connected: Promise<Client>): Promise<Place> {
	const client = await connected;
	return { client, finder: new Finder(client) };
}

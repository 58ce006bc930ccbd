import { connect, type Client, type Context } from '../../../pbx/client';
import type { Settings } from '../../../pbx/settings';
import { TenantSession } from '../../../pbx/sessions/tenantSession';
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
	private allowed: Promise<void> | undefined;
	private readonly entered = new Map<string, Promise<Place & { session: TenantSession }>>();

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
		if (tenant !== undefined) await (this.allowed ??= this.refuseTenantUser());
		this.home ??= connect(this.context, this.settings).then(placeOf);
		const home = await this.home;
		if (tenant === undefined) return home;
		return await this.inside(String(await home.finder.resolve(tenant)));
	}

	/** Ends the private sessions. */
	async close(): Promise<void> {
		const places = await Promise.allSettled(this.entered.values());
		const opened = places.flatMap((each) => (each.status === 'fulfilled' ? [each.value] : []));
		await Promise.all(opened.map(async ({ session }) => await session.close()));
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
		const place =
			this.entered.get(id) ??
			TenantSession.open(this.context, id, this.settings).then((session) => ({
				session,
				...placeOf(session.client),
			}));
		this.entered.set(id, place);
		return await place;
	}
}

const placeOf = (client: Client): Place => ({ client, finder: new Finder(client) });

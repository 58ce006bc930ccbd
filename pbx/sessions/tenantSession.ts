import type { IDataObject } from 'n8n-workflow';
import { clientOver, linkOf, type Client, type Context, type Link, type Send } from '../client';
import { failureOf, RequestFailure } from '../failure';
import { unlessRefused } from './refusals';
import type { Settings } from '../settings';
import { signIn, signOut, type Http, type Login, type Session } from './signIn';

/**
 * Work inside a tenant with a session of its own. `POST /tenants/switch` moves the session
 * behind a token, and n8n shares the saved token among all executions: switching that one would
 * lead other workflows into the wrong tenant (docs/decisions/0002).
 */
export class TenantSession {
	/** Sends calls inside the tenant; a session that ran out is replaced by one like it. */
	readonly client: Client;
	/** The tenant as it was seen from inside. */
	tenant: IDataObject = {};
	/** All sessions that were opened. */
	private readonly opened: Session[] = [];
	/** The session in use, or on its way. */
	private entering: Promise<Session>;

	private constructor(
		private readonly http: Http,
		private readonly login: Login,
		private readonly link: Link,
		private readonly tenantId: string,
	) {
		this.client = clientOver(link, async (options) => await this.send(options));
		this.entering = this.enter();
	}

	/**
	 * Signs in, enters the tenant and makes sure that it is the right one.
	 *
	 * @throws RequestFailure; the session is ended then
	 */
	static async open(
		context: Context,
		tenantId: string,
		settings: Settings,
	): Promise<TenantSession> {
		const request = context.helpers.httpRequest.bind(context.helpers) as Http;
		const { timeout } = settings;
		const http: Http = async (options) => await request({ ...options, timeout });
		const link = await linkOf(context, settings);
		const session = new TenantSession(http, await loginOf(context), link, tenantId);
		await session.entering.catch(async (error: unknown) => {
			await session.close();
			throw error;
		});
		return session;
	}

	/** Signs out. It never fails: a session that cannot be ended now runs out by itself. */
	async close(): Promise<void> {
		await Promise.all(
			this.opened.splice(0).map(async (each) => await signOut(this.http, this.login, each)),
		);
	}

	private send: Send = async (options) => {
		const session = await this.usable();
		return await this.http(withToken(options, session)).catch(async (error: unknown) => {
			if (failureOf(error, this.link.root).status !== 401) throw error;
			return await this.http(withToken(options, await this.usable(session)));
		});
	};

	/**
	 * The session to use. Many requests may find it ended: the first of them has it replaced, the
	 * others wait for the same one.
	 *
	 * @param refused a session that the PBX did not take any more
	 */
	private async usable(refused?: Session): Promise<Session> {
		const { entering } = this;
		const session = await entering.catch(() => undefined);
		if (session && session !== refused && Date.now() < session.usableUntil) return session;
		if (this.entering === entering) this.entering = this.enter();
		return await this.entering;
	}

	/** @param again a session that ends before it is in the tenant is replaced, but only once */
	private async enter(again = true): Promise<Session> {
		const { link, http, login } = this;
		const signedIn = async () => await unlessRefused(login, async () => await signIn(http, login));
		const session = await link.patience.persistently(
			async () =>
				await signedIn().catch((error: unknown) => {
					throw new RequestFailure(failureOf(error, link.root));
				}),
			true,
		);
		this.opened.push(session);
		const client = clientOver(link, async (options) => await http(withToken(options, session)));
		const tenant = await inside(client, this.tenantId).catch((error: unknown) => {
			if (!(error instanceof RequestFailure)) throw error;
			if (again && error.failure.status === 401) return undefined;
			throw notEntered(error, this.tenantId);
		});
		if (!tenant) return await this.enter(false);
		this.tenant = tenant;
		return session;
	}
}

/** Moves a session into a tenant, and looks where it is then. */
async function inside(client: Client, tenantId: string): Promise<IDataObject> {
	const query = { id: tenantId };
	const look = async () =>
		((await client.send({ method: 'GET', path: '/tenant' })).body ?? {}) as IDataObject;
	const isThere = ({ id }: IDataObject) => String(id) === tenantId;
	const switching = { method: 'POST', path: '/tenants/switch', query, repeatable: true } as const;
	const entered = await client.send(switching).then(look, async (error: unknown) => {
		// When the answer is lost, the switch is sent again from inside, where it is refused.
		const found = await look().catch(() => ({}));
		if (isThere(found)) return found;
		throw error;
	});
	if (isThere(entered)) return entered;
	throw new RequestFailure({
		message: 'the PBX led the session into another tenant',
		advice: 'Nothing was changed. Check the ID of the tenant.',
	});
}

const ADVICE: Readonly<Record<number, string>> = {
	403: 'The account may not enter it. An administrator needs a role with full access to tenants, a dealer full access to its tenants.',
	404: 'Check the ID of the tenant, and whether it belongs to this dealer.',
};

const notEntered = ({ failure }: RequestFailure, tenantId: string): RequestFailure =>
	new RequestFailure({
		...failure,
		message: `the tenant ${tenantId} could not be entered: ${failure.message}`,
		advice: ADVICE[failure.status ?? 0] ?? failure.advice,
	});

const loginOf = async (context: Context): Promise<Login> =>
	await context.getCredentials<Login & IDataObject>('portSipApi');

const withToken: (options: Parameters<Send>[0], session: Session) => Parameters<Send>[0] = (
	options,
	{ accessToken },
) => ({ ...options, headers: { ...options.headers, Authorization: `Bearer ${accessToken}` } });

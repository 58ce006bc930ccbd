import type { IDataObject } from 'n8n-workflow';
import type { Answer, Call } from '../call';
import { CallFailed, statusOf, type Failure } from '../failures';
import type { Patience } from '../patience';
import { failureOf } from '../reading';
import { Session } from '../session';
import type { Wire } from '../wire';
import type { Login } from './login';
import { authorized, signIn, signOut, type Token } from './signIn';

/**
 * Work inside a tenant with a session of its own. `POST /tenants/switch` moves the session
 * behind a token, and n8n shares the saved token among all executions: switching that one would
 * lead other workflows into the wrong tenant (docs/decisions/0002).
 */
export class TenantSession {
	/** Sends calls inside the tenant; a session that ran out is replaced by one like it. */
	readonly session: Session;
	/** The tenant as it was seen from inside. */
	tenant: IDataObject = {};
	/** All sessions that were opened. */
	private readonly opened: Token[] = [];
	/** The session in use, or on its way. */
	private entering: Promise<Token>;

	private constructor(
		private readonly wire: Wire,
		private readonly login: Login,
		private readonly patience: Patience,
		private readonly tenantId: string,
	) {
		this.session = new Session(wire.address, async (call) => await this.ask(call), patience);
		this.entering = this.enter();
	}

	/**
	 * Signs in, enters the tenant and makes sure that it is the right one.
	 *
	 * @throws CallFailed; the session is ended then
	 */
	static async open(
		wire: Wire,
		login: Login,
		patience: Patience,
		tenantId: string,
	): Promise<TenantSession> {
		const inside = new TenantSession(wire, login, patience, tenantId);
		await inside.entering.catch(async (error: unknown) => {
			await inside.close();
			throw error;
		});
		return inside;
	}

	/** Signs out. It never fails: a session that cannot be ended now runs out by itself. */
	async close(): Promise<void> {
		await Promise.all(this.opened.splice(0).map(async (token) => await signOut(this.wire, token)));
	}

	private async ask(call: Call): Promise<Answer> {
		const token = await this.usable();
		const answer = await this.wire.ask(withToken(call, token));
		if (answer.status !== 401) return answer;
		return await this.wire.ask(withToken(call, await this.usable(token)));
	}

	/**
	 * The session to use. Many requests may find it ended: the first of them has it replaced, the
	 * others wait for the same one.
	 *
	 * @param refused a session that the PBX did not take any more
	 */
	private async usable(refused?: Token): Promise<Token> {
		const { entering } = this;
		const token = await entering.catch(() => undefined);
		const { clock } = this.wire.host;
		if (token && token !== refused && clock.now() < token.usableUntil) return token;
		if (this.entering === entering) this.entering = this.enter();
		return await this.entering;
	}

	/** @param again a session that ends before it is in the tenant is replaced, but only once */
	private async enter(again = true): Promise<Token> {
		const token = await this.signedIn();
		this.opened.push(token);
		const session = new Session(
			this.wire.address,
			async (call) => await this.wire.ask(withToken(call, token)),
			this.patience,
		);
		const tenant = await inside(session, this.tenantId).catch((error: unknown) => {
			if (!(error instanceof CallFailed)) throw error;
			if (again && statusOf(error.failure) === 401) return undefined;
			throw notEntered(error, this.tenantId);
		});
		if (!tenant) return await this.enter(false);
		this.tenant = tenant;
		return token;
	}

	private async signedIn(): Promise<Token> {
		const { wire, login, patience } = this;
		const attempt = async () =>
			await signIn(wire, login).catch((error: unknown) => {
				throw new CallFailed(failureOf(error, wire.address));
			});
		return await patience.persistently(attempt, true);
	}
}

/** Moves a session into a tenant, and looks where it is then. */
async function inside(session: Session, tenantId: string): Promise<IDataObject> {
	const look = async () =>
		((await session.send({ method: 'GET', route: '/tenant' })).body ?? {}) as IDataObject;
	const isThere = ({ id }: IDataObject) => String(id) === tenantId;
	const switching: Call = {
		method: 'POST',
		route: '/tenants/switch',
		query: { id: tenantId },
		repeatable: true,
	};
	const entered = await session.send(switching).then(look, async (error: unknown) => {
		// When the answer is lost, the switch is sent again from inside, where it is refused.
		const found = await look().catch(() => ({}));
		if (isThere(found)) return found;
		throw error;
	});
	if (isThere(entered)) return entered;
	throw new CallFailed({
		kind: 'notEntered',
		message: 'the PBX led the session into another tenant',
		advice: 'Nothing was changed. Check the ID of the tenant.',
	});
}

const ADVICE: Readonly<Record<number, string>> = {
	403: 'The account may not enter it. An administrator needs a role with full access to tenants, a dealer full access to its tenants.',
	404: 'Check the ID of the tenant, and whether it belongs to this dealer.',
};

/** What the PBX answered on the way in says nothing about the call, which was not sent. */
const adviceOf = (failure: Failure): string =>
	failure.kind === 'answered' && failure.status < 500
		? failure.advice
		: 'Nothing was sent to the tenant. Check whether the PBX is running, then run the item again.';

function notEntered({ failure }: CallFailed, tenantId: string): CallFailed {
	if (failure.kind === 'stopped') return new CallFailed(failure);
	const status = statusOf(failure);
	return new CallFailed({
		kind: 'notEntered',
		...(status === undefined ? {} : { status }),
		message: `the tenant ${tenantId} could not be entered: ${failure.message}`,
		advice: ADVICE[status ?? 0] ?? adviceOf(failure),
	});
}

const withToken = (call: Call, token: Token): Call => ({
	...call,
	headers: { ...call.headers, ...authorized(token) },
});

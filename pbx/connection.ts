import type { Answer, Call } from './call';
import { CallFailed } from './failures';
import type { AccountHost } from './host';
import { Patience } from './patience';
import { failureOf } from './reading';
import { Session } from './session';
import type { Login } from './sessions/login';
import { TenantSessions } from './sessions/tenants';
import type { Settings } from './settings';
import { targetOf, Wire, type Target } from './wire';

/** The PBX behind a credential, for one run. */
export class Connection {
	private constructor(
		/** The shared session of the credential. */
		readonly home: Session,
		/** Private sessions inside tenants. */
		readonly tenants: TenantSessions,
		/** The account of the credential. */
		readonly login: Login,
	) {}

	/**
	 * Base URL and account are those of the credential for the first item, as n8n does it for the
	 * session itself: a token never goes to another host. Nothing is sent yet.
	 *
	 * @throws CallFailed when the Base URL cannot be used
	 */
	static async open(host: AccountHost, settings: Settings): Promise<Connection> {
		const login = await host.login();
		const wire = new Wire(host, await usableTarget(login), settings);
		const patience = new Patience(settings.tries, host.clock, host.stop);
		const ask = async (call: Call) => await wire.ask(call, host.sendWithSession);
		const home = new Session(
			wire.address,
			(await host.isSignedIn()) ? ask : firstAlone(ask),
			patience,
		);
		return new Connection(home, new TenantSessions(wire, login, patience), login);
	}
}

/**
 * Until there is a session, every request would ask for one and wait for it: the first goes alone,
 * so that its sign-in is counted before the others are let out.
 */
function firstAlone(ask: (call: Call) => Promise<Answer>): (call: Call) => Promise<Answer> {
	let first: Promise<unknown> | undefined;
	return async (call) => {
		if (first) {
			await first;
			return await ask(call);
		}
		const mine = ask(call);
		first = mine.catch(() => undefined);
		return await mine;
	};
}

const usableTarget = async (login: Login): Promise<Target> =>
	await Promise.resolve(login)
		.then(targetOf)
		.catch((error: unknown) => {
			throw new CallFailed(failureOf(error, login.baseUrl));
		});

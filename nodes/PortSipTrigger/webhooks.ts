import type { IDataObject, IHookFunctions } from 'n8n-workflow';
import { apiRoot } from '../../pbx/address';
import { Connection } from '../../pbx/connection';
import { CallFailed, statusOf } from '../../pbx/failures';
import { GROUPS, type Group } from '../../pbx/events/names';
import type { Session } from '../../pbx/session';
import { WAITED_FOR } from '../../pbx/settings';
import { hostOf } from '../shared/execution/host';
import { Finder } from '../shared/execution/resolve';
import { tenantIdOf } from '../shared/execution/tenants';
import { TENANT } from '../shared/parameters/standard';
import { isRecord } from '../shared/values/isRecord';
import { labelOf } from '../shared/values/label';
import type { Lookup } from '../shared/values/lookup';
import { settingIn, withoutEmpty, type Setting, type Settings } from './settings';

/** The webhook settings of a tenant, on the PBX. */
export class TenantWebhooks {
	private constructor(
		private readonly session: Session,
		/** Root of the API of the PBX. */
		readonly baseUrl: string,
		/** Id of the tenant; empty for that of the account. */
		readonly tenant: string,
	) {}

	/**
	 * Signs in where need be and finds the tenant. It is not entered: an account of the system may
	 * change the settings of every tenant, and a user of a tenant has its own.
	 *
	 * @param tenant what names it
	 * @throws InputRefused, CallFailed
	 */
	static async open(
		context: IHookFunctions,
		tenant: string | Lookup | undefined,
	): Promise<TenantWebhooks> {
		const connection = await Connection.open(hostOf(context), WAITED_FOR);
		const finder = new Finder(connection.home);
		const id = await tenantIdOf(tenant, true, connection, finder, labelOf(TENANT));
		return new TenantWebhooks(connection.home, apiRoot(connection.login.baseUrl), id ?? '');
	}

	/** @throws CallFailed */
	async read(): Promise<Record<Group, Setting>> {
		const { body } = await this.session.send({ method: 'GET', needsBody: true, ...this.place });
		const record: IDataObject = isRecord(body) ? body : {};
		const [calls, extensions] = GROUPS.map((group) => settingIn(record, group));
		return { cdr_event: calls, extension_event: extensions };
	}

	/** @throws CallFailed */
	async write(settings: Settings): Promise<void> {
		await this.session.send({
			method: 'POST',
			...this.place,
			body: settings as IDataObject,
			// Twice the same is no more than once.
			repeatable: true,
		});
	}

	/**
	 * Writes settings of which some texts are empty, which the PBX may refuse.
	 *
	 * @throws CallFailed
	 */
	async restore(settings: Settings): Promise<void> {
		const error = await this.write(settings).then(
			() => undefined,
			(thrown: unknown) => thrown,
		);
		if (error === undefined) return;
		if (!(error instanceof CallFailed) || statusOf(error.failure) !== 400) throw error;
		const filled = Object.entries(settings).map(([group, each]) => [group, withoutEmpty(each)]);
		await this.write(Object.fromEntries(filled) as Settings);
	}

	private get place() {
		const { tenant: id } = this;
		return id ? { route: '/tenants/{id}', ids: { id } } : { route: '/tenant' };
	}
}

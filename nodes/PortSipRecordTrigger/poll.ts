import type { INodeExecutionData, IPollFunctions } from 'n8n-workflow';
import { Connection } from '../../pbx/connection';
import type { Session } from '../../pbx/session';
import { WAITED_FOR } from '../../pbx/settings';
import { hostOf } from '../shared/execution/host';
import { plainError } from '../shared/execution/plainError';
import { Finder } from '../shared/execution/resolve';
import { needsTenant, tenantIdOf } from '../shared/execution/tenants';
import { labelOf } from '../shared/values/label';
import { changes } from './changes';
import type { Poll } from './job';
import { toldOnce } from './outage';
import { parametersOf, TENANT } from './parameters';
import { records } from './records';
import { CHANGES, RECORDS, rowOf } from './sources';

/**
 * What is new since the last poll.
 *
 * @returns null where nothing is
 * @throws NodeApiError, NodeOperationError
 */
export async function poll(context: IPollFunctions): Promise<INodeExecutionData[][] | null> {
	const manual = context.getMode() === 'manual';
	// n8n polls once while it activates: what goes wrong then must show.
	const activating = context.getActivationMode() !== 'leadershipChange' && isFirst(context);
	return await toldOnce(context, manual || activating, async () => {
		const items = await newItems(context, manual).catch((error: unknown) => {
			throw plainError(context.getNode(), error, true);
		});
		return items?.length ? [items] : null;
	});
}

const isFirst = (context: IPollFunctions): boolean =>
	Object.keys(context.getWorkflowStaticData('node')).length === 0;

async function newItems(
	context: IPollFunctions,
	manual: boolean,
): Promise<INodeExecutionData[] | null> {
	const parameters = parametersOf(context);
	const { event, tenant } = parameters;
	const connection = await Connection.open(hostOf(context), WAITED_FOR);
	const { login } = connection;
	const record = Object.hasOwn(RECORDS, event) ? RECORDS[event] : undefined;
	const finder = new Finder(connection.home);
	const needed = record === undefined || needsTenant(rowOf(record));
	const wanted = event === 'tenant' ? undefined : tenant;
	const id = await tenantIdOf(wanted, needed, connection, finder, labelOf(TENANT));
	const work = async (session: Session): Promise<INodeExecutionData[] | null> => {
		const place = [login.baseUrl, login.username, id ?? '', event];
		const job: Poll = { context, session, parameters, place, account: login.username, manual };
		return record ? await records(job, record) : await changes(job, CHANGES[event]);
	};
	return await (id === undefined ? work(connection.home) : connection.tenants.within(id, work));
}

import { operationOf } from '../contract.mts';
import { notFound } from '../errors.mts';
import { genericHandler } from '../generic/index.mts';
import { recordOf, recordsAt, tableOf } from '../generic/tables.mts';
import { holderOf } from '../numbers.mts';
import type { Call, HandlerTable } from '../pbx.mts';
import type { Rec } from '../types.mts';
import { memberRules } from './members.mts';

function numberDetails({ pbx, params, caller }: Call): Rec {
	const { extension_number } = params;
	const holder = holderOf(pbx.state, caller.tenantId, extension_number);
	if (!holder) throw notFound('The number');
	const { id, name, display_name = name, subject = display_name } = holder.record;
	return { id, extension_number, name: name ?? subject, type: holder.type };
}

const agentsKey = 'POST /exclusive_numbers/{id}/call_queues/{queue_id}/agents';
const setAgents = genericHandler(operationOf(agentsKey), memberRules);

/** Agents of an exclusive number bring their queue along. */
function setExclusiveAgents(call: Call): unknown {
	recordOf(call, '/exclusive_numbers/{id}');
	const queue = recordsAt(call.pbx.state, '/call_queues', call.caller.tenantId).find(
		({ id }) => id === call.params.queue_id,
	);
	if (!queue) throw notFound('The queue');
	const { id, name, extension_number } = queue;
	const table = tableOf(call, '/exclusive_numbers/{id}/call_queues');
	const isNew = !table.has(String(id));
	table.set(String(id), { id, name, extension_number });
	try {
		return setAgents(call);
	} catch (error) {
		if (isNew) table.delete(String(id));
		throw error;
	}
}

/** Calls that bring records of different lists together. */
export const lookupHandlers: HandlerTable = {
	'GET /extension_numbers/{extension_number}': numberDetails,
	[agentsKey]: setExclusiveAgents,
	'GET /ms365/users/details/{id}': (call) => ({ ...recordOf(call, '/ms365/users/{id}') }),
};

import { keyOf, operationOf, operations } from '../contract.mts';
import { callRecordHandlers } from '../events/callRecords.mts';
import { observed } from '../events/observe.mts';
import { genericHandler } from '../generic/index.mts';
import type { Handler, HandlerTable } from '../pbx.mts';
import type { Operation } from '../types.mts';
import { administratorHandlers } from './administrators.mts';
import { authHandlers } from './auth.mts';
import { dealerHandlers } from './dealers.mts';
import { fileHandlers } from './files.mts';
import { loginHandlers } from './login.mts';
import { lookupHandlers } from './lookups.mts';
import { memberHandlers } from './members.mts';
import { networkHandlers } from './network.mts';
import { phoneHandlers } from './phones.mts';
import { roleHandlers } from './roles.mts';
import { selfHandlers } from './self.mts';
import { settingsHandlers } from './settings.mts';
import { statusHandlers } from './status.mts';
import { checkFeature, featureOf, tableRules } from './tables.mts';
import { tenantHandlers } from './tenants.mts';
import { trunkHandlers } from './trunks.mts';
import { userHandlers } from './users.mts';

/** The operations that have code of their own, by their key in the contract. */
const writtenHandlers: HandlerTable = {
	...authHandlers,
	...loginHandlers,
	...statusHandlers,
	...tenantHandlers,
	...dealerHandlers,
	...administratorHandlers,
	...trunkHandlers,
	...networkHandlers,
	...settingsHandlers,
	...userHandlers,
	...selfHandlers,
	...roleHandlers,
	...memberHandlers,
	...phoneHandlers,
	...fileHandlers,
	...lookupHandlers,
	...callRecordHandlers,
};

for (const key of Object.keys(writtenHandlers)) operationOf(key);

function handlerOf(operation: Operation): Handler {
	const handler = observed(
		operation,
		writtenHandlers[keyOf(operation)] ?? genericHandler(operation, tableRules),
	);
	const feature = featureOf(operation.path);
	if (!feature) return handler;
	return (call) => {
		checkFeature(call, feature);
		return handler(call);
	};
}

/** Every operation of the contract; what has no code of its own follows from the contract. */
export const handlers: HandlerTable = Object.fromEntries(
	operations.map((operation) => [keyOf(operation), handlerOf(operation)]),
);

import { operationOf } from '../contract.mts';
import type { HandlerTable } from '../pbx.mts';
import { administratorHandlers } from './administrators.mts';
import { authHandlers } from './auth.mts';
import { dealerHandlers } from './dealers.mts';
import { networkHandlers } from './network.mts';
import { settingsHandlers } from './settings.mts';
import { statusHandlers } from './status.mts';
import { tenantHandlers } from './tenants.mts';
import { trunkHandlers } from './trunks.mts';

/**
 * The operations the simulator carries out, by their key in the contract. An operation of the
 * contract that is not here is checked like any other and then answered with 501.
 */
export const handlers: HandlerTable = {
	...authHandlers,
	...statusHandlers,
	...tenantHandlers,
	...dealerHandlers,
	...administratorHandlers,
	...trunkHandlers,
	...networkHandlers,
	...settingsHandlers,
};

for (const key of Object.keys(handlers)) operationOf(key);

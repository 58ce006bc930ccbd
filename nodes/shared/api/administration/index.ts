import { insideOrOutside, insideTenant } from '../define';
import type { Resource } from '../types';
import { administrator } from './administrator';
import { apiRequest } from './apiRequest';
import { dealer } from './dealer';
import { holiday } from './holiday';
import { ipRule } from './ipRule';
import { myAdministrator, myDealer, signedInUser } from './myAccount';
import { myTenant } from './myTenant';
import { notification } from './notification';
import { brand, certificate, license, network } from './platform';
import { dataFlowServer, imServer, sbcServer } from './servers';
import { systemSettings } from './systemSettings';
import { tenant } from './tenant';
import { transport } from './transport';
import { trunk } from './trunk';
import { voicemailServer } from './voicemailServer';

/** Customers, trunks and the PBX itself; API Request for all that has no row. */
export const administration: readonly Resource[] = [
	administrator,
	brand,
	certificate,
	dataFlowServer,
	dealer,
	imServer,
	ipRule,
	license,
	myAdministrator,
	myDealer,
	network,
	notification,
	sbcServer,
	signedInUser,
	systemSettings,
	tenant,
	transport,
	...insideOrOutside([apiRequest, trunk]),
	...insideTenant([holiday, myTenant, voicemailServer]),
];

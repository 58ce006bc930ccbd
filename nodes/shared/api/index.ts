import { administrator } from './administrator';
import { apiRequest } from './apiRequest';
import { brand, certificate, license, network } from './platform';
import { dataFlowServer, imServer, sbcServer } from './servers';
import { dealer } from './dealer';
import { insideTenant } from './define';
import { holiday } from './holiday';
import { ipRule } from './ipRule';
import { myAdministrator, myDealer, signedInUser } from './myAccount';
import { myTenant } from './myTenant';
import { notification } from './notification';
import { systemSettings } from './systemSettings';
import { tenant } from './tenant';
import { transport } from './transport';
import { trunk } from './trunk';
import { voicemailServer } from './voicemailServer';
import { extensions } from './extensions';
import { mine } from './mine';
import { routing } from './routing';
import { activity } from './activity';
import { services } from './services';
import type { Operation, Resource } from './types';

/** Every resource of the node. A new file of rows is entered here. */
export const resources: readonly Resource[] = [
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
	...insideTenant([apiRequest, holiday, myTenant, trunk, voicemailServer]),
	...extensions,
	...mine,
	...routing,
	...activity,
	...services,
];

const byValue = new Map(
	resources.map(({ value, operations }) => [
		value,
		new Map(operations.map((each) => [each.value, each])),
	]),
);

const reads = new Map(
	resources
		.flatMap(({ operations }) => operations)
		.filter(({ method }) => method === 'GET')
		.map((each) => [each.path, each]),
);

/** The read with this path, braces included: what a write changed can be looked up with it. */
export const findRead = (path: string): Operation | undefined => reads.get(path);

/**
 * The row behind a resource and an operation. Maps, not objects, so that a name such as
 * `constructor` finds nothing.
 *
 * @returns undefined where there is no such row
 */
export const findOperation = (resource: string, operation: string): Operation | undefined =>
	byValue.get(resource)?.get(operation);

import { insideTenant } from '../define';
import type { Resource } from '../types';
import { callPark, callParkGroup, callPickupGroup } from './callPark';
import { callQueue } from './callQueue';
import { callQueueAgent } from './callQueueAgent';
import { callQueueBlacklist, exclusiveNumber, vipNumber } from './callQueueNumbers';
import { ringGroup } from './ringGroup';
import { inboundRule, outboundRule } from './rules';
import { security } from './security';
import { automaticCallback, featureAccessCode, musicOnHold } from './services';
import { virtualReceptionist, virtualReceptionistActionUrl } from './virtualReceptionist';

/** Where calls go, and which are let through: queues, groups, receptionists, rules, numbers. */
export const routing: readonly Resource[] = insideTenant([
	automaticCallback,
	callPark,
	callParkGroup,
	callPickupGroup,
	callQueue,
	callQueueAgent,
	exclusiveNumber,
	featureAccessCode,
	inboundRule,
	musicOnHold,
	outboundRule,
	callQueueBlacklist,
	ringGroup,
	...security,
	vipNumber,
	virtualReceptionist,
	virtualReceptionistActionUrl,
]);

import { insideTenant } from '../define';
import type { Resource } from '../types';
import { callPark, callParkGroup, callPickupGroup } from './callPark';
import { callQueue } from './callQueue';
import { callQueueAgent } from './callQueueAgent';
import { exclusiveNumber, queueBlacklistedNumber, vipNumber } from './callQueueNumbers';
import { monitorGroup } from './monitorGroup';
import { ringGroup } from './ringGroup';
import { callQueueServer, virtualReceptionistServer } from './routingServers';
import { inboundRule, outboundRule } from './rules';
import { automaticCallback, featureAccessCode, musicOnHold } from './services';
import { sharedVoicemail, sharedVoicemailMessage } from './sharedVoicemail';
import { virtualReceptionist, virtualReceptionistActionUrl } from './virtualReceptionist';

/** How calls are routed: queues, ring groups, receptionists, rules, parking, pickup. */
export const routing: readonly Resource[] = [
	...insideTenant([
		automaticCallback,
		callPark,
		callParkGroup,
		callPickupGroup,
		callQueue,
		callQueueAgent,
		exclusiveNumber,
		featureAccessCode,
		inboundRule,
		monitorGroup,
		musicOnHold,
		outboundRule,
		queueBlacklistedNumber,
		ringGroup,
		sharedVoicemail,
		sharedVoicemailMessage,
		vipNumber,
		virtualReceptionist,
		virtualReceptionistActionUrl,
	]),
	callQueueServer,
	virtualReceptionistServer,
];

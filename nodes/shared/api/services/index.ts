import { insideOrOutside, insideTenant } from '../define';
import type { Resource } from '../types';
import { contact } from './contact';
import { crms } from './crm';
import { emailTemplate, systemEmailTemplate } from './emailTemplate';
import { file } from './file';
import { googleIntegration, systemGoogleIntegration } from './google';
import { externalMessage, smsService, whatsAppService, whatsAppTemplate } from './messaging';
import { microsoft365Integration, systemMicrosoft365Integration } from './microsoft365';
import { phoneTemplate, softPhoneTemplate } from './phoneTemplates';
import { mobileApp } from './mobileApp';
import {
	callQueueServer,
	conferenceServer,
	mediaServer,
	virtualReceptionistServer,
} from './servers';
import { tenantNotification } from './tenantNotification';

/** What stands around the PBX: address books, messaging, integrations, templates, servers. */
export const services: readonly Resource[] = [
	...insideTenant([
		contact,
		...crms,
		emailTemplate,
		externalMessage,
		googleIntegration,
		microsoft365Integration,
		smsService,
		tenantNotification,
		whatsAppService,
		whatsAppTemplate,
	]),
	...insideOrOutside([file]),
	callQueueServer,
	conferenceServer,
	mediaServer,
	mobileApp,
	phoneTemplate,
	softPhoneTemplate,
	systemEmailTemplate,
	systemGoogleIntegration,
	systemMicrosoft365Integration,
	virtualReceptionistServer,
];

import { dectPhone, dectPhoneModel } from './dectPhone';
import { emailTemplate, systemEmailTemplate } from './emailTemplate';
import { file } from './file';
import { googleIntegration, systemGoogleIntegration } from './google';
import { mediaServer } from './mediaServer';
import { externalMessage, smsService, whatsAppService, whatsAppTemplate } from './messaging';
import { microsoft365Integration, systemMicrosoft365Integration } from './microsoft365';
import { phone, phoneModel, phoneTemplate, softPhoneTemplate } from './phone';
import { pushApp } from './pushApp';
import { tenantNotification } from './tenantNotification';
import { transcription } from './transcription';
import { insideTenant } from '../define';
import type { Resource } from '../types';

/** Services around the PBX: mail, provisioning, messaging, servers, integrations. */
export const services: readonly Resource[] = [
	...insideTenant([
		dectPhone,
		dectPhoneModel,
		emailTemplate,
		externalMessage,
		file,
		googleIntegration,
		microsoft365Integration,
		phone,
		phoneModel,
		smsService,
		tenantNotification,
		transcription,
		whatsAppService,
		whatsAppTemplate,
	]),
	mediaServer,
	phoneTemplate,
	pushApp,
	softPhoneTemplate,
	systemEmailTemplate,
	systemGoogleIntegration,
	systemMicrosoft365Integration,
];

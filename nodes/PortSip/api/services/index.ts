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
import type { Resource } from '../types';

/** Services around the PBX: mail, provisioning, messaging, servers, integrations. */
export const services: readonly Resource[] = [
	dectPhone,
	dectPhoneModel,
	emailTemplate,
	externalMessage,
	file,
	googleIntegration,
	mediaServer,
	microsoft365Integration,
	phone,
	phoneModel,
	phoneTemplate,
	pushApp,
	smsService,
	softPhoneTemplate,
	systemEmailTemplate,
	systemGoogleIntegration,
	systemMicrosoft365Integration,
	tenantNotification,
	transcription,
	whatsAppService,
	whatsAppTemplate,
];

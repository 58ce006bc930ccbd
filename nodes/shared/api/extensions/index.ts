import { insideOrOutside, insideTenant } from '../define';
import type { Resource } from '../types';
import { extensionAssistant, extensionAssistantFilter } from './assistants';
import { dectPhone, dectPhoneModel } from './dectPhone';
import { extension, extensionNumber } from './extension';
import { role, userGroup } from './groups';
import {
	extensionGreeting,
	extensionHoliday,
	extensionQueueAgent,
	extensionSpeedDial100,
	extensionSpeedDial8,
} from './parts';
import { extensionPhone, hotDesk } from './phones';
import { phone, phoneModel } from './provisionedPhones';
import { sharedVoicemail, sharedVoicemailMessage } from './sharedVoicemail';

/** Extensions of a tenant and what belongs to them: groups, roles, phones, mailboxes. */
export const extensions: readonly Resource[] = [
	...insideTenant([
		dectPhone,
		dectPhoneModel,
		extension,
		extensionAssistant,
		extensionAssistantFilter,
		extensionGreeting,
		extensionHoliday,
		extensionNumber,
		extensionPhone,
		extensionQueueAgent,
		extensionSpeedDial100,
		extensionSpeedDial8,
		hotDesk,
		phone,
		phoneModel,
		sharedVoicemail,
		sharedVoicemailMessage,
		userGroup,
	]),
	...insideOrOutside([role]),
];

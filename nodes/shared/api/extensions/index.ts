import { insideTenant } from '../define';
import type { Resource } from '../types';
import { extensionAssistant, extensionAssistantFilter } from './assistants';
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

/** Extensions of a tenant and what belongs to them, user groups, roles, hot desks. */
export const extensions: readonly Resource[] = insideTenant([
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
	role,
	userGroup,
]);

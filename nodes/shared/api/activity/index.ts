import { insideTenant } from '../define';
import type { Resource } from '../types';
import { dataFlow } from './analytics';
import { charges } from './billing';
import { calls } from './call';
import { callReports } from './callReport';
import { conferences, conferenceServer } from './conference';
import { contact } from './contact';
import { crms } from './crm';
import { logs } from './logs';
import { security } from './security';

/** Calls, meetings and what is recorded about them; contacts, billing, security. */
export const activity: readonly Resource[] = [
	...insideTenant([
		...calls,
		...callReports,
		...charges,
		...conferences,
		contact,
		...crms,
		...dataFlow,
		...logs,
		...security,
	]),
	conferenceServer,
];

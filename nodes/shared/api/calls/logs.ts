import { getMany, resource } from '../define';
import { choice, text } from '../fields';

const auditLog = resource(
	'auditLog',
	'Audit Log',
	'/audit_logs',
	[
		getMany({
			paging: 'undeclared',
			time: 'created_at',
			filters: [
				choice('action', ['CREATE', 'UPDATE', 'DELETE', 'LOGIN', 'LOGOUT', 'RECHARGE']),
				text('user_name', 'Who made the change'),
			],
		}),
	],
	{ description: 'Who changed what; of the system, or of the tenant whose user is signed in' },
);

const eventLog = resource(
	'eventLog',
	'Event Log',
	'/event_logs',
	[
		getMany({
			paging: 'undeclared',
			time: 'created_at',
			filters: [choice('level', { DEBUG: 'Debug', INFO: 'Info', WARN: 'Warning', ERROR: 'Error' })],
		}),
	],
	{ description: 'What happened; in the system, or in the tenant whose user is signed in' },
);

export const logs = [auditLog, eventLog];

import { getMany, resource } from '../define';

const auditLog = resource(
	'auditLog',
	'Audit Log',
	'/audit_logs',
	[getMany({ paging: 'undeclared' })],
	{ description: 'Who changed what; of the system, or of the tenant whose user is signed in' },
);

const eventLog = resource(
	'eventLog',
	'Event Log',
	'/event_logs',
	[getMany({ paging: 'undeclared' })],
	{ description: 'What happened; in the system, or in the tenant whose user is signed in' },
);

export const logs = [auditLog, eventLog];

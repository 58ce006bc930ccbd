import { choice, need } from './fields';

/** State of an agent, whoever sets it. */
export const agentStatus = need(
	choice('status', ['READY', 'NOT_READY', 'WRAP_UP', 'LOGGED_IN', 'LOGGED_OUT']),
);

import { choice, text } from './fields';

const direction = choice('direction', {
	INBOUND_CALL: 'Incoming',
	OUTBOUND_CALL: 'Outgoing',
	EXTENSION_CALL: 'Internal',
	INBOUND_OUTBOUND_CALL: 'Incoming, Passed on to Outside',
});
const endReason = choice('end_reason', [
	'CALLER_DISCONNECTED',
	'CALLEE_DISCONNECTED',
	'BLIND_TRANSFER_COMPLETED',
	'CONSULT_TRANSFER_COMPLETED',
	'REPLACED',
	'REFERRED',
	'REDIRECTED',
	'CANCELLED',
]);

/** By whom and to whom. */
export const party = text('extension', 'On either side of the call', {
	title: 'Extension or Number',
	example: '101',
	matches: ['caller', 'callee'],
});

/** How calls are narrowed, of a tenant and of one user. */
export const callFilters = { time: 'started_at', filters: [direction, endReason, party] };

/** How messages over SMS and WhatsApp are narrowed. */
export const messageFilters = {
	time: 'created_at',
	filters: [
		choice('direction', { IN: 'Received', OUT: 'Sent' }),
		choice('msg_type', { SMS: 'SMS', WHATSAPP: 'WhatsApp', UNKNOWN: 'Unknown' }, undefined, {
			title: 'Channel',
		}),
		choice('delivery', {
			DELIVERED: 'Delivered',
			SENT: 'Sent',
			RECV: 'Received',
			ERR: 'Not Delivered',
		}),
	],
};

/** How messages in a mailbox are narrowed. */
export const voicemailFilters = {
	time: 'created_at',
	filters: [choice('status', { READ: 'Read', UNREAD: 'Unread' })],
};

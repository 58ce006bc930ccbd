import type { Reference } from './types';

/** A record with a name, listed at `path`. */
const named = (title: string, path: string, label: readonly string[] = ['name']): Reference => ({
	title,
	path,
	label,
});

/**
 * Records that a field can point to. The path field `{tenant_id}` and a row's own `{id}` find
 * their reference here by name, and the list searches of the locators are made from it.
 */
export const references: Readonly<Record<string, Reference>> = {
	administrator: named('Administrator', '/admin/users', ['name', 'display_name']),
	blockedNumber: named('Blocked Number', '/blacklisted_numbers', ['number', 'description']),
	callParkGroup: named('Call Park Group', '/call_park_groups'),
	callPickupGroup: named('Call Pickup Group', '/call_pickup_groups'),
	callQueue: named('Call Queue', '/call_queues', ['name', 'extension_number']),
	callQueueServer: named('Call Queue Server', '/call_queue_servers'),
	callRate: named('Call Rate', '/call_rates', ['prefix', 'type']),
	callReport: named('Call Report', '/call_reports'),
	conferenceRoom: named('Conference Room', '/conference_rooms', ['extension_number']),
	conferenceServer: named('Conference Server', '/conference_servers'),
	contact: named('Contact', '/contacts', ['name', 'company']),
	dealer: {
		...named('Dealer', '/dealers', ['display_name', 'name']),
		key: { name: 'name', title: 'Username', example: 'north.wind' },
	},
	dectPhone: { ...named('DECT Phone', '/dect_phones', ['name', 'mac']), whole: true },
	disallowedCode: named('Disallowed Code', '/disallowed_codes', ['number_prefix', 'description']),
	emergencyNumber: named('Emergency Number', '/emergency_numbers', [
		'number_prefix',
		'description',
	]),
	exclusiveNumber: named('Exclusive Number', '/exclusive_numbers', ['number', 'description']),
	extension: {
		...named('Extension', '/users', ['display_name', 'extension_number']),
		key: { name: 'extension_number', title: 'Number', example: '101' },
	},
	/** Fields that take the number of an extension, not its id. */
	extensionNumber: {
		...named('Extension', '/users', ['display_name', 'extension_number']),
		value: 'extension_number',
	},
	file: named('File', '/files', ['name']),
	holiday: named('Holiday', '/holidays', ['name', 'region']),
	hotDesk: named('Hot Desk', '/hotdesking', ['display_name', 'extension_number']),
	inboundRule: named('Inbound Rule', '/inbound_rules', ['name', 'did_numbers']),
	ipRule: named('IP Rule', '/ip_filters', ['cidr', 'target']),
	mediaServer: named('Media Server', '/media_servers'),
	mobileApp: named('Mobile App', '/mobile_push', ['app_name']),
	myMeeting: named('Meeting', '/user/meetings', ['extension_number']),
	monitorGroup: named('Monitor Group', '/monitor_groups'),
	music: { ...named('Music', '/moh_server/musics', ['file_name']), whole: true },
	myCallQueue: {
		...named('Call Queue', '/user/call_queues', ['name', 'extension_number']),
		whole: true,
	},
	myGreeting: { ...named('Greeting', '/user/greetings', ['file_name']), whole: true },
	myHoliday: named('Holiday', '/user/holidays', ['name', 'region']),
	myPhone: { ...named('Phone', '/user/phones', ['vendor', 'model', 'mac']), whole: true },
	myContact: named('Contact', '/user/contacts', ['name', 'company']),
	outboundRule: named('Outbound Rule', '/outbound_rules', ['name', 'number_prefix']),
	blockedCaller: {
		...named('Blocked Caller', '/call_queue_blacklisted_numbers', ['number']),
		whole: true,
	},
	ringGroup: named('Ring Group', '/ring_groups', ['name', 'extension_number']),
	role: named('Role', '/roles'),
	/** Fields that take the name of a role, not its id. */
	roleName: { ...named('Role', '/roles'), value: 'name' },
	sharedVoicemail: named('Shared Voicemail', '/shared_voicemails', ['name', 'extension_number']),
	smsService: named('SMS Service', '/sms', ['name', 'sender_id']),
	tenant: {
		...named('Tenant', '/tenants', ['name', 'domain']),
		key: { name: 'domain', title: 'Domain', example: 'sip.customer.example' },
	},
	transport: named('Transport', '/transports', ['protocol', 'port']),
	trunk: {
		...named('Trunk', '/providers', ['name', 'hostname']),
		key: { name: 'name', title: 'Name', example: 'Carrier London' },
	},
	userGroup: named('User Group', '/groups'),
	vipNumber: named('VIP Number', '/vip_numbers', ['number']),
	virtualReceptionist: named('Virtual Receptionist', '/ivrs', ['name', 'extension_number']),
	virtualReceptionistServer: named('Virtual Receptionist Server', '/ivr_servers'),
	myVoicemail: named('Voicemail', '/voicemails', ['sender', 'created_at']),
	whatsAppService: named('WhatsApp Service', '/whatsapp', ['name', 'phone_number']),
};

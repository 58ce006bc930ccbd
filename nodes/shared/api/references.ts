import { titleOf } from './names';
import type { Key, Reference } from './types';

/** A record with a name, listed at `path`. */
const named = (
	title: string,
	path: string,
	label: readonly string[] = ['name'],
	keys: readonly Key[] = [],
): Reference => ({ title, path, label, ...(keys.length ? { keys } : {}) });

const key = (name: string, title: string, example: string): Key => ({ name, title, example });
/** A field of digits; an id is longer than any of them. */
const digits = (name: string, title: string, example: string): Key => ({
	name,
	title,
	example,
	digits: true,
});

const byName = [key('name', 'Name', 'Sales')];
const byUsername = [key('name', 'Username', 'north.wind')];
const byNumber = [digits('extension_number', 'Number', '8001')];
const byPhoneNumber = [digits('number', 'Number', '442071230000')];
const byPrefix = [digits('number_prefix', 'Prefix', '44')];

/**
 * Records that a field can point to. The path field `{tenant_id}` and a row's own `{id}` find
 * their reference here by name, and the list searches of the locators are made from it.
 */
export const references: Readonly<Record<string, Reference>> = {
	administrator: named('Administrator', '/admin/users', ['name', 'display_name'], byUsername),
	blockedNumber: named(
		'Blocked Number',
		'/blacklisted_numbers',
		['number', 'description'],
		byPhoneNumber,
	),
	callParkGroup: named('Call Park Group', '/call_park_groups', ['name'], byName),
	callPickupGroup: named('Call Pickup Group', '/call_pickup_groups', ['name'], byName),
	callQueue: named(
		'Call Queue',
		'/call_queues',
		['name', 'extension_number'],
		[...byNumber, ...byName],
	),
	/** Fields that take the number of a queue, not its id. */
	callQueueNumber: {
		...named('Call Queue', '/call_queues', ['name', 'extension_number'], byName),
		value: 'extension_number',
		example: '8001',
	},
	callQueueServer: named('Call Queue Server', '/call_queue_servers', ['name'], byName),
	callRate: named(
		'Call Rate',
		'/call_rates',
		['prefix', 'type'],
		[digits('prefix', 'Prefix', '44')],
	),
	callReport: named('Call Report', '/call_reports', ['name'], byName),
	conferenceRoom: named('Conference Room', '/conference_rooms', ['extension_number'], byNumber),
	conferenceServer: named('Conference Server', '/conference_servers', ['name'], byName),
	contact: named('Contact', '/contacts', ['name', 'company'], byName),
	dealer: named('Dealer', '/dealers', ['display_name', 'name'], byUsername),
	dectPhone: { ...named('DECT Phone', '/dect_phones', ['name', 'mac'], byName), whole: true },
	disallowedCode: named(
		'Disallowed Code',
		'/disallowed_codes',
		['number_prefix', 'description'],
		byPrefix,
	),
	emergencyNumber: named(
		'Emergency Number',
		'/emergency_numbers',
		['number_prefix', 'description'],
		[digits('number_prefix', 'Number', '112')],
	),
	exclusiveNumber: named(
		'Exclusive Number',
		'/exclusive_numbers',
		['number', 'description'],
		byPhoneNumber,
	),
	extension: named(
		'Extension',
		'/users',
		['display_name', 'extension_number'],
		[
			digits('extension_number', 'Number', '101'),
			key('name', 'Username', 'ada'),
			key('email', 'Email', 'ada@customer.example'),
		],
	),
	/** Fields that take the number of an extension, not its id. */
	extensionNumber: {
		...named(
			'Extension',
			'/users',
			['display_name', 'extension_number'],
			[key('name', 'Username', 'ada')],
		),
		value: 'extension_number',
		example: '101',
	},
	/** Where a call can be sent inside the tenant; a number outside of it is given as such. */
	destination: {
		...named('Destination', '/users'),
		value: 'extension_number',
		example: '8001',
		with: ['extensionNumber', 'callQueue', 'ringGroup', 'virtualReceptionist'],
	},
	file: named('File', '/files', ['name'], byName),
	holiday: named('Holiday', '/holidays', ['name', 'region'], byName),
	hotDesk: named('Hot Desk', '/hotdesking', ['display_name', 'extension_number'], byNumber),
	inboundRule: named('Inbound Rule', '/inbound_rules', ['name', 'did_numbers'], byName),
	ipRule: named(
		'IP Rule',
		'/ip_filters',
		['cidr', 'target'],
		[key('cidr', 'Address', '192.0.2.0/24')],
	),
	mediaServer: named('Media Server', '/media_servers', ['name'], byName),
	mobileApp: named(
		'Mobile App',
		'/mobile_push',
		['app_name'],
		[key('app_name', 'Name', 'com.provider.app')],
	),
	myMeeting: named('Meeting', '/user/meetings', ['extension_number'], byNumber),
	monitorGroup: named('Monitor Group', '/monitor_groups', ['name'], byName),
	music: { ...named('Music', '/moh_server/musics', ['file_name']), whole: true },
	myCallQueue: {
		...named('Call Queue', '/user/call_queues', ['name', 'extension_number'], byName),
		whole: true,
	},
	myGreeting: { ...named('Greeting', '/user/greetings', ['file_name']), whole: true },
	myHoliday: named('Holiday', '/user/holidays', ['name', 'region'], byName),
	myPhone: { ...named('Phone', '/user/phones', ['vendor', 'model', 'mac']), whole: true },
	myContact: named('Contact', '/user/contacts', ['name', 'company'], byName),
	outboundRule: named('Outbound Rule', '/outbound_rules', ['name', 'number_prefix'], byName),
	blockedCaller: {
		...named('Blocked Caller', '/call_queue_blacklisted_numbers', ['number'], byPhoneNumber),
		whole: true,
	},
	ringGroup: named(
		'Ring Group',
		'/ring_groups',
		['name', 'extension_number'],
		[...byNumber, ...byName],
	),
	role: named('Role', '/roles', ['name'], byName),
	/** Fields that take the name of a role, not its id. */
	roleName: {
		...named('Role', '/roles'),
		value: 'name',
		example: 'StandardUser',
		tenantOnly: true,
	},
	sharedVoicemail: named(
		'Shared Voicemail',
		'/shared_voicemails',
		['name', 'extension_number'],
		[...byNumber, ...byName],
	),
	smsService: named('SMS Service', '/sms', ['name', 'sender_id'], byName),
	tenant: named(
		'Tenant',
		'/tenants',
		['name', 'domain'],
		[key('domain', 'Domain', 'sip.customer.example'), key('name', 'Name', 'Acme Ltd')],
	),
	transport: named('Transport', '/transports', ['protocol', 'port']),
	trunk: named(
		'Trunk',
		'/providers',
		['name', 'hostname'],
		[key('name', 'Name', 'Carrier London')],
	),
	/** Fields that take the name of a trunk, not its id. */
	trunkName: {
		...named('Trunk', '/providers', ['name', 'hostname']),
		value: 'name',
		example: 'Carrier London',
	},
	userGroup: named('User Group', '/groups', ['name'], byName),
	vipNumber: named('VIP Number', '/vip_numbers', ['number'], byPhoneNumber),
	virtualReceptionist: named(
		'Virtual Receptionist',
		'/ivrs',
		['name', 'extension_number'],
		[...byNumber, ...byName],
	),
	virtualReceptionistServer: named('Virtual Receptionist Server', '/ivr_servers', ['name'], byName),
	myVoicemail: named('Voicemail', '/voicemails', ['sender', 'created_at']),
	whatsAppService: named('WhatsApp Service', '/whatsapp', ['name', 'phone_number'], byName),
};

/** The lists in which a record is looked for: one, but for what can be of several kinds. */
export const listsOf = (reference: Reference): Reference[] =>
	reference.with?.map((name) => references[name]) ?? [reference];

/** What is sent for a record, as a title. */
export const sentAs = ({ value }: Reference): string =>
	value ? titleOf(value.replace(/^extension_/, '')) : 'ID';

/** Ids have 16 digits and more, longer than any number to dial; some systems use UUIDs. */
const ID = /^(\d{16,}|[\da-f]{8}(-[\da-f]{4}){3}-[\da-f]{12})$/i;

/**
 * Whether a text is what the API takes for a record, and no other name of it.
 *
 * @param text what an expression or a person gave where an id is expected
 */
export function isValueOf(reference: Reference, text: string): boolean {
	const { value } = reference;
	const keys = listsOf(reference).flatMap((list) => list.keys ?? []);
	if (!keys.length || ID.test(text)) return true;
	if (value) return /^[+*#]?\d+$/.test(text);
	return /^\d+$/.test(text) && !keys.some((each) => each.digits);
}

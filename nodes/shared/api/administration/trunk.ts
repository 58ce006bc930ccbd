import {
	action,
	create,
	download,
	get,
	getMany,
	list,
	read,
	remove,
	resource,
	update,
	upsert,
} from '../define';
import {
	choice,
	didNumbers,
	flag,
	integer,
	json,
	keyed,
	need,
	object,
	onTop,
	port,
	secret,
	text,
	texts,
	without,
} from '../fields';
import { titleOf } from '../names';
import { protocols } from '../standards';

/** Places in a SIP message that a number or name is read from. */
const SOURCES = [
	'REQUEST_LINE_URI_USER_PART',
	'CONTACT_USER_PART',
	'TO_DISPLAY_NAME',
	'TO_USER_PART',
	'FROM_DISPLAY_NAME',
	'FROM_USER_PART',
	'REMOTE_PARTY_ID_CALLED_PARTY_DISPLAY_NAME',
	'REMOTE_PARTY_ID_CALLED_PARTY_USER_PART',
	'REMOTE_PARTY_ID_CALLING_PARTY_DISPLAY_NAME',
	'REMOTE_PARTY_ID_CALLING_PARTY_USER_PART',
	'P_ASSERTED_IDENTITY_DISPLAY_NAME',
	'P_ASSERTED_IDENTITY_USER_PART',
	'P_PREFERRED_IDENTIFY_DISPLAY_NAME',
	'P_PREFERRED_IDENTIFY_USER_PART',
	'P_CALLED_PARTY_ID_DISPLAY_NAME',
	'P_CALLED_PARTY_ID_USER_PART',
	'DEFAULT',
];

/** Parts of an outgoing SIP message that a trunk can set. */
const TARGETS = [
	'request_line_uri_user_part',
	'request_line_uri_host_part',
	'contact_user_part',
	'contact_host_part',
	'to_display_name',
	'to_user_part',
	'to_host_part',
	'from_display_name',
	'from_user_part',
	'from_host_part',
	...['remote_party_id_called_party', 'remote_party_id_calling_party', 'p_asserted_identity'],
	...['p_preferred_identify', 'p_called_party_id'],
].flatMap((part) =>
	/_(part|name)$/.test(part)
		? [part]
		: [`${part}_display_name`, `${part}_user_part`, `${part}_host_part`],
);

const privacy = choice(
	'privacy_types_supported',
	['DEFAULT', 'NONE', 'ID', 'USER', 'HEADER', 'SESSION'],
	'Privacy that the provider supports',
	{ title: 'Privacy' },
);

const source = (name: string, hint: string, title: string) =>
	choice(name, SOURCES, hint, { title, typed: true, example: 'From User Part' });

const inbound = object(
	'inbound_parameters',
	[
		source('caller_num', 'Where the number of the caller is read', 'Caller Number'),
		source('caller_display_name', 'Where the name of the caller is read', 'Caller Name'),
		source('called_num', 'Where the called number is read', 'Called Number'),
		privacy,
		flag('enable_stir_shaken_validation', 'Whether signatures of incoming calls are checked', {
			default: false,
		}),
		text('pai_header_parameter_name', 'Parameter that holds the result of the check', {
			default: 'verstat',
		}),
		texts('drop_calls_with_verification_status', 'Calls with these results are refused', {
			example: 'TN-Validation-Failed',
		}),
		flag('pass_api_header_to_uad', 'Whether the header is handed on to the extension', {
			title: 'Pass PAI Header to Extension',
			default: false,
		}),
	],
	'How incoming calls of the trunk are read',
);

const outboundValues = {
	AUTH_ID: 'Authentication ID',
	CALLER_NUM: 'Caller Number',
	CALLED_NUM: 'Called Number',
	CALLER_DISPLAY_NAME: 'Caller Name',
	OUTBOUND_CALLER_ID: 'Outbound Caller ID',
	ORIGINATOR_CALLER_ID: 'Originator Caller ID',
	OUTBOUND_CALLER_ID_AND_ORIGINATOR_CALLER_ID: 'Outbound and Originator Caller ID',
	ANONYMOUS: 'Anonymous',
	TRUNK_HOST_PORT: 'Host Part: Trunk Host and Port',
	OUT_HOST_PORT: 'Host Part: Outbound Host and Port',
	CONTACT_URI: 'Host Part: Contact URI',
	SIP_DOMAIN: 'Host Part: SIP Domain',
	DEFAULT: 'Default',
	CUSTOM: 'Custom Value',
};

const outbound = keyed(
	'outbound_parameters',
	'Part of Message',
	Object.fromEntries(TARGETS.map((part) => [part, titleOf(part)])),
	[
		choice('value', outboundValues, 'What is put there'),
		text('custom_value', 'The text to put there, for Custom Value'),
	],
	'What outgoing calls of the trunk carry, one entry for each part of the SIP message, such as From User Part or P Asserted Identity Host Part',
	{ readOnly: ['privacy_types_supported'], typed: true },
);

const identity = {
	name: text('name', 'Name of the trunk, unique in its tenant', { min: 1, max: 64 }),
	hostname: text('hostname', 'Host name or address of the provider', {
		title: 'Host Name',
		example: 'sip.carrier.example',
	}),
	port: port('port', 'SIP port of the provider', { example: '5060' }),
	transport: choice('transport', protocols, 'SIP transport; it must exist on the PBX'),
	outbound_server: text('outbound_server', 'Host that outgoing calls are sent to; often the same', {
		example: 'sip.carrier.example',
	}),
	outbound_server_port: port('outbound_server_port', undefined, { example: '5060' }),
	concurrency: integer('concurrency', 'How many calls may run over the trunk at the same time', {
		title: 'Concurrent Calls',
		min: 0,
	}),
};

const settings = [
	flag('enabled', 'Whether the trunk is in service', { default: true }),
	text('brand', 'Name of the provider, as in the list of the portal', { min: 1, max: 64 }),
	choice(
		'auth_mode',
		{
			IP_AUTH: 'IP Based',
			REGISTER_AUTH: 'Register at the Provider',
			ACCEPT_REGISTER: 'Accept Registration',
			TEAMS: 'Microsoft Teams',
			WHATS_APP: 'WhatsApp',
		},
		'How the two sides know each other',
		{ title: 'Authentication Mode' },
	),
	text('auth_id', 'Authentication ID at the provider, unique among registering trunks', {
		title: 'Authentication ID',
		max: 64,
	}),
	text('username', 'SIP username at the provider', { max: 64 }),
	secret('password', 'SIP password at the provider'),
	flag('registration', 'Whether the PBX registers at the provider', { default: true }),
	integer('register_interval', 'Seconds between registrations', { default: 600, min: 0 }),
	flag('inlan', 'Whether the provider is reached inside the local network', {
		title: 'In Local Network',
		default: false,
	}),
	flag('single_via_header', 'Whether the provider accepts one Via header only', { default: true }),
	flag('rewrite_via_ip', 'Whether the public address is written into the Via header', {
		title: 'Rewrite Via IP',
		default: true,
	}),
	flag('verify_port', 'Whether messages must come from the port of the provider', {
		default: true,
	}),
	flag('keep_alive', 'Whether OPTIONS messages keep the connection open', { default: true }),
	integer('keep_alive_interval', 'Seconds between keep-alive messages', { default: 360, min: 0 }),
	text('additional_ips', 'More addresses of the provider in CIDR form, separated by semicolons', {
		example: '192.0.2.0/24;198.51.100.7/32',
	}),
	flag('adjust_sdp_direction', 'Whether the direction in SDP is put right when a call is held', {
		default: true,
	}),
	flag('remove_srtp_info', 'Whether crypto lines are taken out of SDP', { default: true }),
	flag('stir_shaken_signature_required', 'Whether outgoing calls must be signed', {
		title: 'STIR/SHAKEN Signature Required',
		default: false,
	}),
	didNumbers('did_numbers', 'Numbers of the trunk', { title: 'DID Numbers' }),
	inbound,
	outbound,
	flag('remove_plus_prefix', 'Whether a + in front of numbers is taken away', { since: '22.3' }),
	flag('tel_uri_scheme_for_request_line', 'Whether the request line uses tel: addresses', {
		since: '22.3',
	}),
	flag('tel_uri_scheme_for_to_header', 'Whether the To header uses tel: addresses', {
		since: '22.3',
		title: 'TEL URI Scheme for To Header',
	}),
	flag('force_outbound_proxy', 'Whether all messages go through the outbound server', {
		since: '22.4',
	}),
	flag('enable_sdp_codecs', 'Whether the list of codecs is used', {
		since: '22.6',
		title: 'Use Codec List',
	}),
	json('sdp_codecs', 'Codecs offered to the provider', { since: '22.6', title: 'Codec List' }),
	json('custom_headers', 'SIP headers added to or handed on over the trunk', { since: '22.8' }),
];

export const trunk = resource(
	'trunk',
	'Trunk',
	'/providers',
	[
		create([...Object.values(identity).map(need), ...settings], {
			description: 'As system administrator a trunk for all tenants, as tenant one of your own',
		}),
		upsert(['name']),
		get({
			simple: [
				'id',
				'name',
				'enabled',
				'brand',
				'auth_mode',
				'transport',
				'hostname',
				'port',
				'did_numbers',
				'concurrency',
			],
		}),
		getMany({
			simple: ['id', 'name', 'enabled', 'brand', 'hostname', 'port', 'did_numbers', 'shared'],
		}),
		update([...Object.values(identity), ...without(settings, 'brand', 'auth_mode')]),
		remove({ description: 'Only a trunk that is not in use can be deleted' }),
		read('getStatus', 'GET /{id}/status', {
			name: 'Get Status',
			action: 'Get status of trunk',
			description: 'Whether the trunk is on line',
		}),
		download('export', 'GET /export', {
			action: 'Export trunks',
			description: 'Fetch all trunks as a file',
			fileName: 'trunks.csv',
		}),
		action(
			'assignToTenant',
			'POST /{id}/assignees/{tenant_id}',
			[
				didNumbers('did_numbers', 'Numbers of the pool that this tenant gets', {
					title: 'DID Numbers',
				}),
				integer('concurrency', 'How many calls may run over the trunk at the same time', {
					title: 'Concurrent Calls',
					min: 0,
				}),
			].map(onTop),
			{
				name: 'Assign to Tenant',
				action: 'Assign trunk to tenant',
				description:
					'Let a tenant use the trunk, with its own range of numbers; those that it has already stay',
				own: [
					choice(
						'existing_numbers',
						{ add: 'Add', replace: 'Replace' },
						'Add keeps what the tenant has on the trunk already; Replace takes away what is not given',
						{ default: 'add' },
					),
					flag('remove_numbers_in_use', 'Whether Replace may take away what inbound rules use', {
						default: false,
					}),
				],
				special: 'assignTrunk',
				done: 'assigned',
				inTenant: false,
			},
		),
		action('removeFromTenant', 'POST /{id}/assignees/{tenant_id}/destroy', [], {
			name: 'Remove From Tenant',
			action: 'Remove trunk from tenant',
			description: 'Take the trunk and its numbers from a tenant',
			done: 'removed',
			inTenant: false,
		}),
		read('getAssignment', 'GET /{id}/assignees/{tenant_id}', {
			name: 'Get Assignment',
			action: 'Get assignment of trunk',
			description: 'The numbers that a tenant has on the trunk; fails where it has none',
			inTenant: false,
		}),
		list('getAssignments', 'GET /{id}/assignees', {
			name: 'Get Assignments',
			action: 'Get assignments of trunk',
			description: 'All tenants that use the trunk, with their numbers',
			inTenant: false,
			paging: 'none',
		}),
	],
	{
		alsoCalled: 'Provider, DID',
		description: 'SIP trunks and the numbers that tenants get on them',
	},
);

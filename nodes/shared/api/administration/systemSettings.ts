import { read, resource, write } from '../define';
import {
	choice,
	customOptions,
	flag,
	integer,
	json,
	longSecret,
	longText,
	passwordPolicy,
	port,
	text,
} from '../fields';

const sip = [
	text('user_agent', 'Name that the PBX gives itself in SIP', {
		min: 1,
		max: 1024,
		default: 'PortSIP UC',
	}),
	text('blocked_user_agents', 'Devices that are refused by name, separated by semicolons'),
	flag(
		'enable_shared_address_space_address_range',
		'Whether 100.64.0.0/10 counts as private (RFC 6598)',
		{
			title: 'Shared Address Space',
			default: true,
		},
	),
	flag('enable_digest_auth', 'Whether devices must authenticate', { default: true }),
	flag('enable_auth_mid_dialog', 'Whether requests within a call must authenticate, too', {
		default: false,
	}),
	flag('enable_digest_auth_int', 'Whether auth-int may be used', { default: false }),
	flag('enable_external_recording', 'Whether calls to the outside may be recorded', {
		default: true,
	}),
	flag(
		'enable_reject_bad_nonce',
		'Whether a bad nonce is refused with 403 and not challenged again',
		{
			default: false,
		},
	),
	integer('statistics_log_interval', 'Seconds between entries of the statistics log', {
		default: 600,
		min: 0,
	}),
	integer('dead_session_timeout', 'Seconds without media after which a call is ended', {
		default: 600,
		min: 0,
	}),
	flag('enable_session_timer', 'Whether session timers are used (RFC 4028)', { default: true }),
	integer('session_timer_duration', 'Seconds of a session timer', {
		default: 3600,
		min: 90,
		max: 3600,
	}),
	flag('enable_to_tag_in_register', 'Whether REGISTER may carry a To tag', {
		title: 'Allow To Tag in REGISTER',
		default: false,
	}),
	flag('enable_congestion_management', 'Whether new requests are refused under load', {
		default: true,
	}),
	choice(
		'congestion_management_metric',
		{ WAIT_TIME: 'Waiting Time', TIME_DEPTH: 'Time Depth', SIZE: 'Queue Size' },
		'What counts as load',
	),
	integer('congestion_management_tolerance', 'Load from which requests are refused', {
		default: 600,
		min: 0,
	}),
	flag(
		'enable_create_non_exist_extension',
		'Whether an unknown device that registers gets an extension',
		{
			title: 'Create Unknown Extensions',
			default: false,
		},
	),
	flag('enable_prack', 'Whether PRACK is used', { default: false }),
	flag('enable_tenant_level_trunk', 'Whether tenants may have trunks of their own', {
		title: 'Tenant-Level Trunks',
		default: true,
	}),
	flag('enable_diversion_support', 'Whether Diversion headers are used (RFC 5806)', {
		default: false,
	}),
	flag('enable_history_info_support', 'Whether History-Info is used (RFC 7044)', {
		default: false,
	}),
	flag('enable_outbound_support', 'Whether SIP Outbound is used (RFC 5626)', { default: true }),
	integer('flow_timer', 'Seconds of the flow timer', { default: 0, min: 0 }),
	integer('register_expiration_time', 'Seconds that a registration lasts', {
		default: 300,
		min: 90,
		max: 3600,
	}),
	flag('enable_auto_answer_alert_info_header', 'Whether paging sends an Alert-Info header', {
		default: false,
	}),
	choice(
		'auto_answer_alert_info_header',
		{ INTERCOM: 'Intercom', ALERT_AUTO_ANSWER: 'Alert-Autoanswer', AUTO_ANSWER: 'Auto-Answer' },
		'Form of the Alert-Info header for paging',
	),
	flag('enable_auto_answer_call_info_header', 'Whether paging sends a Call-Info header', {
		default: true,
	}),
	flag('enable_require_answer_mode', 'Whether paging requires the answer mode (RFC 5373)', {
		default: false,
	}),
	flag('enable_www_auth', 'Whether devices are challenged with 401', { default: false }),
	flag(
		'user_equal_required_for_auth_name',
		'Whether user and authentication name must be the same',
		{
			default: true,
		},
	),
	text('trace_server_host', 'Where SIP traces are sent'),
	port('trace_server_port'),
	flag('enable_sip603_reason_header', 'Whether a declined call carries its reason', {
		since: '22.6',
	}),
	flag('hide_pbx_private_ip', 'Whether the private address is kept out of SIP messages', {
		since: '22.6',
	}),
	json('sdp_codecs_scope', 'Where the list of codecs applies', {
		since: '22.6',
		title: 'Codec List Scope',
	}),
	json('sdp_codecs', 'Codecs that the PBX offers', { since: '22.6', title: 'Codec List' }),
];

const security = [
	integer('web_failed_auth_amount', 'Refused portal sign-ins after which an address is blocked', {
		title: 'Web: Failed Sign-Ins',
		default: 5,
		min: 0,
	}),
	integer('web_blacklist_time_interval', 'Seconds for which an address stays blocked', {
		title: 'Web: Blocking Time',
		default: 3600,
		min: 0,
	}),
	integer('sip_failed_auth_amount', 'Refused registrations after which an address is blocked', {
		title: 'SIP: Failed Registrations',
		default: 50,
		min: 0,
	}),
	integer(
		'sip_failed_challenge_requests_amount',
		'Unanswered challenges after which it is blocked',
		{
			title: 'SIP: Unanswered Challenges',
			default: 1000,
			min: 0,
		},
	),
	integer('sip_blacklist_time_interval', 'Seconds for which an address stays blocked', {
		title: 'SIP: Blocking Time',
		default: 3600,
		min: 0,
	}),
	integer('sip_detection_period', 'Seconds over which packets are counted', {
		default: 10,
		min: 0,
	}),
	integer('sip_barrier_1_packets', 'Packets in that period that set off the first barrier', {
		default: 5000,
		min: 0,
	}),
	integer('sip_barrier_1_blocking_time', 'Seconds of the first barrier', { default: 3600, min: 0 }),
	integer('sip_barrier_2_packets', 'Packets in that period that set off the second barrier', {
		default: 2000,
		min: 0,
	}),
	integer('sip_barrier_2_blocking_time', 'Seconds of the second barrier', { default: 30, min: 0 }),
	longText('stir_shaken_cert', 'Certificate that signs outgoing calls, in PEM form', {
		title: 'STIR/SHAKEN Certificate',
	}),
	longSecret('stir_shaken_key', 'Private key of that certificate, in PEM form', {
		title: 'STIR/SHAKEN Key',
	}),
	customOptions,
	flag(
		'enable_two_factor_authentication',
		'Whether administrators and dealers confirm their sign-in with a code',
		{ since: '22.6' },
	),
	flag(
		'enable_verify_phone_auto_provisioning',
		'Whether a phone must prove who it is before it is provisioned',
		{ since: '22.6' },
	),
	json('verify_phone_auto_provisioning_exclude', 'Phones that need not prove who they are', {
		since: '22.6',
	}),
	flag(
		'hide_not_deployed_server_warnings',
		'Whether the portal keeps quiet about servers that are not in use',
		{ since: '22.8' },
	),
];

export const systemSettings = resource(
	'systemSettings',
	'System Settings',
	'/admin',
	[
		read('get', 'GET /settings', {
			action: 'Get system settings',
			simple: [
				'user_agent',
				'enable_tenant_level_trunk',
				'enable_external_recording',
				'register_expiration_time',
				'web_failed_auth_amount',
				'web_blacklist_time_interval',
				'sip_failed_auth_amount',
				'sip_blacklist_time_interval',
			],
		}),
		write('update', 'POST /settings', [...sip, ...security], {
			action: 'Update system settings',
			description:
				'SIP, security and tuning of the whole PBX; what is not filled in stays as it is',
		}),
		read('getStatus', 'GET /status', {
			name: 'Get Status',
			action: 'Get system status',
			description: 'Version, license and what is in use',
			simple: [
				'version',
				'license_type',
				'licensed_users',
				'current_users',
				'current_tenants',
				'current_dealers',
				'current_calls',
				'current_trunks',
			],
		}),
		read('getPasswordPolicy', 'GET /password_policy', {
			name: 'Get Password Policy',
			action: 'Get password policy for administrators',
			since: '22.6',
		}),
		write('updatePasswordPolicy', 'POST /password_policy', passwordPolicy, {
			name: 'Update Password Policy',
			action: 'Update password policy for administrators',
			since: '22.6',
		}),
		read('getAiEngine', 'GET /ai_engine', {
			name: 'Get AI Engine',
			action: 'Get AI engine settings',
			since: '22.3',
		}),
		write(
			'updateAiEngine',
			'POST /ai_engine',
			[
				choice(
					'provider',
					{
						aws: 'AWS',
						azure: 'Azure',
						deepgram: 'Deepgram',
						openai: 'OpenAI',
						'openai-compatible': 'OpenAI Compatible',
					},
					'Service that transcribes',
					{ since: '22.8' },
				),
				json('opts', 'Settings of that service, as an object', {
					since: '22.8',
					title: 'Settings',
				}),
			],
			{ name: 'Update AI Engine', action: 'Update AI engine settings', since: '22.3' },
		),
	],
	{ alsoCalled: 'PBX', description: 'Settings for the whole PBX; needs a system administrator' },
);

import {
	choice,
	customOptions,
	flag,
	integer,
	json,
	longSecret,
	longText,
	object,
	text,
	timezone,
	region,
	weekHours,
} from '../fields';
import { httpSignIn } from '../httpSignIn';
import type { Field } from '../types';

/** What a tenant is called and where it is: required when it is created. */
export const identity = {
	name: text('name', 'Name of the company', { min: 1, max: 1024, example: 'Acme Ltd' }),
	domain: text('domain', 'SIP domain, unique on the PBX; it need not resolve in DNS', {
		min: 1,
		max: 280,
		title: 'SIP Domain',
		example: 'sip.customer.example',
		unique: true,
		form: 'sipDomain',
	}),
	website: text('website', undefined, { max: 255, example: 'https://www.customer.example' }),
	timezone,
	currency: text('currency', 'Currency of the tenant, as a three-letter ISO 4217 code', {
		picks: 'getCurrencies',
		form: 'currency',
		example: 'EUR',
	}),
	region,
};

/** Where the PBX posts events of a tenant, and how it signs in there (notes on webhooks). */
const eventTarget = (name: string, title: string, what: string) =>
	object(
		name,
		[
			flag('enabled', 'Whether events are posted', { default: false }),
			text('url', 'Address that the PBX posts to', {
				title: 'URL',
				min: 1,
				max: 128,
				example: 'https://automation.example/webhook/pbx',
			}),
			...httpSignIn,
		],
		what,
		{ title },
	);

const namesPlace = (name: string, hint: string, more: Partial<Field>) =>
	choice(
		name,
		{ DISABLE: 'Do Not Add', APPEND: 'After the Number', PREPEND: 'Before the Number' },
		hint,
		{ ...more, default: 'APPEND' },
	);

/** Settings that the provider and the tenant itself can change. */
export const common = [
	flag('enable_video_recording', 'Whether extensions may record video', { default: false }),
	flag('enable_audio_recording', 'Whether extensions may record calls', { default: false }),
	flag('enable_dual_track_recording', 'Whether each side of a call is recorded on its own track', {
		default: false,
	}),
	flag('enable_night_mode', 'Whether calls follow the rules for closed hours all day', {
		default: false,
	}),
	flag(
		'enable_two_factor_authentication',
		'Whether users confirm their sign-in with a second code',
		{
			default: false,
		},
	),
	customOptions,
	integer('recording_retention', 'Days that recordings are kept', { default: 180, min: 1 }),
	integer('call_report_retention', 'Days that call reports are kept', { default: 30, min: 1 }),
	integer('log_retention', 'Days that audit and event logs are kept', { default: 180, min: 1 }),
	integer('temp_file_retention', 'Days that temporary files are kept', { default: 30, min: 1 }),
	text('extension_im_disk_quota', 'Storage for messages of one extension, such as 500MB or 1GB', {
		default: '1GB',
	}),
	weekHours('office_hours', 'When the company is open, in its own time zone'),
	object(
		'e164',
		[
			flag('enabled', 'Whether dialled numbers are rewritten', { default: false }),
			text('international_code', 'Prefix of international calls', { example: '00' }),
			text('country', undefined, { title: 'Country Code', example: '44' }),
			text('area_code', undefined, { example: '20' }),
			text('national_code', 'Prefix of national calls', { example: '0' }),
			text('prefix', 'Put in front of the result', { example: '+' }),
			flag('remove_special_chars', 'Whether brackets, dashes and spaces are taken out', {
				title: 'Remove Special Characters',
				default: false,
			}),
			flag('remove_duplicate_countries', 'Whether a country code that stands twice is kept once', {
				default: true,
			}),
			flag('remove_duplicate_area_codes', 'Whether an area code that stands twice is kept once', {
				default: true,
			}),
		],
		'How numbers are brought into international form',
		{ title: 'E.164 Number Processing' },
	),
	eventTarget(
		'cdr_event',
		'Call Event Target',
		'Where the PBX posts call events (CDR) of the tenant',
	),
	eventTarget(
		'extension_event',
		'Extension Event Target',
		'Where the PBX posts events of the extensions, such as their status',
	),
	choice(
		'contact_match_type',
		{ DISABLE: 'Off', MATCH_EXACTLY: 'Whole Number', MATCH_LENGTH: 'Last Digits' },
		'How a caller is found among the contacts',
		{ default: 'MATCH_EXACTLY' },
	),
	integer('contact_match_length', 'How many digits must agree when the last digits are compared', {
		min: 0,
	}),
	namesPlace(
		'contact_append_type',
		'Where the name of a group, queue or DID goes in the caller ID',
		{ title: 'Name in Caller ID' },
	),
	integer('contact_update_interval', 'Minutes between updates of the contacts', {
		default: 720,
		min: 1,
		max: 43200,
	}),
	flag('password_force_reset', 'Whether users must change their first password', {
		default: false,
	}),
	json('password_policy', 'Rules for passwords, as an object', {
		// n8n takes a field with that word in its name for a secret one.
		parameter: 'complexityRules',
		since: '22.3',
	}),
	namesPlace(
		'contact_inbound_rule_append_type',
		'Where the name of an inbound rule goes in the caller ID',
		{ title: 'Name of Inbound Rule in Caller ID', since: '22.3' },
	),
	text('soft_phone_template', 'Template for soft phones', { since: '22.4' }),
	flag('enable_call_queue_audio_recording', 'Whether calls of queues are recorded', {
		since: '22.6',
	}),
	flag('enable_ring_group_audio_recording', 'Whether calls of ring groups are recorded', {
		since: '22.6',
	}),
	flag('enable_trunk_audio_recording', 'Whether calls over trunks are recorded', { since: '22.6' }),
	flag(
		'enable_virtual_receptionist_audio_recording',
		'Whether calls of virtual receptionists are recorded',
		{ since: '22.6' },
	),
	flag(
		'enable_verify_phone_auto_provisioning',
		'Whether a phone must prove who it is before it is provisioned',
		{ since: '22.6' },
	),
	text('recording_access_mode', 'Who may open links to recordings', { since: '22.6' }),
	flag('enable_last_call_routing', 'Whether a caller gets the extension of the last call again', {
		since: '22.8',
	}),
	integer('last_call_routing_duration', 'How long the last call is remembered', { since: '22.8' }),
	flag('enable_pre_call_announcement', 'Whether an announcement is played before a call', {
		since: '22.8',
	}),
];

/** Switches, limits and quotas that only the provider sets. */
export const provided = [
	flag('enabled', 'Whether the tenant is in service; without it its phones do not work', {
		default: true,
	}),
	flag('enable_billing', 'Whether calls are charged', { title: 'Charge Calls', default: false }),
	flag('enable_feature_billing', 'Whether the tenant sees its billing', {
		title: 'Feature: Billing',
		default: false,
	}),
	flag('enable_feature_call_statistics', 'Whether the tenant sees call statistics', {
		title: 'Feature: Call Statistics',
		default: true,
	}),
	flag('enable_feature_contact_center', 'Whether the tenant can use the contact center', {
		title: 'Feature: Contact Center',
		default: true,
	}),
	flag('enable_feature_message_channels', 'Whether the tenant can use SMS and MMS', {
		title: 'Feature: SMS and MMS',
		default: true,
	}),
	flag('enable_feature_microsoft_teams', 'Whether the tenant can connect Microsoft Teams', {
		title: 'Feature: Microsoft Teams',
		default: true,
	}),
	flag('enable_feature_trunks', 'Whether the tenant can have trunks of its own', {
		title: 'Feature: Own Trunks',
		default: true,
	}),
	flag('enable_feature_whats_app', 'Whether the tenant can use WhatsApp', {
		title: 'Feature: WhatsApp',
		default: true,
	}),
	integer('max_extensions', 'How many extensions the tenant may have', { default: 1000, min: 0 }),
	integer('max_concurrent_calls', 'How many calls may run at the same time', {
		default: 20,
		min: 0,
	}),
	integer('max_ring_groups', undefined, { default: 20, min: 0 }),
	integer('max_virtual_receptionists', undefined, { default: 20, min: 0 }),
	integer('max_call_queues', undefined, { default: 20, min: 0 }),
	integer('max_conference_rooms', undefined, { default: 20, min: 0 }),
	text('disk_quota', 'Storage of the tenant, such as 100MB or 20GB; empty is unlimited', {
		default: '',
	}),
	text('im_disk_quota', 'Storage for messages, such as 100MB or 20GB; empty is unlimited', {
		default: '',
	}),
	text('email_recipients', 'Who gets the notifications: up to 15 addresses, separated by commas'),
	object(
		'limit_app_logins',
		[flag('enabled', 'Whether the number of sign-ins is limited', { since: '22.8' })],
		'Limit of sign-ins of one user with the apps',
		{ since: '22.3' },
	),
	flag('allow_password_retrieval', 'Whether administrators can read passwords of users', {
		since: '22.3',
		default: false,
	}),
	object(
		'ai_engine',
		[integer('transcription_used_quota', 'Transcription that has been used up', { since: '22.8' })],
		'Transcription by AI',
		{ since: '22.3' },
	),
	integer('max_cc_users', 'How many contact center users the tenant may have', { since: '22.8' }),
	integer('max_advanced_users', 'How many users with the advanced license module', {
		since: '22.8',
	}),
];

/** Certificate and key with which outgoing calls are signed. */
export const stirShaken = [
	longText('stir_shaken_cert', 'Certificate that signs outgoing calls, in PEM form', {
		title: 'STIR/SHAKEN Certificate',
	}),
	longSecret('stir_shaken_key', 'Private key of that certificate, in PEM form', {
		title: 'STIR/SHAKEN Key',
	}),
];

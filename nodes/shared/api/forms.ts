import type { Field, FormName } from './types';

/** The names in a text, each with a form. */
const table = <Form extends FormName>(lines: Readonly<Partial<Record<Form, string>>>) =>
	new Map(
		Object.entries<string | undefined>(lines).flatMap(([form, names = '']) =>
			names.split(' ').map((name) => [name, form as Form] as const),
		),
	);

/**
 * Forms of texts by the names that the API has for them: it calls one thing by one name. Where a
 * name stands for several things, the row says which it is.
 */
const TEXTS = table({
	cidr: 'cidr',
	cidrs: 'additional_ips',
	host: 'hostname outbound_server server trace_server_host web_domain',
	ip: 'primary_dns_server secondary_dns_server',
	ipv4: 'ipv4 private_ipv4 public_ipv4',
	ipv6: 'ipv6 private_ipv6 public_ipv6',
	mac: 'mac',
	url: 'url',
	website: 'website forum',
	email: 'email recipient reply_to',
	recipients: 'email_recipients recipients',
	invitees: 'external_invitees',
	phone:
		'phone mobile_phone mobile_phone2 work_phone home_phone home_phone2 home_fax business business2 business_fax',
	dialled:
		'number phone_number caller callee refer_to refer_to_1 refer_to_2 assistant_timeout_number assistant_forwarding_filtered_calls_to',
	callerId: 'outbound_caller_id',
	extensionNumber: 'extension_number internal_invitees starting_extension_number',
	ranges: 'number_mask dtmf_mask',
	lengths: 'number_length',
	digits: 'admin_pin room_pin door_password1 door_password2 provisioning_pin',
	pin: 'pin',
	voicemailPin: 'voicemail_pin',
	latitude: 'latitude',
	longitude: 'longitude',
	locale: 'language voicemail_prompt',
	certificate: 'crt stir_shaken_cert ios_certificate',
	privateKey: 'stir_shaken_key ios_private_key',
	jsonText: 'custom_options android_service_account',
	cron: 'cron_expr sync_time',
	quota: 'disk_quota im_disk_quota extension_im_disk_quota',
	names: 'blocked_user_agents',
});

/** What numbers stand for, by the names of their fields. */
const NUMBERS = table({
	year: 'year_start year_end',
	month: 'month_start month_end',
	day: 'day_start day_end',
	hour: 'hour_start hour_end',
	minute: 'minute_start minute_end',
	percent: 'hard_disk_threshold cpu_threshold memory_threshold',
});

/** Shapes of JSON fields of which no more is published. */
const JSONS = table({
	jsonObject: 'opts body',
	jsonList:
		'outbound_caller_ids phones items selective_call_acceptations selective_call_rejections',
	jsonQuery: 'query',
});

const TABLES: Readonly<Partial<Record<Field['type'], ReadonlyMap<string, FormName>>>> = {
	text: TEXTS,
	texts: TEXTS,
	integer: NUMBERS,
	number: NUMBERS,
	json: JSONS,
};

/** The form of a field, where its name tells it. */
export function formOf({ type, name }: Pick<Field, 'type' | 'name'>): Pick<Field, 'form'> {
	const form = TABLES[type]?.get(name);
	return form === undefined ? {} : { form };
}

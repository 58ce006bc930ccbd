import { choice, flag, integer, need, secret, text, texts } from '../fields';
import { protocols } from '../transport';

/** Address of the PBX that an app or a phone is given when it is provisioned. */
export const provisioning = [
	choice(
		'interface',
		['WEB_DOMAIN', 'PUBLIC_IPV4', 'PUBLIC_IPV6', 'PRIVATE_IPV4', 'PRIVATE_IPV6', 'SBC_DOMAIN'],
		'Address of the PBX that the device gets when it is provisioned',
		{ title: 'PBX Address' },
	),
	choice('preferred_transport', protocols, 'SIP transport that the device uses'),
];

/** What kind of phone it is; this cannot be changed later. */
export const device = [
	text('mac', undefined, { title: 'MAC Address', example: '001565AABBCC' }),
	text('filename', 'File name of its model, as Phone Model lists it', {
		title: 'Template File',
		example: 'yealink_t46.xml',
	}),
	text('vendor', undefined, { example: 'Yealink' }),
	text('model', undefined, { example: 'T46S' }),
].map(need);

/** Settings that a new phone must have. */
export const basics = [
	secret('password', 'Password for the web page of the phone', { title: 'Web Password' }),
	choice(
		'language',
		[
			...['ENGLISH', 'CHINESE', 'DUTCH', 'FRENCH', 'GERMAN', 'GREEK', 'ITALIAN', 'JAPANESE'],
			...['POLISH', 'RUSSIAN', 'SPANISH', 'SWEDISH', 'UKRAINIAN', 'BULGARIAN'],
		],
		'Language of the display',
	),
	choice(
		'transfer',
		{ BLIND: 'Blind Transfer', ATTENDED: 'Attended Transfer', NEW_CALL: 'New Call' },
		'What a BLF key does during a call',
		{ title: 'Transfer Mode', default: 'BLIND' },
	),
	text('timezone', 'One of the time zones that Phone Model lists for the model'),
	texts('codecs', 'In order of preference', { example: 'PCMU' }),
	...provisioning,
];

/** Further settings; the texts are choices that Phone Model lists for the model. */
export const settings = [
	text('ringtone', 'For internal calls'),
	text('queue_ringtone', 'For calls of queues and ring groups'),
	text('external_ringtone', 'For calls from outside'),
	text('date_format'),
	text('time_format'),
	text('powerled', 'When the power light is on', { title: 'Power LED' }),
	text('backlight'),
	text('screensaver'),
	flag('rps', "Whether the phone is entered at the vendor's redirection service", {
		title: 'Send to RPS',
	}),
	flag('https', 'Whether the phone fetches its settings over HTTPS', { title: 'Use HTTPS' }),
	flag('enable_lldp', 'Whether the phone announces itself by LLDP', {
		title: 'LLDP',
		default: false,
	}),
	flag('enable_vlan_wan_port', 'Whether the network port is in a VLAN', {
		title: 'VLAN on WAN Port',
		default: false,
	}),
	integer('wan_port_id', undefined, { title: 'WAN Port VLAN ID', min: 1, max: 4094 }),
	integer('wan_port_priority', undefined, { title: 'WAN Port VLAN Priority', min: 0, max: 7 }),
	flag('enable_vlan_pc_port', 'Whether the port for a computer is in a VLAN', {
		title: 'VLAN on PC Port',
		default: false,
	}),
	integer('pc_port_id', undefined, { title: 'PC Port VLAN ID', min: 1, max: 4094 }),
	integer('pc_port_priority', undefined, { title: 'PC Port VLAN Priority', min: 0, max: 7 }),
	text('serial_number'),
	text('country_tone', 'Country whose call tones are played (22.8)'),
];

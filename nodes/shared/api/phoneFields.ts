import { choice, flag, generable, integer, need, secret, text, texts } from './fields';
import { protocols } from './standards';
import type { Field } from './types';

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

const DISPLAY_LANGUAGES = [
	...['ENGLISH', 'CHINESE', 'DUTCH', 'FRENCH', 'GERMAN', 'GREEK', 'ITALIAN', 'JAPANESE'],
	...['POLISH', 'RUSSIAN', 'SPANISH', 'SWEDISH', 'UKRAINIAN', 'BULGARIAN'],
];

/** A language in which a phone can show its menus. */
export const displayLanguage = (name: string, hint: string) =>
	choice(name, DISPLAY_LANGUAGES, hint);

export const macAddress = text('mac', undefined, { title: 'MAC Address', example: '001565AABBCC' });

/** What every provisioned phone is, with a cord or without; it cannot be changed later. */
export const make = [
	macAddress,
	text('vendor', 'Maker of the phone', { example: 'Yealink' }),
	text('model', 'Name of the model, as in the list of models'),
];

/** Settings that every new phone must have, with a cord or without. */
export const phoneBasics = [
	secret('password', 'Password for the web page of the phone', { title: 'Web Password' }),
	displayLanguage('language', 'Language of the display'),
	text('timezone', 'One of the time zones that the model lists'),
	texts('codecs', 'Codecs of the model, the preferred one first', { example: 'PCMU' }),
	...provisioning,
];

/** A setting that a new phone must have; its password can be made up. */
export const created = (field: Field): Field => (field.secret ? generable(field) : need(field));

/** How a phone fetches its settings. */
export const fetching = [
	flag('rps', "Whether the phone is entered at the vendor's redirection service", {
		title: 'Send to RPS',
	}),
	flag('https', 'Whether the phone fetches its settings over HTTPS', { title: 'Use HTTPS' }),
];

export const provisioningPin = secret(
	'provisioning_pin',
	'PIN that the phone asks for when it is provisioned',
	{ since: '22.6', title: 'Provisioning PIN' },
);

/** What kind of desk phone it is; this cannot be changed later. */
export const device = [
	...make,
	text('filename', 'File name of its model, as Phone Model lists it', {
		title: 'Template File',
		example: 'yealink_t46.xml',
	}),
].map(need);

/** Settings that a new desk phone must have. */
export const basics = [
	...phoneBasics,
	choice(
		'transfer',
		{ BLIND: 'Blind Transfer', ATTENDED: 'Attended Transfer', NEW_CALL: 'New Call' },
		'What a BLF key does during a call',
		{ title: 'Transfer Mode', default: 'BLIND' },
	),
];

/** A port of the phone that can be in a VLAN. */
const vlan = (port: 'wan' | 'pc', what: string) => [
	flag(`enable_vlan_${port}_port`, `Whether the port for ${what} is in a VLAN`, {
		title: `VLAN on ${port.toUpperCase()} Port`,
		default: false,
	}),
	integer(`${port}_port_id`, undefined, {
		title: `${port.toUpperCase()} Port VLAN ID`,
		min: 1,
		max: 4094,
	}),
	integer(`${port}_port_priority`, undefined, {
		title: `${port.toUpperCase()} Port VLAN Priority`,
		min: 0,
		max: 7,
	}),
];

/** Further settings of desk phones; the texts are choices that Phone Model lists for the model. */
export const settings = [
	text('ringtone', 'For internal calls'),
	text('queue_ringtone', 'For calls of queues and ring groups'),
	text('external_ringtone', 'For calls from outside'),
	text('date_format'),
	text('time_format'),
	text('powerled', 'When the power light is on', { title: 'Power LED' }),
	text('backlight'),
	text('screensaver'),
	...fetching,
	flag('enable_lldp', 'Whether the phone announces itself by LLDP', {
		title: 'LLDP',
		default: false,
	}),
	...vlan('wan', 'the network'),
	...vlan('pc', 'a computer'),
	text('serial_number'),
	text('country_tone', 'Country whose call tones are played', { since: '22.8' }),
];

const doorPassword = (name: string, title: string) =>
	secret(name, 'Digits, 4 to 8 of them', { title, min: 4, max: 8 });

/** Door phones open with one of these; shared desks have none. */
export const doorPasswords = [
	doorPassword('door_password1', 'Door Password 1'),
	doorPassword('door_password2', 'Door Password 2'),
];

/** Columns of a desk phone, its passwords left out. */
export const phoneColumns = [
	'id',
	'mac',
	'vendor',
	'model',
	'filename',
	'language',
	'timezone',
	'preferred_transport',
	'serial_number',
];

/** Models and templates of phones are picked by the name of their file. */
export const templateFile = text('filename', 'Name of the template file', {
	title: 'File Name',
	example: 'yealink_t46.xml',
});

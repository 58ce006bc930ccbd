import { create, get, getMany, remove, resource, update } from '../define';
import { choice, flag, integer, need, secret, text, texts } from '../fields';
import { ofUser, provisioning } from './shared';

/** What kind of phone it is: fixed once it is there. */
const device = [
	text('mac', undefined, { title: 'MAC Address', example: '001122AABBCC' }),
	text('filename', 'As Phone Model lists it', {
		title: 'Template File',
		example: 'yealink_t46.xml',
	}),
	text('vendor', undefined, { example: 'Yealink' }),
	text('model', undefined, { example: 'T46S' }),
];

const basics = [
	secret('password', "For the phone's own web page", { title: 'Web Password' }),
	choice(
		'language',
		[
			'ENGLISH',
			'CHINESE',
			'DUTCH',
			'FRENCH',
			'GERMAN',
			'GREEK',
			'ITALIAN',
			'JAPANESE',
			'POLISH',
			'RUSSIAN',
			'SPANISH',
			'SWEDISH',
			'UKRAINIAN',
			'BULGARIAN',
		],
		'Language of the display',
	),
	choice(
		'transfer',
		{ BLIND: 'Blind Transfer', ATTENDED: 'Attended Transfer', NEW_CALL: 'New Call' },
		'What a BLF key does during a call',
		{ title: 'Transfer Mode', default: 'BLIND' },
	),
	text('timezone', 'One of those that Phone Model lists for the model'),
	texts('codecs', 'In order of preference', { example: 'PCMU' }),
	...provisioning,
];

/** A port of the phone that can be in a VLAN. */
const vlan = (port: string) => [
	flag(`enable_vlan_${port}_port`, 'Whether the port is in a VLAN', {
		title: `Enable ${port.toUpperCase()} Port VLAN`,
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

/** The texts are choices that Phone Model lists for the model. */
const settings = [
	text('ringtone'),
	text('queue_ringtone', 'For calls of queues and ring groups'),
	text('external_ringtone', 'For calls from outside'),
	text('date_format'),
	text('time_format'),
	text('powerled', undefined, { title: 'Power LED' }),
	text('backlight'),
	text('screensaver'),
	flag('rps', "Whether the phone is entered in its maker's redirection service", {
		title: 'Send to RPS',
	}),
	flag('https', 'Whether the phone is provisioned over HTTPS', { title: 'Use HTTPS' }),
	flag('enable_lldp', 'Whether the phone learns its VLAN from the network', {
		title: 'Enable LLDP',
		default: false,
	}),
	...vlan('wan'),
	...vlan('pc'),
	text('serial_number'),
	secret('door_password1', '4 to 8 digits', { title: 'Door Password 1', min: 4, max: 8 }),
	secret('door_password2', '4 to 8 digits', { title: 'Door Password 2', min: 4, max: 8 }),
	text('country_tone', 'Country whose call tones are played (22.8)'),
];

const simple = [
	'id',
	'mac',
	'vendor',
	'model',
	'filename',
	'language',
	'timezone',
	'interface',
	'preferred_transport',
	'serial_number',
];

export const myPhone = resource(
	'myPhone',
	'My Phone',
	'/user/phones',
	[
		create([...[...device, ...basics].map(need), ...settings], { action: 'Create own phone' }),
		get({ simple, action: 'Get own phone' }),
		getMany({ simple, paging: 'none', action: 'Get many own phones' }),
		update([...basics, ...settings], { action: 'Update own phone' }),
		remove({ action: 'Delete own phone' }),
	],
	ofUser('Your desk phones'),
);

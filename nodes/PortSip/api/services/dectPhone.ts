import { action, create, get, getMany, list, read, remove, resource, update } from '../define';
import { choice, flag, list as listOf, need, reference, secret, text, texts } from '../fields';
import { protocols } from '../transport';

const LANGUAGES = [
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
];

/** What a new phone cannot do without. */
const basics = [
	text('name', 'Name of the base station', { min: 1, max: 64 }),
	secret('password', 'Password for the web pages of the phone'),
	text('timezone', 'One of the time zones of the model'),
	choice('language', LANGUAGES, 'Language of the display'),
	text('tone', 'One of the tones of the model', { title: 'Tone Set' }),
	texts('codecs', 'Codecs of the model, the preferred one first', { example: 'PCMU' }),
	choice(
		'interface',
		['WEB_DOMAIN', 'PUBLIC_IPV4', 'PUBLIC_IPV6', 'PRIVATE_IPV4', 'PRIVATE_IPV6', 'SBC_DOMAIN'],
		'Address under which the phone reaches the PBX',
		{ title: 'PBX Address' },
	),
	choice('preferred_transport', protocols, 'SIP transport of the phone'),
];

const device = [
	text('mac', undefined, { title: 'MAC Address', example: '001565a1b2c3' }),
	text('template', 'File name of the template, as in the list of models'),
	text('vendor', 'Maker of the phone'),
	text('model', 'Name of the model, as in the list of models'),
];

const settings = [
	secret('user_password', 'Password of the user account on the phone'),
	secret('engineer_password', 'Password of the engineer account on the phone'),
	text('region', 'Country or region of the phone'),
	choice('handset_language', LANGUAGES),
	flag('rps', "Whether the phone is announced to the maker's redirection service", {
		title: 'Use RPS',
	}),
	flag('https', 'Whether the phone fetches its settings over HTTPS', { title: 'Use HTTPS' }),
	secret('provisioning_pin', 'PIN that the phone asks for (22.6)', { title: 'Provisioning PIN' }),
];

/** Passwords and PINs come back, too; the short form leaves them out. */
const simple = [
	'id',
	'name',
	'mac',
	'vendor',
	'model',
	'template',
	'lines',
	'firmware',
	'status',
	'url',
];

export const dectPhone = resource(
	'dectPhone',
	'DECT Phone',
	'/dect_phones',
	[
		create([...[...basics, ...device].map(need), ...settings]),
		get({ simple }),
		getMany({ simple, paging: 'none' }),
		update([...basics, ...settings]),
		remove(),
		list('getMembers', 'GET /{id}/members', {
			name: 'Get Members',
			action: 'Get members of DECT phone',
			paging: 'none',
		}),
		read('getMember', 'GET /{id}/members/{extension_number}', {
			name: 'Get Member',
			action: 'Get member of DECT phone',
			path: [reference('extension_number', 'extensionNumber', undefined, { title: 'Extension' })],
			description: 'Whether an extension has a handset of the phone, and which',
		}),
		action(
			'setMembers',
			'POST /{id}/members',
			[
				need(
					listOf(
						'items',
						[
							reference('extension_number', 'extensionNumber', undefined, {
								title: 'Extension',
								min: 3,
								max: 64,
							}),
							text('ipui', 'Identity of the handset', { title: 'IPUI' }),
							text('handset_index', 'Place of the handset on the phone'),
							text('id', 'Filled in by the PBX', {
								parameter: 'extensionId',
								title: 'Extension ID',
							}),
							text('display_name', 'Filled in by the PBX', { max: 1024 }),
						],
						'Who has a handset; the list replaces the one before',
						{ parameter: 'members', title: 'Members' },
					),
				),
			],
			{ action: 'Set members of DECT phone', done: 'updated' },
		),
	],
	{ description: 'DECT base stations of a tenant and their handsets; needs a tenant user' },
);

export const dectPhoneModel = resource(
	'dectPhoneModel',
	'DECT Phone Model',
	'/dect_phone_models',
	[
		read('get', 'GET /{name}', {
			path: [text('name', 'Model, as in the list', { title: 'Model' })],
			description: 'Languages, tones, time zones and codecs of the model',
		}),
		getMany({ paging: 'none' }),
	],
	{ description: 'Models of DECT phones that the PBX can provision; needs a tenant user' },
);

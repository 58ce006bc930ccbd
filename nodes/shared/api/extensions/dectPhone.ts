import {
	action,
	create,
	get,
	getMany,
	list,
	read,
	remove,
	resource,
	update,
	upsert,
} from '../define';
import { list as listOf, need, reference, secret, text } from '../fields';
import {
	created,
	displayLanguage,
	fetching,
	make,
	phoneBasics,
	provisioningPin,
} from '../phoneFields';

const name = text('name', 'Name of the base station', { min: 1, max: 64 });

/** What a new phone cannot do without. */
const basics = [
	...phoneBasics,
	text('tone', 'One of the tones of the model', { title: 'Tone Set' }),
];

const device = [...make, text('template', 'File name of the template, as in the list of models')];

const settings = [
	secret('user_password', 'Password of the user account on the phone'),
	secret('engineer_password', 'Password of the engineer account on the phone'),
	text('region', 'Country or region of the phone'),
	displayLanguage('handset_language', 'Language of the display of the handsets'),
	...fetching,
	provisioningPin,
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
		create([...[name, ...device, ...basics].map(created), ...settings]),
		upsert(['mac', 'name']),
		get({ simple }),
		getMany({ simple, paging: 'none' }),
		update([name, ...basics, ...settings]),
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
						],
						'All who have a handset; who is not in the list loses it',
						{
							parameter: 'members',
							title: 'Members',
							readOnly: ['id', 'display_name'],
						},
					),
				),
			],
			{ action: 'Set members of DECT phone', done: 'updated' },
		),
	],
	{
		alsoCalled: 'Cordless',
		description:
			'DECT base stations of a tenant and their handsets; needs a tenant user or Act in Tenant',
	},
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
	{
		description:
			'Models of DECT phones that the PBX can provision; needs a tenant user or Act in Tenant',
	},
);

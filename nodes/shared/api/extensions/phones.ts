import {
	action,
	create,
	get,
	getMany,
	read,
	remove,
	removeAt,
	resource,
	type Row,
	update,
	write,
	upsert,
} from '../define';
import { generable, json, keep, listedId, need, secret, text } from '../fields';
import {
	basics,
	created,
	device,
	doorPasswords,
	phoneColumns,
	provisioningPin,
	settings,
} from '../phoneFields';
import { newNumber } from '../userFields';

const phoneSettings = [
	...settings,
	...doorPasswords,
	json('all_codecs', 'All codecs that the phone can use; the form is not published', {
		since: '22.3',
	}),
	json('dhcp', 'Addresses by DHCP; the form is not published', { since: '22.6', title: 'DHCP' }),
];

const phonePath = [listedId('phone_id')];

export const extensionPhone = resource(
	'extensionPhone',
	'Extension Phone',
	'/users/{id}/phones',
	[
		create([...device, ...basics.map(created), ...phoneSettings], {
			description: 'Give a desk phone to the extension; the PBX then provisions it',
		}),
		upsert(['mac']),
		read('get', 'GET /{phone_id}', { path: phonePath, simple: phoneColumns }),
		getMany({ paging: 'none', simple: phoneColumns }),
		write('update', 'POST /{phone_id}', [...basics, ...phoneSettings], { path: phonePath }),
		removeAt('POST /{phone_id}/destroy', {
			path: phonePath,
			description: 'Take the phone from the extension',
		}),
	],
	{
		own: 'extension',
		alsoCalled: 'Desk Phone',
		description:
			'Desk phones that are provisioned for an extension; needs a tenant user or Act in Tenant',
	},
);

const displayName = text('display_name', 'Name shown while nobody is signed in', { max: 128 });
const deskSettings = [...settings, provisioningPin];

const deskRows: Row[] = [
	create(
		[
			need(newNumber),
			generable(secret('extension_password', 'SIP password of the extension')),
			need(displayName),
			...device,
			...basics.map(created),
			...deskSettings,
		],
		{ description: 'Add a phone that users share by signing in; it has a number of its own' },
	),
	upsert(['extension_number', 'mac']),
	get({
		simple: [
			'id',
			'extension_number',
			'current_extension_number',
			'display_name',
			'mac',
			'vendor',
			'model',
			'filename',
			'language',
			'timezone',
		],
	}),
	getMany(),
	update([keep(displayName), ...basics, ...deskSettings]),
	remove(),
	action('signOutUser', 'POST /{id}/logout', [], {
		action: 'Sign out user of hot desk',
		name: 'Sign Out User',
		description: 'End the session of whoever uses the phone',
		done: 'signedOut',
	}),
	read('getStatus', 'GET /{id}/status', {
		name: 'Get Status',
		description: 'Whether somebody uses the phone, and who',
	}),
];

export const hotDesk = resource('hotDesk', 'Hot Desk', '/hotdesking', deskRows, {
	alsoCalled: 'Shared Phone',
	description: 'Desk phones of a tenant that users share; needs a tenant user or Act in Tenant',
});

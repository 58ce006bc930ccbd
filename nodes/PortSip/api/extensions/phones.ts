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
} from '../define';
import { json, need, secret, text } from '../fields';
import { basics, device, settings } from './phoneFields';
import { partId } from './rows';

/** Columns of a phone, its passwords left out. */
const columns = [
	'mac',
	'vendor',
	'model',
	'filename',
	'language',
	'timezone',
	'preferred_transport',
	'serial_number',
];

const doorPassword = (name: string, title: string) =>
	secret(name, 'Digits, 4 to 8 of them', { title, min: 4, max: 8 });

const phoneSettings = [
	...settings,
	doorPassword('door_password1', 'Door Password 1'),
	doorPassword('door_password2', 'Door Password 2'),
	json('all_codecs', 'All codecs that the phone can use; the form is not published (22.3)'),
	json('dhcp', 'Addresses by DHCP; the form is not published (22.6)', { title: 'DHCP' }),
];

const phonePath = [partId('phone_id')];
const phoneColumns = ['id', ...columns];

export const extensionPhone = resource(
	'extensionPhone',
	'Extension Phone',
	'/users/{id}/phones',
	[
		create([...device, ...basics.map(need), ...phoneSettings], {
			description: 'Give a desk phone to the extension; the PBX then provisions it',
		}),
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
		description: 'Desk phones that are provisioned for an extension; needs a tenant user',
	},
);

const displayName = text('display_name', 'Name shown while nobody is signed in', { max: 128 });
const deskSettings = [
	...settings,
	secret('provisioning_pin', 'PIN that the phone asks for when it is provisioned (22.6)', {
		title: 'Provisioning PIN',
	}),
];

const deskRows: Row[] = [
	create(
		[
			need(
				text('extension_number', 'A free number for the phone itself', {
					min: 3,
					max: 64,
					pattern: '[0-9]{3,64}',
					example: '800',
				}),
			),
			need(secret('extension_password', 'SIP password of that number')),
			need(displayName),
			...device,
			...basics.map(need),
			...deskSettings,
		],
		{ description: 'Add a phone that users share by signing in' },
	),
	get({
		simple: [
			'id',
			'extension_number',
			'current_extension_number',
			'display_name',
			...columns.slice(0, 6),
		],
	}),
	getMany(),
	update([need(displayName), ...basics, ...deskSettings]),
	remove(),
	action('signOut', 'POST /{id}/logout', [], {
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
	description: 'Desk phones of a tenant that users share; needs a tenant user',
});

import {
	action,
	create,
	download,
	get,
	getMany,
	OPEN_BODY,
	read,
	remove,
	resource,
	update,
	upsert,
} from '../define';
import { extensionCallerIds } from '../callerIds';
import {
	decimal,
	displayName,
	email,
	flag,
	generable,
	json,
	keep,
	need,
	reference,
	secret,
	text,
	userName,
} from '../fields';
import { newNumber, softPhoneTemplate, userSettings, voicemailPin } from '../userFields';

const role = reference('role', 'roleName', 'What the user may do', { min: 1, max: 64 });
const shownName = displayName(128);

/** What a new extension must have. */
const identity = [
	newNumber,
	shownName,
	userName,
	email,
	generable(secret('password', 'Password to sign in to portal and apps')),
	generable(secret('extension_password', 'SIP password of the extension')),
	generable(voicemailPin, 'pin'),
	role,
];

/** Settings that creating and updating share. */
const settings = [
	flag('enabled', 'Whether the extension is in service', { default: true }),
	...userSettings,
	extensionCallerIds,
	softPhoneTemplate,
];

const phones = json('phones', 'Fields as in Extension Phone: Create', {
	unseen: true,
	since: '22.3',
	example: '[{"mac":"001565AABBCC","vendor":"Yealink"}]',
	deep: 'a phone has some thirty fields, and Extension Phone offers them one by one',
});

const simple = [
	'id',
	'extension_number',
	'display_name',
	'name',
	'email',
	'enabled',
	'role',
	'role_name',
	'department',
	'mobile_phone',
];

export const extension = resource(
	'extension',
	'Extension',
	'/users',
	[
		create([...identity.map(need), ...settings, phones], {
			description: 'Add a user with an extension to the tenant',
		}),
		upsert(
			['extension_number', 'name', 'email'],
			[
				{ field: 'password', route: 'POST /{id}/password', sentAs: 'password', created: true },
				{
					field: 'extension_password',
					route: 'POST /{id}/extension_password',
					sentAs: 'password',
					created: true,
				},
				{
					field: 'role',
					route: 'POST /{id}/role',
					sentAs: 'role',
					shownAs: 'role',
					created: true,
				},
			],
		),
		action(
			'createMany',
			'POST /create_many',
			[
				need(
					json('items', 'List of objects with the API names of the fields of Create', {
						title: 'Extensions',
						parameter: 'extensions',
						example: '[{"extension_number":"101","name":"ada","role":"StandardUser"}]',
						deep: 'each element has all fields of Create',
					}),
				),
			],
			{
				name: 'Create Many',
				action: 'Create many extensions',
				description: 'Add several extensions with one call',
				done: 'created',
				since: '22.3',
			},
		),
		get({ simple }),
		getMany({ simple }),
		update([keep(shownName), email, voicemailPin, ...settings], {
			description: 'What is not filled in stays as it is',
		}),
		remove({ description: 'From 22.3 only system users may delete a user with role Admin' }),
		download('export', 'GET /export', {
			action: 'Export extensions',
			description: 'Fetch all extensions as a file; needs full access to users',
			fileName: 'extensions.csv',
		}),
		read('getStatus', 'GET /{id}/status', {
			name: 'Get Status',
			description: 'Presence of the extension and the devices that are registered',
		}),
		action('getStatuses', 'POST /status/get_many', [], {
			reads: true,
			name: 'Get Statuses',
			action: 'Get statuses of extensions',
			description: `Status of many extensions at once. ${OPEN_BODY}.`,
			acceptsBody: true,
			since: '22.3',
		}),
		action('removeRegistration', 'POST /{id}/status/{instance_id}/destroy_status', [], {
			name: 'Remove Registration',
			action: 'Remove registration of extension',
			description: 'Sign a device off',
			path: [text('instance_id', 'Of the device, from "registration" in Get Status')],
			done: 'removed',
		}),
		read('getBalance', 'GET /{id}/balance', { name: 'Get Balance' }),
		action(
			'setBalance',
			'POST /{id}/balance',
			[need(decimal('balance', 'In the currency of the tenant, up to five decimals'))],
			{ done: 'updated' },
		),
		action(
			'setPassword',
			'POST /{id}/password',
			[need(secret('password', 'Password to sign in to portal and apps'))],
			{ done: 'updated' },
		),
		action(
			'setSipPassword',
			'POST /{id}/extension_password',
			[need(secret('password', 'SIP password of the extension'))],
			{
				action: 'Set SIP password of extension',
				done: 'updated',
			},
		),
		action('setRole', 'POST /{id}/role', [need(role)], { done: 'updated' }),
		action('resetProvisioning', 'POST /{id}/profile', [], {
			action: 'Reset provisioning of extension',
			description: 'Make the profile anew with which apps and phones set themselves up',
			done: 'reset',
		}),
		action('resetActiveProfile', 'POST /profile', [], {
			description: 'Make the profile file anew that is in use, of this extension only',
			query: [
				need(
					reference('id', 'extension', undefined, {
						title: 'Extension',
						parameter: 'extensionId',
					}),
				),
			],
			done: 'reset',
		}),
		action(
			'bindToMicrosoft365',
			'POST /{id}/ms365_binding',
			[
				need(
					text('id', 'Object ID or principal name', {
						title: 'Microsoft 365 User',
						parameter: 'microsoft365User',
						example: 'ada@customer.example',
					}),
				),
			],
			{
				name: 'Bind to Microsoft 365',
				action: 'Bind extension to microsoft 365 user',
				done: 'bound',
			},
		),
		action('unbindFromMicrosoft365', 'POST /{id}/ms365_binding/destroy', [], {
			name: 'Unbind From Microsoft 365',
			action: 'Unbind extension from microsoft 365 user',
			done: 'unbound',
		}),
	],
	{
		alsoCalled: 'User',
		description: "A tenant's users and their extensions; needs a tenant user or Act in Tenant",
	},
);

export const extensionNumber = resource(
	'extensionNumber',
	'Extension Number',
	'/extension_numbers',
	[
		read('get', 'GET /{extension_number}', {
			path: [text('extension_number', 'Any number of the tenant', { example: '101' })],
			description: 'Who or what has a number: an extension, a group, a queue, a room',
		}),
	],
	{
		alsoCalled: 'Number Lookup',
		description: 'What a number of the tenant belongs to; needs a tenant user or Act in Tenant',
	},
);

import { messageFilters } from '../callFilters';
import { action, create, get, getMany, read, remove, resource, update, upsert } from '../define';
import { flag, json, need, reference, secret, text } from '../fields';

const name = text('name', undefined, { min: 1, max: 64 });
const enabled = flag('enabled', 'Whether messages are sent and received', { default: true });
const trunk = need(
	reference('provider_id', 'trunk', 'Trunk of the provider that carries the messages', {
		title: 'Trunk',
	}),
);

const credentials = secret(
	'credentials',
	"Access to the provider's API; its form depends on the provider",
);
const smsSettings = [
	enabled,
	text('sender_id', 'Number or name that recipients see'),
	text('channel_type', 'Kind of channel; its values are not published', { since: '22.6' }),
];
const smsColumns = [
	'id',
	'name',
	'enabled',
	'sender_id',
	'channel_type',
	'provider_id',
	'provider_name',
	'provider_brand',
	'webhook',
];

export const smsService = resource(
	'smsService',
	'SMS Service',
	'/sms',
	[
		create(
			[
				need(name),
				trunk,
				need(credentials),
				...smsSettings,
				json('prepend_add', 'As JSON, e.g. true; presumably for a + before numbers', {
					since: '22.3',
				}),
			],
			{ license: 'advanced' },
		),
		upsert(['name', ['provider_id', 'sender_id']]),
		get({ simple: smsColumns }),
		getMany({ simple: smsColumns }),
		update([name, credentials, ...smsSettings], { license: 'advanced' }),
		remove(),
	],
	{
		alsoCalled: 'MMS',
		description:
			'How a tenant sends and receives SMS and MMS; needs a tenant user or Act in Tenant',
	},
);

const phoneNumberId = text('phone_number_id', 'ID that Meta gave to the number');
const token = secret('token', 'Access token of the WhatsApp business account');
const whatsAppSettings = [
	enabled,
	text('phone_number', 'Number of the business account'),
	text('business_account_id', 'ID that Meta gave to the business account', { since: '22.6' }),
];
const whatsAppColumns = [
	'id',
	'name',
	'enabled',
	'phone_number',
	'phone_number_id',
	'business_account_id',
	'provider_id',
	'provider_name',
	'webhook',
];

/** n8n's linter wants action sentences without capitals inside. */
export const whatsAppService = resource(
	'whatsAppService',
	'WhatsApp Service',
	'/whatsapp',
	[
		create([need(name), trunk, need(phoneNumberId), need(token), ...whatsAppSettings], {
			action: 'Create whatsapp service',
			license: 'advanced',
		}),
		upsert(['name', 'phone_number']),
		get({ action: 'Get whatsapp service', simple: whatsAppColumns }),
		getMany({ action: 'Get many whatsapp services', simple: whatsAppColumns }),
		update([name, phoneNumberId, token, ...whatsAppSettings], {
			action: 'Update whatsapp service',
			license: 'advanced',
		}),
		remove({ action: 'Delete whatsapp service' }),
	],
	{ description: 'How a tenant uses WhatsApp; needs a tenant user or Act in Tenant' },
);

export const whatsAppTemplate = resource(
	'whatsAppTemplate',
	'WhatsApp Template',
	'/whatsapp/{id}/templates',
	[
		read('get', 'GET /{template_id}', {
			path: [text('template_id')],
			action: 'Get whatsapp template',
			since: '22.6',
		}),
		getMany({ action: 'Get many whatsapp templates', paging: 'undeclared', since: '22.6' }),
		action('refresh', 'POST /refresh', [], {
			action: 'Refresh whatsapp templates',
			description: 'Load the templates from the provider again',
			done: 'refreshed',
			since: '22.6',
			license: 'advanced',
		}),
	],
	{
		own: 'whatsAppService',
		description: 'Approved messages of a WhatsApp service; needs a tenant user or Act in Tenant',
	},
);

const messageColumns = [
	'id',
	'created_at',
	'msg_type',
	'direction',
	'sender',
	'sender_name',
	'receiver',
	'channel_name',
	'content',
	'delivery',
];

export const externalMessage = resource(
	'externalMessage',
	'External Message',
	'/external_messages',
	[
		get({
			path: [text('id', undefined, { title: 'Message ID' })],
			simple: messageColumns,
		}),
		getMany({ simple: messageColumns, paging: 'undeclared', ...messageFilters }),
	],
	{
		alsoCalled: 'SMS, WhatsApp',
		description: 'SMS and WhatsApp messages of a tenant; needs a tenant user or Act in Tenant',
	},
);

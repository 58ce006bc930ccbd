import {
	action,
	create,
	get,
	getMany,
	list,
	read,
	remove,
	removeAt,
	resource,
	update,
	write,
} from '../define';
import { listedId, text } from '../fields';

const since = '22.3';
const licensed = { since, license: 'cc' } as const;
const unpublished = (what: string) => ({
	description: `${what} not published: give them in Other Fields`,
	acceptsBody: true,
});

/** Its names are not published: the list in the change log is that of another service. */
const provider = text('provider', 'The CRM, written as Get Providers lists it', {
	example: 'Odoo',
});

const crm = resource(
	'crm',
	'CRM',
	'/crm',
	[
		read('get', 'GET', { action: 'Get CRM settings', ...licensed }),
		write('update', 'POST', [{ ...provider, hint: `${provider.hint} (22.4)` }], {
			action: 'Update CRM settings',
			description: 'Most settings are not published: give them in Other Fields',
			...licensed,
		}),
		action('test', 'POST /test', [], {
			action: 'Test CRM settings',
			...unpublished('The settings to try are'),
			done: 'tested',
			changes: 'nothing',
			...licensed,
		}),
		list('getProviders', 'GET /providers', {
			name: 'Get Providers',
			action: 'Get CRM providers',
			paging: 'none',
			since,
		}),
		read('getProvider', 'GET /providers/{provider}', {
			name: 'Get Provider',
			action: 'Get CRM provider',
			description: 'Which fields of the CRM belong to which of the PBX',
			path: [provider],
			since: '22.6',
		}),
	],
	{ description: 'Connection of a tenant with its CRM; needs a tenant user or Act in Tenant' },
);

const contactId = listedId('id', { title: 'Contact ID' });
const ofContact = { own: 'crmContact' };
const path = [contactId];

const crmContact = resource(
	'crmContact',
	'CRM Contact',
	'/crm/contacts',
	[
		create([], { ...unpublished('Its fields are'), ...licensed }),
		get({ path, ...licensed }),
		getMany({ paging: 'undeclared', ...licensed }),
		list('search', 'POST /search', {
			name: 'Search',
			action: 'Search CRM contacts',
			...unpublished('The conditions are'),
			// The conditions are posted, so pages cannot be asked for with skip and top.
			paging: 'none',
			...licensed,
		}),
		update([], { ...unpublished('Its fields are'), path, ...licensed }),
		remove({ path, since }),
	],
	{ description: 'Contacts in the CRM of a tenant; needs a tenant user or Act in Tenant' },
);

const callPath = [contactId, listedId('call_id')];

const crmCall = resource(
	'crmCall',
	'CRM Call',
	'/crm/contacts/{id}/calls',
	[
		read('get', 'GET /{call_id}', { path: callPath, ...licensed }),
		list('getMany', 'GET', { path, paging: 'none', ...licensed }),
		write('update', 'POST /{call_id}', [], {
			...unpublished('Its fields are'),
			path: callPath,
			...licensed,
		}),
	],
	{
		...ofContact,
		description: 'Calls noted at a contact in the CRM; needs a tenant user or Act in Tenant',
	},
);

const notePath = [contactId, listedId('note_id')];

const crmNote = resource(
	'crmNote',
	'CRM Note',
	'/crm/contacts/{id}/notes',
	[
		create([], { ...unpublished('Its fields are'), path, ...licensed }),
		read('get', 'GET /{note_id}', { path: notePath, ...licensed }),
		list('getMany', 'GET', { path, paging: 'none', ...licensed }),
		write('update', 'POST /{note_id}', [], {
			...unpublished('Its fields are'),
			path: notePath,
			...licensed,
		}),
		removeAt('POST /{note_id}/destroy', { path: notePath, since }),
	],
	{
		...ofContact,
		description: 'Notes at a contact in the CRM; needs a tenant user or Act in Tenant',
	},
);

export const crms = [crm, crmContact, crmCall, crmNote];

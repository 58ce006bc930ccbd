import {
	action,
	create,
	get,
	getMany,
	list,
	OPEN_BODY,
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
const open = { description: OPEN_BODY, acceptsBody: true };

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
		write('update', 'POST', [{ ...provider, filled: true, since: '22.4' }], {
			action: 'Update CRM settings',
			description:
				'PortSIP does not publish most of the settings: write them as JSON in Other Fields',
			...licensed,
		}),
		action('test', 'POST /test', [], {
			action: 'Test CRM settings',
			...open,
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
		create([], { ...open, ...licensed }),
		get({ path, ...licensed }),
		getMany({ paging: 'undeclared', ...licensed }),
		list('search', 'POST /search', {
			name: 'Search',
			action: 'Search CRM contacts',
			...open,
			// The conditions are posted, so pages cannot be asked for with skip and top.
			paging: 'none',
			...licensed,
		}),
		update([], { ...open, path, ...licensed }),
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
			...open,
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
		create([], { ...open, path, ...licensed }),
		read('get', 'GET /{note_id}', { path: notePath, ...licensed }),
		list('getMany', 'GET', { path, paging: 'none', ...licensed }),
		write('update', 'POST /{note_id}', [], {
			...open,
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

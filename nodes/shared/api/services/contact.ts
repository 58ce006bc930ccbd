import { create, download, get, getMany, remove, resource, update } from '../define';
import { contactColumns, contactFields } from '../contactFields';

const simple = [...contactColumns, 'address', 'notes'];

export const contact = resource(
	'contact',
	'Contact',
	'/contacts',
	[
		create(contactFields),
		get({ simple }),
		getMany({ simple, paging: 'offset' }),
		update(contactFields),
		remove(),
		download('export', 'GET /export', {
			action: 'Export contacts',
			description: 'Fetch all contacts as a file',
			fileName: 'contacts.csv',
		}),
	],
	{
		alsoCalled: 'Phone Book',
		description: 'Contacts of the company; needs a tenant user or Act in Tenant',
	},
);

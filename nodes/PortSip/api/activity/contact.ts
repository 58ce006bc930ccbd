import { create, download, get, getMany, remove, resource, update } from '../define';
import { contactFields } from '../contactFields';

const simple = [
	'id',
	'name',
	'company',
	'title',
	'email',
	'business',
	'mobile_phone',
	'home_phone',
	'address',
	'notes',
];

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
	{ description: 'Contacts of the company; needs a tenant user' },
);

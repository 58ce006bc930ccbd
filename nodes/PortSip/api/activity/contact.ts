import { create, download, get, getMany, remove, resource, update } from '../define';
import { email, text } from '../fields';

const entry = (name: string, title?: string) =>
	text(name, undefined, { ...(title ? { title } : {}), max: 128 });

const fields = [
	text('name', undefined, { min: 1, max: 64 }),
	email,
	entry('company'),
	entry('title', 'Job Title'),
	entry('business', 'Business Phone'),
	entry('business2', 'Business Phone 2'),
	entry('mobile_phone'),
	entry('mobile_phone2', 'Mobile Phone 2'),
	entry('home_phone'),
	entry('home_phone2', 'Home Phone 2'),
	entry('other', 'Other Phone'),
	entry('business_fax'),
	entry('home_fax'),
	entry('address'),
	text('notes', undefined, { max: 1024 }),
];

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
		create(fields),
		get({ simple }),
		getMany({ simple, paging: 'offset' }),
		update(fields),
		remove(),
		download('export', 'GET /export', {
			action: 'Export contacts',
			description: 'Fetch all contacts as a file',
			fileName: 'contacts.csv',
		}),
	],
	{ description: 'Contacts of the company; needs a tenant user' },
);

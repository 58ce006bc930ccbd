import { email, onTop, text } from './fields';

const entry = (name: string, title?: string) =>
	text(name, undefined, { ...(title ? { title } : {}), max: 128 });

/** What is known about a contact, of the company or of one person. */
export const contactFields = [
	onTop(text('name', undefined, { min: 1, max: 64 })),
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

/** Columns of the short form that both have. */
export const contactColumns = [
	'id',
	'name',
	'company',
	'title',
	'email',
	'business',
	'mobile_phone',
	'home_phone',
];

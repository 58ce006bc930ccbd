import { action, create, get, getMany, read, remove, resource, update, type Row } from '../define';
import { contactColumns, contactFields } from '../contactFields';
import { reference, text } from '../fields';
import type { Field } from '../types';
import { ofUser } from './shared';

const simple = [...contactColumns, 'favorite'];

export const myContact = resource(
	'myContact',
	'My Contact',
	'/user/contacts',
	[
		create(contactFields, { action: 'Create own contact' }),
		get({ simple, action: 'Get own contact' }),
		getMany({ simple, paging: 'offset', action: 'Get many own contacts' }),
		update(contactFields, { action: 'Update own contact' }),
		remove({ action: 'Delete own contact' }),
	],
	ofUser('Your own address book', 'Phone Book'),
);

/** A kind of contact: the beginning of its routes, its names, and how one is picked. */
interface Book {
	base: string;
	value: string;
	title: string;
	pick: Field;
	since?: string;
}

const books: readonly Book[] = [
	{
		base: '/business_contacts',
		value: 'BusinessContact',
		title: 'Business Contact',
		pick: reference('id', 'contact', undefined, { title: 'Contact', parameter: 'contactId' }),
	},
	{
		base: '/crm_contacts',
		value: 'CrmContact',
		title: 'CRM Contact',
		pick: text('id', 'As the changes of the CRM contacts give it', {
			title: 'CRM Contact ID',
			parameter: 'crmContactId',
		}),
		since: '22.3',
	},
	{
		base: '/extension_contacts',
		value: 'Extension',
		title: 'Extension',
		pick: reference('id', 'extension', undefined, {
			title: 'Extension',
			parameter: 'extensionId',
		}),
	},
	{
		base: '/contacts',
		value: 'PersonalContact',
		title: 'Personal Contact',
		pick: reference('id', 'myContact', undefined, { title: 'Contact', parameter: 'myContactId' }),
	},
];

/** `Business Contact` as `business contact`; abbreviations stay. */
const small = (title: string): string => title.replace(/\b[A-Z](?=[a-z])/g, (c) => c.toLowerCase());

const favoriteRows = ({ base, value, title, pick, since }: Book): Row[] => {
	const facts = { path: [pick], ...(since ? { since } : {}) };
	return [
		action(`add${value}`, `POST ${base}/{id}/favorite`, [], {
			...facts,
			name: `Add ${title}`,
			action: `Add ${small(title)} to own favorites`,
			done: 'added',
		}),
		action(`remove${value}`, `POST ${base}/{id}/unfavorite`, [], {
			...facts,
			name: `Remove ${title}`,
			action: `Remove ${small(title)} from own favorites`,
			done: 'removed',
		}),
	];
};

export const myContactFavorite = resource(
	'myContactFavorite',
	'My Contact Favorite',
	'/user',
	books.flatMap(favoriteRows),
	ofUser('What you have marked as favorite'),
);

/** The mark up to which changes have been read: no secret, so its parameter is not named like one. */
export const syncToken = text('token', 'From Start, or from the changes read last', {
	title: 'Sync Token',
	parameter: 'syncPoint',
});

const syncRows = ({ base, value, title, since }: Book): Row[] => {
	const later = since ? { since } : {};
	return [
		action(`start${value}Sync`, `POST ${base}/sync_tokens`, [], {
			...later,
			name: `Start ${title} Sync`,
			action: `Start sync of own ${small(title)}s`,
			description: 'Get a token; what changes from now on can be asked for with it',
			done: 'started',
			changes: 'nothing',
		}),
		read(`get${value}Changes`, `POST ${base}/sync_tokens/{token}/diff`, {
			...later,
			path: [syncToken],
			name: `Get ${title} Changes`,
			action: `Get changes of own ${small(title)}s`,
			description: 'What changed since the token, and the token for the next time',
		}),
	];
};

/** Changes of the address books since the last look, for copies elsewhere. */
export const myContactSync = resource(
	'myContactSync',
	'My Contact Sync',
	'/user',
	books.flatMap(syncRows),
	ofUser('Changes of address books since the last time'),
);

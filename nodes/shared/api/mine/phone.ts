import { create, get, getMany, remove, resource, update, upsert } from '../define';
import { basics, created, device, doorPasswords, phoneColumns, settings } from '../phoneFields';
import { ofUser } from './shared';

const ownSettings = [...settings, ...doorPasswords];

export const myPhone = resource(
	'myPhone',
	'My Phone',
	'/user/phones',
	[
		create([...device, ...basics.map(created), ...ownSettings], { action: 'Create own phone' }),
		upsert(['mac']),
		get({ simple: phoneColumns, action: 'Get own phone' }),
		getMany({ simple: phoneColumns, paging: 'none', action: 'Get many own phones' }),
		update([...basics, ...ownSettings], { action: 'Update own phone' }),
		remove({ action: 'Delete own phone' }),
	],
	ofUser('Your desk phones', 'Desk Phone'),
);

import { create, get, getMany, remove, resource, update, upsert } from '../define';
import { need } from '../fields';
import { basics, dates, simple } from '../holidayFields';

export const holiday = resource(
	'holiday',
	'Holiday',
	'/holidays',
	[
		create([...basics.map(need), ...dates]),
		upsert([['name', 'region']]),
		get({ simple }),
		getMany({ simple }),
		update([...basics, ...dates]),
		remove(),
	],
	{ description: "A tenant's holidays; needs a tenant user or Act in Tenant" },
);

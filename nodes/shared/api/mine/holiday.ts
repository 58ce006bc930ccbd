import {
	create,
	get,
	getMany,
	list,
	remove,
	resource,
	update,
	write,
	type Row,
	upsert,
} from '../define';
import { need } from '../fields';
import { basics, changed, dates, globalHolidays, simple } from '../holidayFields';
import { ofUser } from './shared';

/** The same row below `/holidays`. */
const ownHoliday = (row: Row): Row => {
	const [method, rest = ''] = row.route.split(' ');
	return { ...row, route: `${method} /holidays${rest}` };
};

export const myHoliday = resource(
	'myHoliday',
	'My Holiday',
	'/user',
	[
		...[
			create([...basics.map(need), ...dates], { action: 'Create own holiday' }),
			upsert(['name']),
			get({ simple, action: 'Get own holiday' }),
			getMany({ simple, paging: 'undeclared', action: 'Get many own holidays' }),
			update(changed, {
				action: 'Update own holiday',
			}),
			remove({ action: 'Delete own holiday' }),
		].map(ownHoliday),
		list('getGlobalHolidays', 'GET /global_holidays', {
			name: 'Get Global Holidays',
			action: 'Get own global holidays',
			description: "The tenant's holidays that also apply to the user",
			simple,
			paging: 'none',
		}),
		write('updateGlobalHolidays', 'POST /global_holidays', [globalHolidays], {
			name: 'Update Global Holidays',
			action: 'Update own global holidays',
			description: "Choose which of the tenant's holidays apply to the user",
		}),
	],
	ofUser('Days on which your extension follows its closed hours'),
);

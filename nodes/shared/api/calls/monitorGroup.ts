import { create, get, getMany, read, remove, resource, update, write, upsert } from '../define';
import { description, flag, onTop } from '../fields';
import { memberPart, people } from '../memberRows';
import { name, ownNumber } from '../numberFields';

const fields = [onTop(name), flag('enabled', 'Whether the managers may listen'), description];

export const monitorGroup = resource(
	'monitorGroup',
	'Monitor Group',
	'/monitor_groups',
	[
		create(fields),
		upsert(
			['name'],
			[
				memberPart('Manager', 'POST /{id}/managers', 'one'),
				memberPart('Member', 'POST /{id}/members', 'one'),
			],
		),
		get(),
		getMany(),
		update(fields),
		remove(),
		...people('Manager', 'monitor group'),
		...people('Member', 'monitor group'),
		read('getSettings', 'GET', {
			base: '/monitor',
			name: 'Get Settings',
			action: 'Get settings of call monitoring',
		}),
		write(
			'updateSettings',
			'POST',
			[flag('enabled', 'Whether calls can be monitored'), ownNumber],
			{ base: '/monitor', name: 'Update Settings', action: 'Update settings of call monitoring' },
		),
	],
	{
		alsoCalled: 'Supervisor, Barge-In',
		description: 'Who may listen to whose calls; needs a tenant user or Act in Tenant',
	},
);

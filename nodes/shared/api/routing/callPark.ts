import {
	action,
	create,
	get,
	getMany,
	list,
	read,
	remove,
	resource,
	update,
	write,
	upsert,
} from '../define';
import { choice, flag, integer, need, onTop, reference, text, texts } from '../fields';
import { changing, memberPart, people } from '../memberRows';
import { name, ownNumber } from '../numberFields';

const recallTo = choice(
	'recall_to',
	{
		USER_ONLY: 'The User',
		USER_FIRST_THEN_RING_GROUP: 'The User, Then the Ring Group',
		RING_GROUP_ONLY: 'The Ring Group',
	},
	'Who gets a parked call that nobody fetches',
	{ title: 'Recall To' },
);
const ringGroup = reference('ring_group_id', 'ringGroup', 'Needed where Recall To names it', {
	title: 'Ring Group',
});

export const callPark = resource(
	'callPark',
	'Call Park',
	'/call_park',
	[
		read('get', 'GET', { action: 'Get call park settings' }),
		write(
			'update',
			'POST',
			[
				flag('enabled', 'Whether calls can be parked'),
				ownNumber,
				recallTo,
				integer('recall_time', 'Seconds until a parked call goes back', {
					default: 300,
					min: 60,
					max: 900,
				}),
				integer('recall_ring_group_time', 'Seconds until it goes on to the ring group', {
					default: 300,
					min: 60,
					max: 900,
				}),
				ringGroup,
				reference('prompt_file_id', 'file', undefined, { title: 'Prompt File' }),
				flag('send_notification_to_parker', 'Whether who parks a call is notified', {
					since: '22.6',
				}),
			],
			{ action: 'Update call park settings' },
		),
	],
	{ description: 'Where calls are put aside; needs a tenant user or Act in Tenant' },
);

export const callParkGroup = resource(
	'callParkGroup',
	'Call Park Group',
	'/call_park_groups',
	[
		create([onTop(name), recallTo, ringGroup]),
		upsert(['name'], [memberPart('Member', 'POST /{id}/members', 'one')]),
		get(),
		getMany(),
		update([onTop(name), recallTo, ringGroup]),
		remove(),
		...people('Member', 'call park group'),
	],
	{ description: 'Extensions that share parked calls; needs a tenant user or Act in Tenant' },
);

const pickup = [onTop(name), text('description', undefined, { min: 1, max: 1024 })];

export const callPickupGroup = resource(
	'callPickupGroup',
	'Call Pickup Group',
	'/call_pickup_groups',
	[
		create(pickup),
		upsert(['name'], [memberPart('Member', 'POST /{id}/members', 'numbers')]),
		get(),
		getMany(),
		update(pickup),
		remove(),
		list('getMembers', 'GET /{id}/members', {
			name: 'Get Members',
			action: 'Get members of call pickup group',
			paging: 'none',
		}),
		read('getMember', 'GET /{id}/members/{extension_number}', {
			name: 'Get Member',
			action: 'Get member of call pickup group',
			description: 'Whether an extension belongs to the group; fails where it does not',
		}),
		action(
			'setMembers',
			'POST /{id}/members',
			[
				need(
					texts(
						'items',
						'Extension numbers of all members; who is not in the list leaves the group',
						{
							title: 'Members',
							example: '101',
							min: 3,
							max: 64,
							pattern: '[0-9]{3,64}',
							form: 'extensionNumber',
						},
					),
				),
			],
			{ action: 'Set members of call pickup group', done: 'set' },
		),
		changing('Member', 'call pickup group', 'numbers'),
	],
	{
		description:
			'Extensions that answer calls for each other; needs a tenant user or Act in Tenant',
	},
);

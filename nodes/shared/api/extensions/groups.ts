import { sharedCallerIds } from '../callerIds';
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
	upsert,
} from '../define';
import { changing, memberPart } from '../memberRows';
import { description, flag, json, need, onTop, switches, text } from '../fields';

const groupFields = [
	onTop(text('name', undefined, { min: 1, max: 64, example: 'Sales' })),
	description,
	sharedCallerIds,
	flag('allow_admin_recordings', 'Whether administrators of the group reach its recordings', {
		since: '22.8',
		title: 'Administrators See Recordings',
	}),
];

export const userGroup = resource(
	'userGroup',
	'User Group',
	'/groups',
	[
		create(groupFields),
		upsert(['name'], [memberPart('Member', 'POST /{id}/members', 'one')]),
		get(),
		getMany(),
		update(groupFields),
		remove(),
		list('getMembers', 'GET /{id}/members', {
			name: 'Get Members',
			paging: 'none',
		}),
		read('getMember', 'GET /{id}/members/{extension_number}', {
			name: 'Get Member',
			description: 'Whether an extension belongs to the group; fails where it does not',
		}),
		action('addMember', 'POST /{id}/members/{extension_number}', [], {
			name: 'Add Member',
			action: 'Add member to user group',
			done: 'added',
		}),
		action('removeMember', 'POST /{id}/members/{extension_number}/destroy', [], {
			name: 'Remove Member',
			action: 'Remove member from user group',
			done: 'removed',
		}),
		changing('Member', 'user group', 'one'),
		list('getAdministrators', 'GET /{id}/administrators', {
			name: 'Get Administrators',
			paging: 'none',
			since: '22.8',
		}),
		action('addAdministrator', 'POST /{id}/administrators/{extension_number}', [], {
			name: 'Add Administrator',
			action: 'Add administrator to user group',
			done: 'added',
			since: '22.8',
		}),
		action('removeAdministrator', 'POST /{id}/administrators/{extension_number}/destroy', [], {
			name: 'Remove Administrator',
			action: 'Remove administrator from user group',
			done: 'removed',
			since: '22.8',
		}),
		changing('Administrator', 'user group', 'one', { since: '22.8' }),
	],
	{
		alsoCalled: 'Department',
		description: "A tenant's groups of extensions; needs a tenant user or Act in Tenant",
	},
);

const viewing = ['view_only', 'full_access'];
const callLogs = [
	'call_log_view_only',
	'call_log_full_access',
	'call_recording_view_only',
	'call_recording_full_access',
];

const roleName = text('name', 'Names of built-in roles are taken', {
	min: 1,
	max: 64,
	example: 'Receptionist',
	form: 'roleName',
});
const permissions = switches(
	'permissions',
	{
		general: ['voicemail_view_only', 'voicemail_full_access', 'meeting'],
		system: ['information', 'dealer', 'tenant'],
		trunk: viewing,
		company: viewing,
		company_call_log: callLogs,
		phone_system: viewing,
		user_management: ['roles', 'users'],
		user_call_log: callLogs,
		policies: ['domestic_calls', 'internal_calls', 'international_calls'],
		analytics: ['call_report_view_only', 'call_report_full_access'],
		billing: viewing,
	},
	'What the role may do; all that is not picked is off',
);
const roleSettings = [
	description,
	json('capabilities', 'Rights in their newer form, which is not published', { since: '22.3' }),
];

export const role = resource(
	'role',
	'Role',
	'/roles',
	[
		create([need(roleName), need(permissions), ...roleSettings]),
		upsert(['name']),
		get({ description: 'Up to 22.2 a role is picked by name in place of the ID' }),
		getMany(),
		update([roleName, permissions, ...roleSettings], {
			description: 'Built-in roles cannot be changed',
		}),
		remove(),
	],
	{
		alsoCalled: 'Permissions',
		description: 'Sets of rights that users are given, of the system or of a tenant',
	},
);

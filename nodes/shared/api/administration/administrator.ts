import { action, create, get, getMany, remove, resource, update, upsert } from '../define';
import {
	displayName,
	email,
	flag,
	generable,
	need,
	phonesAndAddress,
	secret,
	text,
	ownTimezone,
	userName,
	website,
} from '../fields';

const profile = [...phonesAndAddress, website];
const enabled = flag('enabled', 'Whether the administrator may sign in', { default: true });
const role = text('role', 'Name of a system-wide role, such as OperationsAdmin or SiteAdmin', {
	min: 1,
	max: 64,
	example: 'OperationsAdmin',
});

/** What administrators may change in their own record, too. */
export const ownProfile = [email, displayName(1024), ...profile];

/** The name to sign in with, as a field of its own call. */
export const newUserName = { ...userName, title: 'New Username' };

/** Columns of the short form, also of the own account. */
export const simple = ['id', 'name', 'display_name', 'email', 'enabled', 'role_name'];

export const administrator = resource(
	'administrator',
	'Administrator',
	'/admin/users',
	[
		create([
			need(userName),
			generable(secret('password', 'Password for the first sign-in')),
			need(email),
			need(displayName(128)),
			enabled,
			role,
			...profile,
			ownTimezone,
		]),
		upsert(
			['name', 'email'],
			[
				{ field: 'password', route: 'POST /{id}/password', sentAs: 'new_password', created: true },
				{
					field: 'role',
					route: 'POST /{id}/role',
					sentAs: 'role',
					shownAs: 'role',
					created: true,
				},
			],
		),
		get({ simple }),
		getMany({ simple }),
		update([...ownProfile, enabled, ownTimezone]),
		remove(),
		action('setPassword', 'POST /{id}/password', [need(secret('new_password'))], {
			action: 'Set password of administrator',
			description: 'Give an administrator a new password',
		}),
		action('changeRole', 'POST /{id}/role', [need(role)], {
			description: 'Give an administrator another system-wide role',
			done: 'updated',
		}),
		action('changeUsername', 'POST /{id}/username', [need(newUserName)], {
			description: 'Change the name with which an administrator signs in',
			done: 'updated',
		}),
	],
	{ description: 'Accounts that run the PBX; needs a system administrator' },
);

import { profileCallerIds } from '../callerIds';
import { action, list, read, resource, write } from '../define';
import { choice, displayName, email, need, passwordChange, reference, text } from '../fields';
import { userSettings, voicemailPin } from '../userFields';
import { ofUser } from './shared';

/** What users may change in their own record. */
const profile = [
	email,
	displayName(1024),
	reference('avatar_file_id', 'file', undefined, { title: 'Picture' }),
	...userSettings,
	profileCallerIds,
	voicemailPin,
];

export const myProfile = resource(
	'myProfile',
	'My Profile',
	'/user',
	[
		read('get', 'GET', {
			action: 'Get own profile',
			simple: [
				'id',
				'name',
				'display_name',
				'email',
				'extension_number',
				'role',
				'enabled',
				'mobile_phone',
				'department',
				'timezone',
			],
		}),
		write('update', 'POST', profile, {
			action: 'Update own profile',
			description: 'What is not filled in stays as it is',
		}),
		action('changePassword', 'POST /password', passwordChange, {
			action: 'Change own user password',
			description: 'Afterwards the credential in n8n needs the new password, too',
			done: 'updated',
		}),
		action('changeSipPassword', 'POST /extension_password', passwordChange, {
			action: 'Change own SIP password',
			description: 'The one with which phones and apps register',
			done: 'updated',
		}),
		action(
			'setPresence',
			'POST /presence',
			[
				need(choice('presence', ['DO_NOT_DISTURB', 'AVAILABLE', 'AWAY', 'BUSINESS_TRIP', 'LUNCH'])),
				text('presence_note', undefined, { max: 128 }),
			],
			{ action: 'Set own presence', done: 'updated' },
		),
		action('resetProvisioning', 'POST /profile', [], {
			action: 'Reset own provisioning profile',
			description: 'Make the profile anew with which apps and phones set themselves up',
			done: 'reset',
		}),
		read('getStatus', 'GET /status', {
			name: 'Get Status',
			action: 'Get own status',
			description: 'Presence, call state and registered devices',
		}),
		read('getBalance', 'GET /balance', { name: 'Get Balance', action: 'Get own balance' }),
		list('getOutboundCallerIds', 'GET /outbound_caller_ids', {
			name: 'Get Outbound Caller IDs',
			action: 'Get own outbound caller ID numbers',
			paging: 'none',
		}),
		list('getRingGroups', 'GET /ring_groups', {
			name: 'Get Ring Groups',
			action: 'Get own ring groups',
			description: 'Ring groups to which the user belongs',
			paging: 'none',
		}),
		list('getAdministeredGroups', 'GET /groups/administered', {
			name: 'Get Administered Groups',
			action: 'Get own administered user groups',
			description: 'User groups that the user runs',
			paging: 'none',
			since: '22.8',
		}),
	],
	ofUser('Your account and extension', 'User, Presence'),
);

import {
	newUserName,
	ownProfile as administratorProfile,
	simple as administratorColumns,
} from './administrator';
import { ownProfile as dealerProfile, simple as dealerColumns } from './dealer';
import { action, read, resource, write } from '../define';
import { need, passwordChange, text } from '../fields';

/** The system administrator whose account the credential holds. */
export const myAdministrator = resource(
	'myAdministrator',
	'My Administrator Account',
	'/admin/user',
	[
		read('get', 'GET', {
			action: 'Get own administrator account',
			simple: administratorColumns,
		}),
		write('update', 'POST', administratorProfile, { action: 'Update own administrator account' }),
		action('changePassword', 'POST /password', passwordChange, {
			action: 'Change own administrator password',
			description: 'Afterwards the credential in n8n needs the new password, too',
			done: 'updated',
		}),
		action('changeUsername', 'POST /username', [need(newUserName)], {
			action: 'Change own administrator username',
			description: 'Afterwards the credential in n8n needs the new username, too',
			done: 'updated',
		}),
	],
	{ description: 'The system administrator who is signed in' },
);

/** The dealer whose account the credential holds. */
export const myDealer = resource(
	'myDealer',
	'My Dealer Account',
	'/dealer',
	[
		read('get', 'GET', {
			action: 'Get own dealer account',
			simple: dealerColumns,
		}),
		write('update', 'POST', dealerProfile, { action: 'Update own dealer account' }),
		read('getPasswordPolicy', 'GET /password_policy', {
			name: 'Get Password Policy',
			action: 'Get password policy for dealers',
			since: '22.6',
		}),
		read('getStatus', 'GET /status', {
			name: 'Get Status',
			action: 'Get status of own dealer account',
			description: 'How many dealers, tenants and users there are, and how many there may be',
		}),
		action('changePassword', 'POST /password', passwordChange, {
			action: 'Change own dealer password',
			description: 'Afterwards the credential in n8n needs the new password, too',
			done: 'updated',
		}),
		action('changeUsername', 'POST /username', [need(newUserName)], {
			action: 'Change own dealer username',
			description: 'Afterwards the credential in n8n needs the new username, too',
			done: 'updated',
		}),
	],
	{ description: 'The dealer who is signed in' },
);

/** Whoever the credential signs in. */
export const signedInUser = resource(
	'signedInUser',
	'Signed-In User',
	'',
	[
		read('get', 'GET /auth/user', {
			action: 'Get current user',
			description: 'Role and rights of the account in the credential; every role may call it',
		}),
		read('getPbxInfo', 'GET /info', {
			name: 'Get PBX Info',
			action: 'Get PBX info',
			description: 'Name, domain and addresses of the PBX as anyone can see them',
			query: [
				text('domain', 'SIP domain of a tenant, to see what its users see', { form: 'sipDomain' }),
			],
			simple: ['name', 'domain', 'web_domain', 'website', 'public_ipv4', 'private_ipv4'],
		}),
	],
	{ description: 'Whoever the credential signs in' },
);

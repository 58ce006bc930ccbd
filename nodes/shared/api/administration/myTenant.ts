import { sharedCallerIds } from '../callerIds';
import { action, read, resource, write } from '../define';
import { choice, decimal, json, list, need, passwordPolicy, reference, text } from '../fields';
import { common, identity, stirShaken } from './tenantFields';

const headerScope = choice(
	'scope',
	{ ALL: 'All Calls', TRUNK: 'Calls Over Trunks', USER: 'Calls Between Users' },
	'Which calls it applies to',
	{ default: 'TRUNK' },
);
const headerName = text('name', 'Name of the SIP header', {
	min: 2,
	max: 32,
	example: 'X-Customer',
});

const simple = [
	'id',
	'name',
	'domain',
	'timezone',
	'currency',
	'region',
	'max_extensions',
	'max_concurrent_calls',
];

export const myTenant = resource(
	'myTenant',
	'My Tenant',
	'/tenant',
	[
		read('get', 'GET', { action: 'Get own tenant', simple }),
		write(
			'update',
			'POST',
			[
				...Object.values(identity),
				...common,
				...stirShaken,
				sharedCallerIds,
				reference('avatar_file_id', 'file', 'An uploaded image', { title: 'Picture' }),
				json('ai_transcript', 'Settings of the transcription, as an object', {
					since: '22.3',
					title: 'AI Transcription',
				}),
				text('crm_contact_type', 'Kind of contact made in the CRM', { since: '22.6' }),
			],
			{ action: 'Update own tenant', description: 'What is not filled in stays as it is' },
		),
		read('getStatus', 'GET /status', {
			name: 'Get Status',
			action: 'Get status of own tenant',
			description: 'How many users, calls, queues and rooms there are',
			simple: [
				'version',
				'licensed_users',
				'current_users',
				'online_users',
				'current_calls',
				'current_trunks',
			],
		}),
		read('getBalance', 'GET /balance', {
			name: 'Get Balance',
			action: 'Get balance of own tenant',
		}),
		action(
			'recharge',
			'POST /balance',
			[
				need(
					decimal('balance', 'Amount to add, in the currency of the tenant', { title: 'Amount' }),
				),
			],
			{
				action: 'Recharge balance of own tenant',
				description: 'Adds to the balance',
				done: 'recharged',
			},
		),
		read('getSipHeaders', 'GET /custom_headers', {
			name: 'Get SIP Headers',
			action: 'Get custom SIP headers of own tenant',
		}),
		write(
			'updateSipHeaders',
			'POST /custom_headers',
			[
				list(
					'add',
					[headerName, text('value', undefined, { min: 1, max: 64 }), headerScope],
					'Headers that the PBX adds to calls',
					{ title: 'Headers to Add' },
				),
				list('relay', [headerName, headerScope], 'Headers that the PBX hands on', {
					title: 'Headers to Pass On',
				}),
			],
			{ name: 'Update SIP Headers', action: 'Update custom SIP headers of own tenant' },
		),
		read('getPasswordPolicy', 'GET /password_policy', {
			name: 'Get Password Policy',
			action: 'Get password policy of own tenant',
		}),
		write('updatePasswordPolicy', 'POST /password_policy', passwordPolicy, {
			name: 'Update Password Policy',
			action: 'Update password policy of own tenant',
		}),
	],
	{ description: 'The tenant whose user is signed in' },
);

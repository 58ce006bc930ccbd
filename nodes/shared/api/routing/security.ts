import {
	action,
	create,
	download,
	get,
	getMany,
	remove,
	resource,
	update,
	write,
	upsert,
} from '../define';
import { description, expiresAt, need, onTop, text, texts } from '../fields';

const allowedCountryCode = resource(
	'allowedCountryCode',
	'Allowed Country Code',
	'/allowed_country_codes',
	[
		// The answer is a list of plain texts, no records: it is handed on as one item.
		action('get', 'GET', [], {
			action: 'Get allowed country codes',
			description: 'One item with the list of codes',
			done: 'read',
		}),
		write(
			'update',
			'POST',
			[
				texts('items', 'All codes that may be called; those that are not in the list are removed', {
					title: 'Codes',
					min: 1,
					max: 32,
				}),
			],
			{ action: 'Update allowed country codes' },
		),
	],
	{
		alsoCalled: 'International Calls',
		description: 'Countries and regions that may be called; needs a tenant user or Act in Tenant',
	},
);

const number = text('number', 'Digits and letters, with a + in front if need be', {
	min: 1,
	max: 64,
	example: '+442071230000',
});
const block = [expiresAt, text('description', undefined, { max: 255 })];

const blockedNumber = resource(
	'blockedNumber',
	'Blocked Number',
	'/blacklisted_numbers',
	[
		create([need(number), ...block]),
		upsert(['number']),
		get(),
		getMany(),
		update([number, ...block]),
		remove(),
		download('export', 'GET /export', {
			action: 'Export blocked numbers',
			description: 'Fetch all numbers as a file',
			fileName: 'blocked-numbers.csv',
		}),
	],
	{
		alsoCalled: 'Blacklist',
		description: 'Callers who are kept out; needs a tenant user or Act in Tenant',
	},
);

const code = [
	onTop(
		text('number_prefix', 'First digits of numbers, with a + in front if need be', {
			min: 1,
			max: 16,
			example: '+882',
		}),
	),
	description,
];

const disallowedCode = resource(
	'disallowedCode',
	'Disallowed Code',
	'/disallowed_codes',
	[
		create(code),
		upsert(['number_prefix']),
		get(),
		getMany(),
		update(code),
		remove(),
		download('export', 'GET /export', {
			action: 'Export disallowed codes',
			description: 'Fetch all codes as a file',
			fileName: 'disallowed-codes.csv',
		}),
	],
	{
		alsoCalled: 'Blocked Prefix',
		description: 'Prefixes that must not be called; needs a tenant user or Act in Tenant',
	},
);

const emergency = [
	onTop(text('number_prefix', undefined, { title: 'Number', min: 1, max: 64, example: '112' })),
	description,
];

const emergencyNumber = resource(
	'emergencyNumber',
	'Emergency Number',
	'/emergency_numbers',
	[create(emergency), upsert(['number_prefix']), get(), getMany(), update(emergency), remove()],
	{
		alsoCalled: '112, 911',
		description: 'Numbers for emergency calls; needs a tenant user or Act in Tenant',
	},
);

export const security = [allowedCountryCode, blockedNumber, disallowedCode, emergencyNumber];

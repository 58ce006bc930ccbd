import {
	create,
	download,
	get,
	getMany,
	read,
	remove,
	resource,
	update,
	write,
	upsert,
} from '../define';
import { choice, decimal, description, flag, integer, need, text } from '../fields';

const billing = resource(
	'billing',
	'Billing',
	'/tenant/billing',
	[
		read('get', 'GET', { action: 'Get billing settings' }),
		write(
			'update',
			'POST',
			[
				flag('enabled', 'Whether calls are charged', { title: 'Charge Calls', default: false }),
				choice(
					'account',
					{ TENANT: 'Company Account', USER: "User's Own Account" },
					'Whose balance pays',
					{ title: 'Paid From', default: 'TENANT' },
				),
				choice(
					'type',
					{ OFFLINE: 'After the Call (Offline)', ONLINE: 'During the Call (Online)' },
					'When a call is charged',
					{ title: 'Charging Time', default: 'OFFLINE' },
				),
			],
			{ action: 'Update billing settings' },
		),
	],
	{ description: 'How the calls of a tenant are charged; needs a tenant user or Act in Tenant' },
);

const rate = [
	text('prefix', 'First digits of the numbers that it is for', { min: 1, max: 64, example: '44' }),
	choice('type', ['LOCAL', 'NATIONAL', 'INTERNATIONAL', 'MOBILE'], 'Kind of calls that cost this', {
		title: 'Call Type',
		default: 'LOCAL',
	}),
	integer('free_seconds', 'Seconds that cost nothing', { min: 0 }),
	integer('grace_period', undefined, { min: 0 }),
	integer('interval_1', 'Length of the first interval', { title: 'First Interval', min: 1 }),
	integer('interval_n', 'Length of each further interval', { title: 'Next Intervals', min: 1 }),
	decimal('connect_fee', 'Fee for each call, up to five decimals', { min: 0 }),
	decimal('postcall_surcharge', 'Added after the call, up to five decimals', {
		title: 'Post-Call Surcharge',
		min: 0,
	}),
	decimal('price_1', 'Price of the first interval, up to five decimals', {
		title: 'First Price',
		min: 0,
	}),
	decimal('price_n', 'Price of each further interval, up to five decimals', {
		title: 'Next Price',
		min: 0,
	}),
];

const simple = [
	'id',
	'prefix',
	'type',
	'free_seconds',
	'interval_1',
	'price_1',
	'interval_n',
	'price_n',
	'description',
];

const callRate = resource(
	'callRate',
	'Call Rate',
	'/call_rates',
	[
		create([...rate.map(need), description]),
		upsert([['prefix', 'type']]),
		get({ simple: [...simple, 'connect_fee'] }),
		getMany({ simple }),
		update([...rate, description]),
		remove(),
		download('export', 'GET /export', {
			action: 'Export call rates',
			description: 'Fetch all rates as a file',
			fileName: 'call-rates.csv',
		}),
	],
	{
		alsoCalled: 'Tariff',
		description: 'What calls cost, by prefix; needs a tenant user or Act in Tenant',
	},
);

export const charges = [billing, callRate];

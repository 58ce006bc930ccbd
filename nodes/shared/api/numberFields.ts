import { secret, text } from './fields';

/** What a group, queue, room or mailbox is called. */
export const name = text('name', undefined, { min: 1, max: 64 });

/** The number that a new group, queue or service is given. */
export const ownNumber = text(
	'extension_number',
	'3 to 64 digits to dial; nothing else in the tenant may have the number',
	{
		min: 3,
		max: 64,
		pattern: '[0-9]{3,64}',
		example: '8001',
		unique: true,
	},
);

/** PIN of a service. */
export const pin = secret(
	'pin',
	'Digits without runs such as 123 and repetitions such as 111; the tenant sets how many',
	{
		title: 'PIN',
	},
);

import { create, get, getMany, remove, resource, update, upsert } from '../define';
import { choice, flag, longSecret, longText, text } from '../fields';

const settings = [
	flag('enabled', 'Whether the app gets push messages', { default: true }),
	choice(
		'mode',
		{ PRODUCTION: 'Production', DEVELOPMENT: 'Development' },
		'Push servers of Apple and Google that are used',
		{ default: 'PRODUCTION' },
	),
	longSecret(
		'android_service_account',
		'Service account of Firebase, as the text of its JSON file',
	),
	longText('ios_certificate', 'Push certificate of Apple, in PEM form', {
		title: 'iOS Certificate',
	}),
	longSecret('ios_private_key', 'Private key of that certificate, in PEM form', {
		title: 'iOS Private Key',
	}),
];

/** Keys come back, too; the short form leaves them out. */
const simple = ['id', 'app_name', 'enabled', 'ios_cert_expire_at'];

export const mobileApp = resource(
	'mobileApp',
	'Mobile App',
	'/mobile_push',
	[
		create([text('app_name', undefined, { min: 1, max: 64 }), ...settings]),
		upsert(['app_name']),
		get({ simple: [...simple, 'mode'] }),
		getMany({ simple: [...simple, 'cert_remaining_days'] }),
		update(settings),
		remove(),
	],
	{
		alsoCalled: 'Push',
		description: 'Apps that the PBX wakes up with push messages; needs a system administrator',
	},
);

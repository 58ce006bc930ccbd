import { action, at, OPEN_BODY, read, remove, resource, type Row, write } from '../define';
import { secret, text } from '../fields';

/** The same calls exist for the whole PBX and for a tenant; action sentences know no capitals. */
const rows = (noun: string): Row[] => [
	read('get', 'GET', {
		action: `Get ${noun}`,
		description: 'Gives the client secret, too; treat the answer as a secret',
	}),
	write(
		'update',
		'POST',
		[
			text('client_id', "Client ID of the project in Google's console"),
			secret('client_secret', 'Client secret of the same project'),
		],
		{ action: `Update ${noun}` },
	),
	action('authorize', 'POST /authorization', [], {
		action: `Authorize ${noun}`,
		description: `Hand over what Google gave after the consent. ${OPEN_BODY}.`,
		acceptsBody: true,
		done: 'authorized',
	}),
	at(
		'POST /destroy',
		remove({ action: `Delete ${noun}`, description: 'End the integration', since: '22.6' }),
	),
];

export const googleIntegration = resource(
	'googleIntegration',
	'Google Integration',
	'/google',
	rows('google integration'),
	{ description: 'How a tenant is linked to Google; needs a tenant user or Act in Tenant' },
);

export const systemGoogleIntegration = resource(
	'systemGoogleIntegration',
	'Google Integration (System)',
	'/admin/google',
	rows('system google integration'),
	{ description: 'How the PBX is linked to Google; needs a system administrator' },
);

import {
	action,
	at,
	create,
	getMany,
	list,
	read,
	remove,
	resource,
	type Row,
	write,
} from '../define';
import { longText, text } from '../fields';
import { macAddress } from '../phoneFields';

const path = [macAddress];

/** Passwords and PINs come back, too; the short form leaves them out. */
const simple = ['mac', 'extension_number', 'name', 'vendor', 'model', 'fwver', 'ip', 'status'];

export const phone = resource(
	'phone',
	'Phone',
	'/phones',
	[
		read('get', 'GET /{mac}', { path, simple }),
		getMany({ simple, paging: 'none' }),
		read('getAssignee', 'GET /{mac}/assignee', {
			path,
			name: 'Get Assignee',
			action: 'Get assignee of phone',
			description: 'The extension that has the phone',
		}),
		action('reboot', 'POST /{mac}/reboot', [], {
			path,
			action: 'Reboot phone',
			done: 'rebooted',
		}),
		action('reject', 'POST /{mac}/reject', [], {
			path,
			action: 'Reject phone',
			description: 'Refuse a phone that asks for its settings',
			done: 'rejected',
		}),
		action('reprovision', 'POST /{mac}/reprovision', [], {
			path,
			action: 'Reprovision phone',
			description: 'Make the phone fetch its settings again',
			done: 'reprovisioned',
		}),
		action('reprovisionAll', 'POST /reprovision', [], {
			action: 'Reprovision all phones',
			description: 'Make all phones of the tenant fetch their settings again',
			done: 'reprovisioned',
		}),
	],
	{
		description:
			'IP phones of a tenant that the PBX provisions; needs a tenant user or Act in Tenant',
	},
);

const fileName = text('filename', 'Name of the template file', {
	title: 'File Name',
	example: 'yealink_t46.xml',
});

export const phoneModel = resource(
	'phoneModel',
	'Phone Model',
	'/phone_models',
	[
		read('get', 'GET /{filename}', {
			path: [fileName],
			description: 'Languages, ringtones, time zones and codecs of the model',
			simple: [
				'filename',
				'languages',
				'ringtones',
				'date_formats',
				'time_formats',
				'time_zones',
				'codecs',
				'country_tones',
			],
		}),
		getMany({ paging: 'none' }),
	],
	{
		description:
			'Models of IP phones that the PBX can provision; needs a tenant user or Act in Tenant',
	},
);

/** Both kinds of templates have the same calls. */
const templateRows = (since?: string): Row[] => {
	const facts = since ? { since } : {};
	const file = [longText('content', 'The whole template')];
	return [
		create([fileName, ...file], facts),
		read('get', 'GET /{filename}', { path: [fileName], ...facts }),
		list('getMany', 'GET', { paging: 'none', ...facts }),
		write('update', 'POST /{filename}', file, { path: [fileName], ...facts }),
		at('POST /{filename}/destroy', remove({ path: [fileName], ...facts })),
	];
};

export const phoneTemplate = resource(
	'phoneTemplate',
	'Phone Template',
	'/templates/phones',
	templateRows(),
	{
		description:
			'Files from which the settings of IP phones are made; needs a system administrator',
	},
);

export const softPhoneTemplate = resource(
	'softPhoneTemplate',
	'Soft Phone Template',
	'/templates/soft_phone',
	templateRows('22.4'),
	{
		description: 'Files from which the settings of the apps are made; needs a system administrator',
	},
);

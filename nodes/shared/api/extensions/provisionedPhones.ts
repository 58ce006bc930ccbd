import { action, getMany, read, resource } from '../define';
import { macAddress, templateFile } from '../phoneFields';

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
		alsoCalled: 'IP Phone, Provisioning',
		description:
			'IP phones of a tenant that the PBX provisions; needs a tenant user or Act in Tenant',
	},
);

export const phoneModel = resource(
	'phoneModel',
	'Phone Model',
	'/phone_models',
	[
		read('get', 'GET /{filename}', {
			path: [templateFile],
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

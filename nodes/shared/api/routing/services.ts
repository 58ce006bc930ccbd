import { action, get, getMany, read, remove, resource, write } from '../define';
import { choice, flag, integer, json, soundFile } from '../fields';
import { ownNumber } from '../numberFields';
import { language } from './shared';

export const featureAccessCode = resource(
	'featureAccessCode',
	'Feature Access Code',
	'/feature_access_codes',
	[
		getMany({ paging: 'none' }),
		write(
			'update',
			'POST',
			[
				json(
					'items',
					'As Get Many shows them: [{"code": "*57", "feature": "ACCESSING_VOICEMAIL", "enabled": true}]',
					{ title: 'Codes', deep: 'its 64 features would weigh more than a whole resource' },
				),
			],
			{ action: 'Update feature access codes' },
		),
	],
	{
		alsoCalled: 'Star Code',
		description: 'What users dial to switch features; needs a tenant user or Act in Tenant',
	},
);

export const automaticCallback = resource(
	'automaticCallback',
	'Automatic Callback',
	'/acb',
	[
		read('get', 'GET', { action: 'Get automatic callback settings' }),
		write(
			'update',
			'POST',
			[
				ownNumber,
				language,
				integer('retry_interval', 'Minutes until a busy caller is tried again', {
					default: 5,
					min: 0,
				}),
				integer('retry_total_time', 'Minutes that the busy line is watched', {
					default: 30,
					min: 0,
				}),
			],
			{ action: 'Update automatic callback settings' },
		),
	],
	{
		alsoCalled: 'Camp-On',
		description: 'Calls that are made once a line is free; needs a tenant user or Act in Tenant',
	},
);

export const musicOnHold = resource(
	'musicOnHold',
	'Music on Hold',
	'/moh_server/musics',
	[
		action('create', 'POST', [soundFile], {
			action: 'Create music on hold',
			description: 'Use an uploaded file as music',
			done: 'created',
		}),
		get({ action: 'Get music on hold' }),
		getMany({ action: 'Get many pieces of music on hold', paging: 'none' }),
		remove({ action: 'Delete music on hold' }),
		read('getSettings', 'GET', {
			base: '/moh_server',
			name: 'Get Settings',
			action: 'Get settings of music on hold',
		}),
		write(
			'updateSettings',
			'POST',
			[
				flag('enabled', 'Whether callers on hold hear music'),
				choice(
					'play_type',
					{
						DEFAULT_MUSIC: 'Default Music',
						RANDOM_MUSIC_PER_CALL: 'Random per Call',
						RANDOM_MUSIC_PER_DAY: 'Random per Day',
					},
					'Which music is played',
				),
			],
			{
				base: '/moh_server',
				name: 'Update Settings',
				action: 'Update settings of music on hold',
			},
		),
	],
	{
		own: 'music',
		alsoCalled: 'MOH',
		description: 'What callers on hold hear; needs a tenant user or Act in Tenant',
	},
);

import { create, getMany, list, read, removeAt, resource, write } from '../define';
import { partId } from './rows';

/** The calls for assistants came with 22.8, and what they take is not published. */
const since = '22.8';
const give = (what: string) => `What to send is not published: give ${what} in Other Fields`;
const pairing = (who: string) => ({
	acceptsBody: true,
	description: `They replace those before. ${give(`the ${who}`)}.`,
	since,
});

export const extensionAssistant = resource(
	'extensionAssistant',
	'Extension Assistant',
	'/users/{id}',
	[
		list('getAssistants', 'GET /assistants', {
			name: 'Get Assistants',
			action: 'Get assistants of extension',
			paging: 'none',
			since,
		}),
		write('updateAssistants', 'POST /assistants', [], {
			name: 'Update Assistants',
			action: 'Update assistants of extension',
			...pairing('assistants'),
		}),
		list('getExecutives', 'GET /executives', {
			name: 'Get Executives',
			action: 'Get executives of extension',
			description: 'Those whom the extension assists',
			paging: 'none',
			since,
		}),
		write('updateExecutives', 'POST /executives', [], {
			name: 'Update Executives',
			action: 'Update executives of extension',
			...pairing('executives'),
		}),
	],
	{ own: 'extension', description: 'Who takes calls for whom; needs a tenant user' },
);

const filter = { acceptsBody: true, description: give('the filter'), since };
const path = [partId('filter_id')];

export const extensionAssistantFilter = resource(
	'extensionAssistantFilter',
	'Extension Assistant Filter',
	'/users/{id}/assistant_filters',
	[
		create([], filter),
		read('get', 'GET /{filter_id}', { path, since }),
		getMany({ paging: 'none', since }),
		write('update', 'POST /{filter_id}', [], { ...filter, path }),
		removeAt('POST /{filter_id}/destroy', { path, since }),
	],
	{
		own: 'extension',
		description: 'Which calls of an executive go to the assistants; needs a tenant user',
	},
);

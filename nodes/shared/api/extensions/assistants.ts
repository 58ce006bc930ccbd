import { filterBody, pairings, since } from '../assistants';
import { create, getMany, read, removeAt, resource, write } from '../define';
import { listedId } from '../fields';

export const extensionAssistant = resource(
	'extensionAssistant',
	'Extension Assistant',
	'/users/{id}',
	pairings((verb, whom) => `${verb} ${whom} of extension`),
	{
		own: 'extension',
		alsoCalled: 'Executive, Secretary',
		description: 'Who takes calls for whom; needs a tenant user or Act in Tenant',
	},
);

const path = [listedId('filter_id')];

export const extensionAssistantFilter = resource(
	'extensionAssistantFilter',
	'Extension Assistant Filter',
	'/users/{id}/assistant_filters',
	[
		create([], filterBody),
		read('get', 'GET /{filter_id}', { path, since }),
		getMany({ paging: 'none', since }),
		write('update', 'POST /{filter_id}', [], { ...filterBody, path }),
		removeAt('POST /{filter_id}/destroy', { path, since }),
	],
	{
		own: 'extension',
		description:
			'Which calls of an executive go to the assistants; needs a tenant user or Act in Tenant',
	},
);

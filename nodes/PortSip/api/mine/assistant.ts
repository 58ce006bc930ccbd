import { create, get, getMany, list, remove, resource, update, write } from '../define';
import { idOf, ofUser, openBody } from './shared';

const since = '22.8';

export const myAssistant = resource(
	'myAssistant',
	'My Assistant',
	'/user',
	[
		list('getAssistants', 'GET /assistants', {
			name: 'Get Assistants',
			action: 'Get own assistants',
			paging: 'none',
			since,
		}),
		write('updateAssistants', 'POST /assistants', [], {
			name: 'Update Assistants',
			action: 'Update own assistants',
			description: `Replace the list. ${openBody('the list')}.`,
			acceptsBody: true,
			since,
		}),
		list('getExecutives', 'GET /executives', {
			name: 'Get Executives',
			action: 'Get own executives',
			description: 'For whom the user is an assistant',
			paging: 'none',
			since,
		}),
		write('updateExecutives', 'POST /executives', [], {
			name: 'Update Executives',
			action: 'Update own executives',
			description: `Replace the list. ${openBody('the list')}.`,
			acceptsBody: true,
			since,
		}),
	],
	ofUser('Who takes your calls, and whose you take'),
);

const path = [idOf('Filter', 'filterId')];
const description = openBody('a filter');

/** Which calls go to the assistants. */
export const myAssistantFilter = resource(
	'myAssistantFilter',
	'My Assistant Filter',
	'/user/assistant_filters',
	[
		create([], { action: 'Create own assistant filter', description, acceptsBody: true, since }),
		get({ path, action: 'Get own assistant filter', since }),
		getMany({ paging: 'none', action: 'Get many own assistant filters', since }),
		update([], {
			path,
			action: 'Update own assistant filter',
			description,
			acceptsBody: true,
			since,
		}),
		remove({ path, action: 'Delete own assistant filter', since }),
	],
	ofUser('Which calls go to your assistants'),
);

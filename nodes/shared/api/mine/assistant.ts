import { filterBody, pairings, since } from '../assistants';
import { create, get, getMany, remove, resource, update } from '../define';
import { idOf, ofUser } from './shared';

export const myAssistant = resource(
	'myAssistant',
	'My Assistant',
	'/user',
	pairings((verb, whom) => `${verb} own ${whom}`),
	ofUser('Who takes your calls, and whose you take', 'Executive, Secretary'),
);

const path = [idOf('Filter', 'filterId')];

/** Which calls go to the assistants. */
export const myAssistantFilter = resource(
	'myAssistantFilter',
	'My Assistant Filter',
	'/user/assistant_filters',
	[
		create([], { ...filterBody, action: 'Create own assistant filter' }),
		get({ path, action: 'Get own assistant filter', since }),
		getMany({ paging: 'none', action: 'Get many own assistant filters', since }),
		update([], { ...filterBody, path, action: 'Update own assistant filter' }),
		remove({ path, action: 'Delete own assistant filter', since }),
	],
	ofUser('Which calls go to your assistants'),
);

import { list, OPEN_BODY, write, type Row } from './define';

/** The calls for assistants came with 22.8, and what they take is not published. */
export const since = '22.8';

const replaced = {
	description: `Give all of them: who is left out no longer is one. ${OPEN_BODY}.`,
	acceptsBody: true,
};

/**
 * Who assists whom: the same four calls for an extension and for the signed-in user.
 *
 * @param sentence the action sentence for a verb and those whom it is about
 */
export const pairings = (sentence: (verb: string, whom: string) => string): Row[] => [
	list('getAssistants', 'GET /assistants', {
		name: 'Get Assistants',
		action: sentence('Get', 'assistants'),
		paging: 'none',
		since,
	}),
	write('updateAssistants', 'POST /assistants', [], {
		name: 'Update Assistants',
		action: sentence('Update', 'assistants'),
		...replaced,
		since,
	}),
	list('getExecutives', 'GET /executives', {
		name: 'Get Executives',
		action: sentence('Get', 'executives'),
		description: 'Those whom the extension assists',
		paging: 'none',
		since,
	}),
	write('updateExecutives', 'POST /executives', [], {
		name: 'Update Executives',
		action: sentence('Update', 'executives'),
		...replaced,
		since,
	}),
];

/** What creating and changing a filter have in common. */
export const filterBody = { acceptsBody: true, description: OPEN_BODY, since };

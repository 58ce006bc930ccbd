import { create, get, OPEN_BODY, resource, update } from '../define';
import { text } from '../fields';

const path = [text('id', 'As the creation gives it', { title: 'Transcription ID' })];

export const transcription = resource(
	'transcription',
	'Transcription',
	'/transcription',
	[
		create([], {
			description: `Have a recording put into writing. ${OPEN_BODY}.`,
			acceptsBody: true,
			since: '22.3',
			license: 'advanced',
		}),
		get({ path, since: '22.3' }),
		update([], {
			path,
			description: OPEN_BODY,
			acceptsBody: true,
			since: '22.3',
		}),
	],
	{
		alsoCalled: 'Speech to Text',
		description: 'Recordings in writing, made by AI; needs a tenant user or Act in Tenant',
	},
);

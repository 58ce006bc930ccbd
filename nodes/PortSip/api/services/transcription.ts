import { create, get, resource, update } from '../define';
import { text } from '../fields';

const path = [text('id', undefined, { title: 'Transcription ID' })];

export const transcription = resource(
	'transcription',
	'Transcription',
	'/transcription',
	[
		create([], {
			description:
				'Have a recording put into writing. What to send is not published: give it in Other Fields.',
			acceptsBody: true,
			since: '22.3',
			license: 'advanced',
		}),
		get({ path, since: '22.3' }),
		update([], {
			path,
			description: 'What to send is not published: give it in Other Fields',
			acceptsBody: true,
			since: '22.3',
		}),
	],
	{ description: 'Recordings in writing, made by AI; needs a tenant user' },
);

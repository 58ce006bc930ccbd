import { at, create, list, read, remove, resource, type Row, write, upsert } from '../define';
import { longText } from '../fields';
import { templateFile } from '../phoneFields';

/** Both kinds of templates have the same calls. */
const templateRows = (since?: string): Row[] => {
	const facts = since ? { since } : {};
	const file = [longText('content', 'The whole template')];
	return [
		create([templateFile, ...file], facts),
		upsert(['filename']),
		read('get', 'GET /{filename}', { path: [templateFile], ...facts }),
		list('getMany', 'GET', { paging: 'none', ...facts }),
		write('update', 'POST /{filename}', file, { path: [templateFile], ...facts }),
		at('POST /{filename}/destroy', remove({ path: [templateFile], ...facts })),
	];
};

export const phoneTemplate = resource(
	'phoneTemplate',
	'Phone Template',
	'/templates/phones',
	templateRows(),
	{
		alsoCalled: 'Provisioning',
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

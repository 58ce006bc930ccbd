import { download, get, getMany, remove, resource, upload } from '../define';
import { flag, text } from '../fields';

export const file = resource(
	'file',
	'File',
	'/files',
	[
		upload('upload', 'POST', {
			base: '/blobs/uploads',
			action: 'Upload file',
			description:
				'Send a file of the item to the PBX; fields that take a file use the ID it gives',
			query: [
				text('filename', 'Without it, the name that the file has in n8n', { title: 'File Name' }),
				flag('temporary', 'Whether the PBX may delete the file after a while'),
			],
			special: 'uploadFile',
		}),
		get(),
		getMany(),
		remove(),
		download('download', 'GET /{digest}', {
			base: '/blobs',
			action: 'Download file',
			description: 'Fetch a file that a record points to, such as a recording',
			path: [
				text('digest', 'The file_url of a record, or the digest at its end', { title: 'File URL' }),
			],
			fileName: 'file',
			special: 'downloadFile',
		}),
	],
	{
		alsoCalled: 'Sound, Picture',
		description: 'Files that were uploaded, such as sounds and pictures',
	},
);

import { fileItem } from '../execution/file';
import type { Special } from './index';

/**
 * Downloads a file by its digest, or by the `file_url` of a record, which ends with it. The
 * session goes along: a tenant can make its links private (notes, part g).
 */
export const downloadFile: Special = async ({ context, client, call, binaryProperty }) => {
	const digest =
		decodeURIComponent(call.path)
			.replace(/[?#].*$/, '')
			.split('/')
			.pop() ?? '';
	const path = `/blobs/${encodeURIComponent(digest)}`;
	const reply = await client.send({ method: 'GET', path, file: true });
	return [await fileItem(context, binaryProperty, reply)];
};

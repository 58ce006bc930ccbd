import { createHash } from 'crypto';
import type { IDataObject } from 'n8n-workflow';
import type { Client, Reply } from '../../../pbx/client';
import type { Special } from './index';

/** Bytes sent at a time; a break costs at most this much. */
const CHUNK = 4 * 1024 * 1024;

/**
 * Uploads a binary item: start, all chunks but the last one, and the completion with the last
 * chunk and the SHA-256 of the whole (notes, part g). Each answer brings a new token, which the
 * next request must show. A broken upload is taken away again.
 */
export const uploadFile: Special = async ({ context, client, index, call, binaryProperty }) => {
	const { fileName } = context.helpers.assertBinaryData(index, binaryProperty);
	const bytes = await context.helpers.getBinaryDataBuffer(index, binaryProperty);
	const name = call.query?.filename ?? fileName ?? 'file';
	const started = await client.send({ ...call, query: { ...call.query, filename: name } });
	const id = header(started, 'portsip-upload-id');
	const file = await sendAll(client, id, header(started, 'portsip-upload-token'), bytes, (done) =>
		context.sendMessageToUI(`${name}: ${done} of ${bytes.length} bytes sent`),
	).catch(async (error: unknown) => {
		await client
			.send({ method: 'POST', path: `/blobs/uploads/${id}/destroy` })
			.catch(() => undefined);
		throw error;
	});
	return [{ json: { ...file, name, size: bytes.length } }];
};

async function sendAll(
	client: Client,
	id: string,
	firstToken: string,
	bytes: Buffer,
	progress: (done: number) => void,
): Promise<IDataObject> {
	let token = firstToken;
	let done = 0;
	const step = async (path: string, chunk: Buffer, query = {}) =>
		await client.send({
			method: 'POST',
			path: `/blobs/uploads/${id}/${path}`,
			query,
			bytes: chunk,
			headers: { 'PortSIP-Upload-Token': token },
		});
	while (bytes.length - done > CHUNK) {
		const reply = await step('append', bytes.subarray(done, done + CHUNK));
		token = header(reply, 'portsip-upload-token');
		done += CHUNK;
		progress(done);
	}
	const digest = createHash('sha256').update(bytes).digest('hex');
	const { body } = await step('complete', bytes.subarray(done), { digest });
	return body as IDataObject;
}

const header = ({ headers }: Reply, name: string): string =>
	encodeURIComponent(String(headers[name] ?? ''));

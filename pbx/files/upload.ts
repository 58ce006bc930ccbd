import { createHash } from 'crypto';
import type { IDataObject } from 'n8n-workflow';
import type { Reply } from '../call';
import { CallFailed } from '../failures';
import type { Session } from '../session';

/** Bytes sent at a time; a break costs at most this much. */
const CHUNK = 4 * 1024 * 1024;

/** A file on its way to the PBX. */
export interface Upload {
	bytes: Buffer;
	/** File name and further facts of the file. */
	query: Readonly<Record<string, string>>;
	/** @param done bytes that have arrived */
	progress(done: number): void;
}

/**
 * Uploads a file: start, all chunks but the last one, and the completion with the last chunk and
 * the SHA-256 of the whole (notes, part g). Each answer brings a new token, which the next
 * request must show as it came. A broken upload is taken away again.
 *
 * @returns the record of the file
 * @throws CallFailed
 */
export async function upload(session: Session, file: Upload): Promise<IDataObject> {
	const { query } = file;
	const started = await session.send({ method: 'POST', route: '/blobs/uploads', query });
	const ids = { id: header(started, 'portsip-upload-id') };
	return await sendAll(session, ids, started, file).catch(async (error: unknown) => {
		const stopped = error instanceof CallFailed && error.failure.kind === 'stopped';
		const destroying = { method: 'POST', route: '/blobs/uploads/{id}/destroy', ids } as const;
		if (!stopped) await session.send(destroying).catch(() => undefined);
		throw error;
	});
}

async function sendAll(
	session: Session,
	ids: Record<string, string>,
	started: Reply,
	{ bytes, progress }: Upload,
): Promise<IDataObject> {
	let reply = started;
	let done = 0;
	const step = async (name: 'append' | 'complete', chunk: Buffer, query = {}) => {
		reply = await session.send({
			method: 'POST',
			route: `/blobs/uploads/{id}/${name}`,
			ids,
			query,
			bytes: chunk,
			headers: { 'PortSIP-Upload-Token': header(reply, 'portsip-upload-token') },
		});
	};
	while (bytes.length - done > CHUNK) {
		await step('append', bytes.subarray(done, done + CHUNK));
		done += CHUNK;
		progress(done);
	}
	const digest = createHash('sha256').update(bytes).digest('hex');
	await step('complete', bytes.subarray(done), { digest });
	return reply.body as IDataObject;
}

const header = ({ headers }: Reply, name: string): string => String(headers[name] ?? '');

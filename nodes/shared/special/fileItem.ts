import type { IBinaryData, IExecuteFunctions, INodeExecutionData } from 'n8n-workflow';
import type { Call } from '../../../pbx/call';
import { CallFailed } from '../../../pbx/failures';
import { suggestedName } from '../../../pbx/files/fileName';
import { failureOf } from '../../../pbx/reading';
import type { Session } from '../../../pbx/session';

/** A node that acts, or a trigger that polls. */
type WithBinaryData = {
	helpers: Pick<IExecuteFunctions['helpers'], 'prepareBinaryData' | 'getBinaryMetadata'>;
};

/**
 * The item for a downloaded file: its bytes as binary data, its name and size as JSON. n8n takes
 * the file as a stream: with its binary data on disk, no file is in memory as a whole.
 *
 * @param property name of the binary field
 * @param fallbackName for an answer that suggests no name
 * @throws CallFailed
 */
export async function downloaded(
	context: WithBinaryData,
	session: Session,
	call: Call,
	{ property, fallbackName = 'file' }: { property: string; fallbackName?: string },
): Promise<INodeExecutionData> {
	return await session.receive({ ...call, file: true }, async ({ headers, body }) => {
		const fileName = suggestedName(headers['content-disposition']) ?? fallbackName;
		const type = String(headers['content-type'] ?? '').split(';')[0];
		// "octet-stream" says nothing; without a type n8n tells it from the name.
		const mimeType = type && type !== 'application/octet-stream' ? type : undefined;
		const data = await takenIn(
			body as File,
			async (file) => await context.helpers.prepareBinaryData(file, fileName, mimeType),
		);
		return { json: { fileName, size: await sizeOf(context, data) }, binary: { [property]: data } };
	});
}

type File = Exclude<Parameters<IExecuteFunctions['helpers']['prepareBinaryData']>[0], Buffer>;

/**
 * What n8n makes of a file; one that breaks off on its way is told from a disk that is full.
 *
 * @throws CallFailed where the connection broke
 */
async function takenIn<T>(file: File, take: (file: File) => Promise<T>): Promise<T> {
	let broken: unknown;
	file.once('error', (error) => {
		broken = error;
	});
	return await take(file).catch((error: unknown) => {
		throw broken === undefined ? error : new CallFailed(failureOf(broken, 'the PBX'));
	});
}

/** In bytes. Older versions of n8n write a rounded text only. */
async function sizeOf(
	{ helpers }: WithBinaryData,
	{ bytes, id, data }: IBinaryData,
): Promise<number> {
	if (bytes !== undefined) return bytes;
	return id ? (await helpers.getBinaryMetadata(id)).fileSize : Buffer.byteLength(data, 'base64');
}

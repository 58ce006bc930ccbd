import type { IExecuteFunctions, INodeExecutionData } from 'n8n-workflow';
import type { Reply } from '../../../pbx/client';

/**
 * The item for a downloaded file: its bytes as binary data, its name and size as JSON.
 *
 * @param binaryProperty name of the binary field
 * @param reply answer whose body holds the bytes
 * @param fallbackName for an answer that suggests no name
 */
export async function fileItem(
	context: IExecuteFunctions,
	binaryProperty: string,
	{ body, headers }: Reply,
	fallbackName = 'file',
): Promise<INodeExecutionData> {
	const bytes = Buffer.isBuffer(body) ? body : Buffer.from(body as ArrayBuffer);
	const fileName = nameIn(headers['content-disposition']) ?? fallbackName;
	const type = String(headers['content-type'] ?? '').split(';')[0];
	// "octet-stream" says nothing; without a type n8n tells it from the name.
	const mimeType = type && type !== 'application/octet-stream' ? type : undefined;
	const data = await context.helpers.prepareBinaryData(bytes, fileName, mimeType);
	return { json: { fileName, size: bytes.length }, binary: { [binaryProperty]: data } };
}

/** The file name that the PBX suggests, without any path. */
function nameIn(disposition: unknown): string | undefined {
	const name = /filename="?([^";]+)"?/i.exec(String(disposition ?? ''))?.[1];
	return name?.split(/[/\\]/).pop()?.trim() || undefined;
}

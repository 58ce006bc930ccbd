import { once } from 'node:events';
import { mkdtempSync, rmSync } from 'node:fs';
import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { table } from '../table.mts';
import { start } from './child.mts';
import type { Commands } from './downloader.mts';
import { megabytes } from './words.mts';

const MEGABYTE = 1024 * 1024;

/** A PBX that signs anybody in and has one file, given as often as it is asked for. */
async function startServer(size: number) {
	const chunk = Buffer.alloc(MEGABYTE);
	const server = createServer(({ url }, response) => {
		if (!url?.startsWith('/api/blobs/')) {
			response.setHeader('content-type', 'application/json');
			return void response.end('{"access_token":"a","expires_in":3600}');
		}
		response.writeHead(200, {
			'content-type': 'audio/wav',
			'content-length': size,
			'content-disposition': 'attachment; filename="call.wav"',
		});
		let left = size;
		const send = () => {
			while (left > 0) {
				const part = chunk.subarray(0, left);
				left -= part.length;
				if (!response.write(part)) return void response.once('drain', send);
			}
			response.end();
		};
		send();
	});
	server.listen(0, '127.0.0.1');
	await once(server, 'listening');
	const { port } = server.address() as AddressInfo;
	return { url: `http://127.0.0.1:${port}`, close: () => void server.close() };
}

/**
 * What memory downloads take, with n8n's binary data on disk and in memory.
 *
 * @param size of a file in MB
 */
export async function downloads(size: number): Promise<string> {
	const folder = mkdtempSync(path.join(tmpdir(), 'downloads-'));
	const server = await startServer(size * MEGABYTE);
	const lines = [];
	try {
		for (const [mode, files] of [
			['filesystem', 1],
			['filesystem', 100],
			['default', 1],
			['default', 10],
		] as const) {
			process.env.N8N_DEFAULT_BINARY_DATA_MODE = mode;
			process.env.N8N_BINARY_DATA_STORAGE_PATH = folder;
			const child = start<Commands>('downloader.mts');
			const { before, peak, items } = await child.ask('download', { url: server.url, files });
			child.stop();
			lines.push([
				mode,
				String(items),
				megabytes(before),
				megabytes(peak),
				megabytes(peak - before),
			]);
		}
	} finally {
		server.close();
		rmSync(folder, { recursive: true, force: true });
	}
	return [
		`File > Download of files of ${size} MB, twenty at a time, by N8N_DEFAULT_BINARY_DATA_MODE`,
		table(['Mode', 'Files', 'Before', 'Peak', 'More'], lines),
	].join('\n');
}

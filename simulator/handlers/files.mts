import { createHash, randomBytes } from 'node:crypto';

import { keyOf } from '../contract.mts';
import { forbidden, invalid, notFound } from '../errors.mts';
import { shape } from '../generic/shape.mts';
import { ownerOf } from '../generic/tables.mts';
import { list } from '../listing.mts';
import { Download, Reply, type Call, type HandlerTable } from '../pbx.mts';
import { insert, type Upload } from '../state.mts';
import type { Rec } from '../types.mts';

const mediaTypes: Record<string, string> = {
	wav: 'audio/wav',
	mp3: 'audio/mpeg',
	png: 'image/png',
};

function digestOf(content: Buffer): string {
	return createHash('sha256').update(content).digest('hex');
}

/**
 * A token in base64 that begins with `+/` and ends with `=`, so that one which was encoded for an
 * address on its way back is another text.
 */
function newToken(): string {
	return Buffer.concat([Buffer.from([0xfb, 0xff]), randomBytes(14)]).toString('base64');
}

/** The headers every step of an upload answers (contract/notes.md, part g). */
function stateOf({ id, token, content }: Upload): Reply {
	return new Reply({
		'PortSIP-Upload-ID': id,
		'PortSIP-Upload-Token': token,
		Range: `0-${Math.max(0, content.length - 1)}`,
	});
}

function findUpload(call: Call): Upload {
	const upload = call.pbx.state.uploads.get(call.params.id);
	if (!upload || upload.owner !== ownerOf(call)) throw notFound('The upload');
	return upload;
}

/** A step needs the token of the step before it; its status is a guess. */
function nextStep(call: Call): Upload {
	const upload = findUpload(call);
	const token = call.headers['portsip-upload-token'];
	if (token === undefined) throw invalid('PortSIP-Upload-Token', 'is required');
	if (token !== upload.token) throw forbidden('The upload token is not the newest one');
	return upload;
}

function start(call: Call): Reply {
	const { state } = call.pbx;
	const upload: Upload = {
		id: state.nextId(),
		token: newToken(),
		owner: ownerOf(call),
		name: String(call.query.filename ?? 'file'),
		content: Buffer.alloc(0),
	};
	state.uploads.set(upload.id, upload);
	return stateOf(upload);
}

function append(call: Call): Reply {
	const upload = nextStep(call);
	upload.content = Buffer.concat([upload.content, call.raw]);
	upload.token = newToken();
	return stateOf(upload);
}

/** Makes a file of an upload; a wrong digest leaves the upload as it was. */
function complete(call: Call): Rec {
	const { state } = call.pbx;
	const upload = nextStep(call);
	const content = Buffer.concat([upload.content, call.raw]);
	const digest = digestOf(content);
	const given = String(call.query.digest ?? '').replace(/^sha256:/, '');
	if (given.toLowerCase() !== digest) throw invalid('digest', 'is not the SHA-256 of the content');
	const extension = upload.name.split('.').pop() ?? '';
	const file = insert(state, 'files', {
		owner: upload.owner,
		name: upload.name,
		size: content.length,
		media_type: mediaTypes[extension.toLowerCase()] ?? 'application/octet-stream',
		created_at: new Date().toISOString(),
		digest,
		url: `/api/blobs/${digest}`,
	});
	state.blobs.set(digest, content);
	state.uploads.delete(upload.id);
	return { id: file.id };
}

function findFile(call: Call): Rec {
	const file = call.pbx.state.files.get(call.params.id);
	if (!file || file.owner !== ownerOf(call)) throw notFound('The file');
	return file;
}

function destroyFile(call: Call): void {
	const { files, blobs } = call.pbx.state;
	const { id, digest } = findFile(call);
	files.delete(String(id));
	const isShared = [...files.values()].some((file) => file.digest === digest);
	if (!isShared) blobs.delete(String(digest));
}

function download({ pbx, params }: Call): Download {
	const { blobs, files } = pbx.state;
	const content = blobs.get(params.digest);
	if (!content) throw notFound('The file');
	const file = [...files.values()].find(({ digest }) => digest === params.digest);
	return new Download(String(file?.name ?? 'file'), content);
}

/** Uploads in steps, the files they become, and the download that needs no token. */
export const fileHandlers: HandlerTable = {
	'POST /blobs/uploads': start,
	'POST /blobs/uploads/{id}/append': append,
	'POST /blobs/uploads/{id}/complete': complete,
	'GET /blobs/uploads/{id}/status': (call) => stateOf(findUpload(call)),
	'POST /blobs/uploads/{id}/destroy'(call) {
		call.pbx.state.uploads.delete(findUpload(call).id);
	},
	'GET /blobs/{digest}': download,
	'GET /files': (call) =>
		list(
			call,
			[...call.pbx.state.files.values()].filter((file) => file.owner === ownerOf(call)),
			(file) => shape(keyOf(call.operation), file),
		),
	'GET /files/{id}': (call) => shape(keyOf(call.operation), findFile(call)),
	'POST /files/{id}/destroy': destroyFile,
};

import type { IBinaryKeyData, IDataObject } from 'n8n-workflow';
import { CallFailed, statusOf, type Failure } from '../../pbx/failures';
import { pageOf } from '../../pbx/lists/paging';
import { PASSED_ON } from '../../pbx/statuses';
import { findOperation } from '../shared/api';
import { downloaded } from '../shared/special/fileItem';
import { isRecord } from '../shared/values/isRecord';
import type { Poll } from './job';

type Place = Pick<Poll, 'context' | 'session'>;

/** A recording, and its files as far as the PBX gives them. */
export interface WithFiles {
	whole: IDataObject;
	binary?: IBinaryKeyData;
	/** Why a file did not come, in words for the item. */
	missing?: string;
}

/**
 * A recording with its files: one, or one for each part of the call. Whether a file is there when
 * its record appears is not published, and some are gone by then: that is said, so that one
 * recording does not hold up all others.
 *
 * @throws CallFailed where the PBX cannot be asked at the moment
 */
export async function withFiles(place: Place, record: IDataObject): Promise<WithFiles> {
	const binary: IBinaryKeyData = {};
	let whole = record;
	const fetch = async (): Promise<string | undefined> => {
		const parts = await partsOf(place, record);
		whole = { ...parts[0], ...record };
		for (const part of parts) Object.assign(binary, await fileOf(place, part, binary));
		return Object.keys(binary).length ? undefined : 'the PBX shows no file of it';
	};
	const missing = await fetch().catch((error: unknown) => {
		if (!(error instanceof CallFailed) || !isLasting(error.failure)) throw error;
		return error.failure.message;
	});
	return {
		whole,
		...(Object.keys(binary).length ? { binary } : {}),
		...(missing === undefined ? {} : { missing }),
	};
}

async function partsOf({ session }: Place, record: IDataObject): Promise<IDataObject[]> {
	const ids = { id: String(record.id) };
	const { body } = await session.send({ method: 'GET', route: '/recordings/{id}', ids });
	const { rows } = pageOf(body);
	if (rows.length) return rows;
	return isRecord(body) ? [body] : [];
}

async function fileOf(
	{ context, session }: Place,
	part: IDataObject,
	before: IBinaryKeyData,
): Promise<IBinaryKeyData | undefined> {
	const digest = digestIn(part);
	if (!digest) return undefined;
	const { path = '' } = findOperation('file', 'download') ?? {};
	const count = Object.keys(before).length;
	const place = { property: count ? `data_${count}` : 'data', fallbackName: 'recording.wav' };
	const call = { method: 'GET', route: path, ids: { digest } } as const;
	return (await downloaded(context, session, call, place)).binary;
}

/** A file is known by the last part of its address. */
const digestIn = ({ file_url: url }: Readonly<IDataObject>): string | undefined =>
	String(url ?? '')
		.replace(/[?#].*$/, '')
		.split('/')
		.pop();

/** Whether the PBX says no to this file, and would say so again: not that it is away or busy. */
function isLasting(failure: Failure): boolean {
	if (failure.kind === 'unsafe') return true;
	const status = statusOf(failure) ?? 0;
	const passes = status === 401 || status === 429 || PASSED_ON.has(status);
	return failure.kind === 'answered' && status >= 400 && !passes;
}

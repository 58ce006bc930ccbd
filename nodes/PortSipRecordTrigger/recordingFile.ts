import type { IBinaryKeyData, IDataObject } from 'n8n-workflow';
import { pageOf } from '../../pbx/lists/paging';
import { findOperation } from '../shared/api';
import { downloaded } from '../shared/special/fileItem';
import { isRecord } from '../shared/values/isRecord';
import type { Poll } from './job';

/**
 * A recording with its files: one, or one for each part of the call. Whether a file is there when
 * its record appears is not published; a record without one comes without one.
 *
 * @throws CallFailed
 */
export async function withFiles(
	{ context, session }: Pick<Poll, 'context' | 'session'>,
	record: IDataObject,
): Promise<{ whole: IDataObject; binary?: IBinaryKeyData }> {
	const ids = { id: String(record.id) };
	const { body } = await session.send({ method: 'GET', route: '/recordings/{id}', ids });
	const { rows } = pageOf(body);
	const parts = rows.length ? rows : isRecord(body) ? [body] : [];
	const [first = {}] = parts;
	const whole = { ...first, ...record };
	const { path = '' } = findOperation('file', 'download') ?? {};
	const binary: IBinaryKeyData = {};
	for (const part of parts) {
		const digest = digestIn(part);
		if (!digest) continue;
		const count = Object.keys(binary).length;
		const place = { property: count ? `data_${count}` : 'data', fallbackName: 'recording.wav' };
		const call = { method: 'GET', route: path, ids: { digest } } as const;
		Object.assign(binary, (await downloaded(context, session, call, place)).binary);
	}
	return { whole, ...(Object.keys(binary).length ? { binary } : {}) };
}

/** A file is known by the last part of its address. */
const digestIn = ({ file_url: url }: Readonly<IDataObject>): string | undefined =>
	String(url ?? '')
		.replace(/[?#].*$/, '')
		.split('/')
		.pop();

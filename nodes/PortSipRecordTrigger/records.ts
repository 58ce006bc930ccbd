import type { IDataObject, INodeExecutionData } from 'n8n-workflow';
import { newestRecords, recordsSince, timeOf, type Source } from '../../pbx/polling/read';
import { advance, passed, startOf, type Bounds } from '../../pbx/polling/window';
import { Finder } from '../shared/execution/resolve';
import { InputRefused } from '../shared/values/inputRefused';
import { keep, keptIn, type Kept } from './kept';
import type { Poll } from './job';
import { withFiles } from './recordingFile';
import { rowOf, type RecordSource } from './sources';

/** Ids that are remembered at most: a busy PBX has thousands within the overlap. */
const KEPT = 5000;

/** A record with what polling looks at. */
interface Row {
	id: string;
	time: number;
	record: IDataObject;
}

/**
 * The records that appeared since the last poll, the oldest first. The first poll gives none: it
 * only sees where the list ends.
 *
 * @throws CallFailed, InputRefused
 */
export async function records(
	job: Poll,
	source: RecordSource,
): Promise<INodeExecutionData[] | null> {
	const { context, session, parameters, manual } = job;
	const list = await listOf(job, source);
	const bounds: Bounds = {
		overlap: parameters.overlap * 60_000,
		most: parameters.most,
		kept: KEPT,
	};
	const wants = (record: IDataObject) => source.wants?.(record, parameters, job.account) ?? true;
	if (manual) {
		const newest = await newestRecords(session, list, SHOWN);
		const found = newest.find(wants);
		if (found) return await itemsOf(job, source, [found]);
		throw new InputRefused(
			`There is no ${source.noun} on the PBX that fits, so there is nothing to show`,
			'Make one, or take other options. The published workflow starts with the next one that appears.',
		);
	}
	const about = JSON.stringify([...job.place, list.route, Object.values(list.ids ?? {})]);
	const kept = keptIn(context, about);
	if (!kept) {
		keep(context, { about, cursor: passed(await lastRows(job, list, bounds), bounds) });
		return null;
	}
	// What lies in the overlap is known already, and comes first.
	const enough = Object.keys(kept.cursor.seen).length + bounds.most + 1;
	const start = startOf(kept.cursor, bounds);
	const since = await recordsSince(session, list, start, kept.way, enough);
	const { fresh, cursor } = advance(kept.cursor, rowsOf(since.rows, list), bounds);
	const next: Kept = { about, cursor, way: since.way };
	const wanted = fresh.map(({ record }) => record).filter(wants);
	const items = await itemsOf(job, source, wanted);
	// Only when all is there: a file that could not be fetched is tried again with the next poll.
	keep(context, next);
	return items;
}

/** Records that a manual run looks through for one that fits. */
const SHOWN = 50;

/** The records at the end of the list, as far as the overlap reaches. */
async function lastRows({ session }: Poll, list: Source, { overlap }: Bounds): Promise<Row[]> {
	const [latest] = rowsOf(await newestRecords(session, list, SHOWN), list);
	if (!latest) return [];
	const { rows } = await recordsSince(session, list, latest.time - overlap);
	return rowsOf(rows, list);
}

/** A record without an id is known by all that it holds. */
const rowsOf = (records: readonly IDataObject[], list: Source): Row[] =>
	records.flatMap((record) => {
		const time = timeOf(record, list);
		const id = record.id === undefined ? JSON.stringify(record) : String(record.id);
		return time === undefined ? [] : [{ id, time, record }];
	});

async function listOf({ session, parameters }: Poll, source: RecordSource): Promise<Source> {
	const { path } = rowOf(source);
	const { time } = source;
	if (!path.includes('{id}')) return { route: path, time };
	const id = await new Finder(session).resolve(parameters.box);
	return { route: path, ids: { id: String(id) }, time };
}

async function itemsOf(
	job: Poll,
	source: RecordSource,
	found: readonly IDataObject[],
): Promise<INodeExecutionData[]> {
	const { parameters } = job;
	const { simple } = rowOf(source);
	const short = (record: IDataObject): IDataObject =>
		parameters.simple && simple
			? Object.fromEntries(
					[...simple, source.time]
						.filter((name) => name in record)
						.map((name) => [name, record[name]]),
				)
			: record;
	if (source.resource !== 'recording' || !parameters.download) {
		return found.map((record) => ({ json: short(record) }));
	}
	const items: INodeExecutionData[] = [];
	// One after the other: each may be as large as a call is long.
	for (const record of found) {
		const { whole, binary } = await withFiles(job, record);
		items.push({ json: short(whole), ...(binary ? { binary } : {}) });
	}
	return items;
}

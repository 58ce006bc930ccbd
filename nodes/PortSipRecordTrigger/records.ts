import type { IDataObject, INodeExecutionData } from 'n8n-workflow';
import { CLOCK } from '../../pbx/clock';
import { newestRecords, recordsSince, timeOf, type Source } from '../../pbx/polling/read';
import { advance, passed, startOf, type Bounds } from '../../pbx/polling/window';
import { Finder } from '../shared/execution/resolve';
import { InputRefused } from '../shared/values/inputRefused';
import { renamed, withReadable } from '../shared/values/readableNames';
import { keep, keptIn, type Kept } from './kept';
import type { Poll } from './job';
import { FILES_MOST, recordingItems } from './recordingItems';
import { rowOf, type RecordSource } from './sources';

/** A record whose time lies further ahead, in milliseconds, has a wrong time: clocks differ by less. */
const AHEAD = 24 * 60 * 60_000;
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
	const files = source.resource === 'recording' && parameters.download;
	const bounds: Bounds = {
		overlap: parameters.overlap * 60_000,
		most: files ? Math.min(parameters.most, FILES_MOST) : parameters.most,
		kept: KEPT,
		latest: CLOCK.now() + AHEAD,
	};
	const wants = (record: IDataObject) => source.wants?.(record, parameters, job.account) ?? true;
	const short = shortener(job, source);
	if (manual) {
		const newest = await newestRecords(session, list, SHOWN);
		const found = newest.find(wants);
		if (!found) throw nothingToShow(source);
		if (!files) return [{ json: short(found) }];
		return (await recordingItems(job, short, [found])).items;
	}
	const about = JSON.stringify([...job.place, list.route, Object.values(list.ids ?? {})]);
	const kept = keptIn(context, about);
	if (!kept) {
		const there = await lastRows(job, source, list, bounds);
		keep(context, { about, cursor: passed(there, bounds) });
		return null;
	}
	// What lies in the overlap is known already, and comes first.
	const enough = Object.keys(kept.cursor.seen).length + bounds.most + 1;
	const start = startOf(kept.cursor, bounds);
	const since = await recordsSince(session, list, start, kept.way, enough);
	const rows = rowsOf(since.rows, list);
	const step = advance(kept.cursor, rows, bounds);
	const next: Kept = { about, cursor: step.cursor, way: since.way };
	const found = step.fresh.map(({ record }) => record).filter(wants);
	if (!files) {
		keep(context, next);
		return found.map((record) => ({ json: short(record) }));
	}
	// Only what was fetched counts as done: a file that the PBX could not give now comes again.
	const { items, waiting, done } = await recordingItems(job, short, found, kept.waiting);
	const { cursor } = advance(kept.cursor, rows, { ...bounds, most: done });
	keep(context, { ...next, cursor, ...(waiting.length ? { waiting } : {}) });
	return items;
}

const nothingToShow = ({ noun }: RecordSource): InputRefused =>
	new InputRefused(
		`There is no ${noun} on the PBX that fits, so there is nothing to show`,
		'Make one, or take other options. The published workflow starts with the next one that appears.',
	);

/** Records that a manual run looks through for one that fits. */
const SHOWN = 50;

/**
 * The records at the end of the list, as far as the overlap reaches.
 *
 * @throws InputRefused where nothing tells when they were made
 */
async function lastRows(
	{ session }: Poll,
	source: RecordSource,
	list: Source,
	{ overlap, latest = Infinity }: Bounds,
): Promise<Row[]> {
	const newest = await newestRecords(session, list, SHOWN);
	const shown = rowsOf(newest, list);
	const last = shown.find(({ time }) => time <= latest) ?? shown.at(-1);
	if (!last && newest.length >= TIMELESS) {
		throw new InputRefused(
			`The PBX shows no time (${list.time}) in its list of ${source.noun}s, so what is new in it cannot be told`,
			'Choose another event, or read the list with a Schedule Trigger and Get Many.',
		);
	}
	if (!last) return [];
	const { rows } = await recordsSince(session, list, last.time - overlap);
	return rowsOf(rows, list);
}

/** Records without a time that are no chance: a few calls may be going on. */
const TIMELESS = 20;

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

/** What Simplify leaves of a record: the columns of the short form, and when it was. */
function shortener({ parameters }: Poll, source: RecordSource) {
	const { simple } = rowOf(source);
	const names = parameters.simple && simple ? [...simple, source.time] : undefined;
	return (record: IDataObject): IDataObject =>
		names ? renamed(picked(record, names)) : withReadable(record);
}

const picked = (record: IDataObject, names: readonly string[]): IDataObject =>
	Object.fromEntries(names.filter((name) => name in record).map((name) => [name, record[name]]));

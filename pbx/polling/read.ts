import type { IDataObject } from 'n8n-workflow';
import { CallFailed, statusOf } from '../failures';
import type { ListCall } from '../lists/paging';
import { PAGE, readPage } from '../lists/paging';
import { readAll } from '../lists/readAll';
import type { Session } from '../session';

/** A list in which records appear. */
export interface Source extends ListCall {
	/** The field that says when. */
	time: string;
}

/** How a list can be narrowed to what is new. */
export type Way = 'filter' | 'newest' | 'whole';

/** Records since a time, and the way in which they could be read. */
export interface Since {
	rows: IDataObject[];
	way: Way;
}

/** A list that neither heeds a filter nor an order is read whole up to this many rows. */
const WHOLE_MOST = 2000;
/** Rows that are read newest first at most, to find where the last poll ended. */
const NEWEST_MOST = 102_400;

/** When a record was made, in milliseconds; undefined while a call has not ended. */
export function timeOf(row: Readonly<IDataObject>, { time }: Source): number | undefined {
	const value = row[time];
	if (value === null || value === undefined || value === '') return undefined;
	const found = typeof value === 'number' ? value : Date.parse(String(value));
	return Number.isFinite(found) && found > 0 ? found : undefined;
}

/**
 * The records of a list since a time. Some lists heed a filter, some an order, some neither, and
 * which of them do is not published: answers are looked at, and a list that took no notice is read
 * in another way.
 *
 * @param since in milliseconds; undefined for all
 * @param way what went well the last time
 * @param enough how many are wanted: where the list can be had oldest first, no more are read
 * @throws CallFailed, also where the list can be read in no way
 */
export async function recordsSince(
	session: Session,
	source: Source,
	since: number | undefined,
	way: Way = 'filter',
	enough = Infinity,
): Promise<Since> {
	if (since === undefined) return { rows: await readAll(session, source, Infinity), way };
	if (way === 'filter') {
		const rows = await filtered(session, source, since, enough);
		if (rows) return { rows, way };
	}
	if (way !== 'whole') {
		const rows = await newest(session, source, since);
		if (rows) return { rows, way: 'newest' };
	}
	return { rows: await whole(session, source), way: 'whole' };
}

/** Newest records of a list, as many as are asked for; the first is the newest. */
export async function newestRecords(
	session: Session,
	source: Source,
	count: number,
): Promise<IDataObject[]> {
	const rows = await ordered(session, source, count);
	if (rows) return rows;
	return [...(await whole(session, source))]
		.sort((a, b) => (timeOf(b, source) ?? 0) - (timeOf(a, source) ?? 0))
		.slice(0, count);
}

async function filtered(
	session: Session,
	source: Source,
	since: number,
	enough: number,
): Promise<IDataObject[] | undefined> {
	const { time } = source;
	const filter = `${time} ge '${new Date(since).toISOString()}'`;
	const call = withQuery(source, { filter });
	const first = await refusedAsUndefined(readPage(session, call, 0, PAGE));
	if (!first) return undefined;
	const obeys = (row: IDataObject) => (timeOf(row, source) ?? since) >= since;
	if (!first.rows.every(obeys)) return undefined;
	if (first.rows.length === 0) {
		// No row at all shows nothing: a list that knows no such filter may give none.
		return (await isQuiet(session, source, since)) ? [] : undefined;
	}
	const rows =
		(await oldest(session, source, filter, enough)) ?? (await readAll(session, call, Infinity));
	return rows.every(obeys) ? rows : undefined;
}

/**
 * The oldest of what a filter leaves: a poll after a long time off need not read all of it.
 *
 * @returns undefined where the list takes no notice of the order
 */
async function oldest(
	session: Session,
	source: Source,
	filter: string,
	enough: number,
): Promise<IDataObject[] | undefined> {
	if (enough === Infinity) return undefined;
	const call = withQuery(source, { filter, orderby: `${source.time} asc` });
	const rows = await refusedAsUndefined(readAll(session, call, enough));
	if (!rows) return undefined;
	const times = rows.flatMap((row) => timeOf(row, source) ?? []);
	const rises = times.every((time, index) => index === 0 || times[index - 1] <= time);
	// Fewer than enough are all there are, in whatever order.
	if (rows.length < enough) return rows;
	return rises && times[0] < times[times.length - 1] ? rows : undefined;
}

/** Whether the newest record, where that can be seen, is older. */
async function isQuiet(session: Session, source: Source, since: number): Promise<boolean> {
	const [row] = (await ordered(session, source, 1)) ?? [];
	return row === undefined || (timeOf(row, source) ?? 0) < since;
}

/** Reads from the newest on until the time is reached; as a whole, whatever is added meanwhile. */
async function newest(
	session: Session,
	source: Source,
	since: number,
): Promise<IDataObject[] | undefined> {
	for (let limit = PAGE; limit <= NEWEST_MOST; limit *= 4) {
		const rows = await ordered(session, source, limit);
		if (!rows) return undefined;
		const last = rows.at(-1);
		const reached = last === undefined || (timeOf(last, source) ?? since) < since;
		if (rows.length < limit || reached) {
			return rows.filter((row) => (timeOf(row, source) ?? -Infinity) >= since);
		}
	}
	throw unreadable(source, `more than ${NEWEST_MOST} records came since the last poll`);
}

/**
 * The first rows of a list, newest first.
 *
 * @returns undefined where the list takes no notice of the order
 */
async function ordered(
	session: Session,
	source: Source,
	limit: number,
): Promise<IDataObject[] | undefined> {
	const call = withQuery(source, { orderby: `${source.time} desc` });
	// One row shows no order.
	const rows = await refusedAsUndefined(readAll(session, call, Math.max(limit, 2)));
	if (!rows) return undefined;
	const times = rows.flatMap((row) => timeOf(row, source) ?? []);
	const falls = times.every((time, index) => index === 0 || times[index - 1] >= time);
	if (!falls) return undefined;
	// Rows of one time, or a single one, prove nothing: only a list that is as short as that may pass.
	const proves = times.length > 1 && times[0] > times[times.length - 1];
	if (!proves && rows.length >= Math.max(limit, 2)) return undefined;
	return rows.slice(0, limit);
}

async function whole(session: Session, source: Source): Promise<IDataObject[]> {
	const { count = 0 } = await readPage(session, source, 0, 1);
	if (count > WHOLE_MOST) {
		throw unreadable(source, `the list has ${count} records, too many to be read at each poll`);
	}
	return await readAll(session, source, Infinity);
}

const unreadable = ({ route }: Source, why: string): CallFailed =>
	new CallFailed({
		kind: 'incomplete',
		message: `this PBX shows ${route} neither filtered by time nor newest first, and ${why}`,
		advice: 'Choose another event, or read the list with a Schedule Trigger and Get Many.',
	});

const withQuery = (source: Source, query: Record<string, string>): ListCall => ({
	...source,
	query: { ...source.query, ...query },
});

/** A filter or an order that a list does not know may be refused. */
async function refusedAsUndefined<T>(reading: Promise<T>): Promise<T | undefined> {
	return await reading.catch((error: unknown) => {
		const status = error instanceof CallFailed ? statusOf(error.failure) : undefined;
		if (status === 400 || status === 422 || status === 501) return undefined;
		throw error;
	});
}

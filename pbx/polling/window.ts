/** A record of a list that grows, as far as polling looks at it. Time in milliseconds since 1970. */
export interface Seen {
	id: string;
	time: number;
}

/** Where polling has come to. */
export interface Cursor {
	/** The greatest time of a record that was given out or passed over; absent before the first. */
	time?: number;
	/**
	 * Records whose time lies within the overlap before that, by id: records are written late, and
	 * several have the same time.
	 */
	seen: Readonly<Record<string, number>>;
	/** Where the overlap begins, if there was no room for the ids of all of it. */
	from?: number;
}

/** How much is kept and given out. */
export interface Bounds {
	/** Milliseconds by which a record may be written later than its time says. */
	overlap: number;
	/** Records that are given out at a time; the others follow with the next poll. */
	most: number;
	/** Ids that are kept at most. */
	kept: number;
}

/**
 * The time from which on records must be looked at: nothing before it is given out any more.
 *
 * @returns undefined where there was no record yet
 */
export function startOf(
	{ time, from = -Infinity }: Cursor,
	{ overlap }: Bounds,
): number | undefined {
	return time === undefined ? undefined : Math.max(time - overlap, from);
}

/** The cursor behind records that are there before anybody has asked: they are not given out. */
export const passed = (records: readonly Seen[], bounds: Bounds): Cursor =>
	behind({ seen: {} }, records, bounds);

/** What is new in records, the oldest first, and where that leads to. */
export function advance<R extends Seen>(
	cursor: Cursor,
	records: readonly R[],
	bounds: Bounds,
): { fresh: R[]; cursor: Cursor; more: boolean } {
	const start = startOf(cursor, bounds) ?? -Infinity;
	const found = new Map(
		records
			.filter(({ id, time }) => time >= start && !Object.hasOwn(cursor.seen, id))
			.map((record) => [record.id, record] as const),
	);
	const all = [...found.values()].sort((a, b) => a.time - b.time);
	const fresh = all.slice(0, bounds.most);
	return { fresh, cursor: behind(cursor, fresh, bounds), more: all.length > fresh.length };
}

function behind(
	{ time, seen, from }: Cursor,
	records: readonly Seen[],
	{ overlap, kept }: Bounds,
): Cursor {
	const latest = records.reduce((most, record) => Math.max(most, record.time), time ?? -Infinity);
	if (latest === -Infinity) return { seen: {} };
	const all = { ...seen, ...Object.fromEntries(records.map((each) => [each.id, each.time])) };
	const within = Object.entries(all)
		.filter(([, each]) => each >= latest - overlap)
		.sort(([, a], [, b]) => b - a);
	if (within.length <= kept) {
		return {
			time: latest,
			seen: Object.fromEntries(within),
			...(from === undefined ? {} : { from }),
		};
	}
	// Of one moment all are kept or none: what is no longer known must not be looked at again.
	const [, cut] = within[kept];
	const known = within.filter(([, each]) => each > cut);
	return { time: latest, seen: Object.fromEntries(known), from: cut + 1 };
}

import { isBody, textOf, type Body } from '../events/values';

/**
 * What was told of extensions and queues last. After each subscription the PBX tells of all that
 * there are: news is only what differs from before.
 */
export class Known {
	private readonly last = new Map<string, string>();

	/**
	 * The part of an event that is news.
	 *
	 * @param sure it was told by itself, and not because it was asked for
	 * @returns undefined where nothing of it is
	 */
	newsIn(body: Body, sure: boolean): Body | undefined {
		if (!Array.isArray(body.status)) return this.isNews(body, body, sure) ? body : undefined;
		// All are looked at: what is remembered must be complete.
		const status = body.status.filter((entry) => this.isNews(body, entry, sure));
		return status.length ? { ...body, status } : undefined;
	}

	private isNews(event: Body, entry: unknown, sure: boolean): boolean {
		if (!isBody(entry)) return sure;
		const who = ['extension', 'extension_id', 'queue_id', 'queue_number'].map(
			(name) => textOf(entry[name]) ?? '',
		);
		const key = JSON.stringify([event.event_type, textOf(event.tenant_id), ...who]);
		const before = this.last.get(key);
		// It says when it was told, not since when it is so.
		const now = JSON.stringify({ ...entry, time: undefined, timestamp: undefined });
		this.last.set(key, now);
		return sure || (before !== undefined && before !== now);
	}
}

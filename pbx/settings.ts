/** How requests are sent; the node's Request Options. */
export interface Settings {
	/** Milliseconds to wait for an answer. */
	timeout: number;
	/** Tries in all for one request, the first one included. */
	tries: number;
	/** How many requests this process sends to the PBX within a minute. */
	requestsPerMinute: number;
}

/**
 * PortSIP takes 5,000 requests a minute unless it is set up otherwise (notes, part d); a tenth is
 * left to others. A timeout of n8n's own five minutes would hold up a whole run for one answer
 * that never comes. Nine tries take about a minute, in which a PBX restarts.
 */
export const DEFAULTS: Settings = { timeout: 120_000, tries: 9, requestsPerMinute: 4500 };

/** Somebody waits in front of the editor, or n8n waits to publish a workflow. */
export const WAITED_FOR: Settings = { ...DEFAULTS, tries: 3, timeout: 30_000 };

/** How many items run at the same time where the node does not say otherwise (docs/decisions/0010). */
export const AT_ONCE = 20;
/** n8n opens a connection for every request; no run shall have more of them open than this. */
export const MOST_AT_ONCE = 20;

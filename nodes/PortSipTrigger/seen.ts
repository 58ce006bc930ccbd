/**
 * Deliveries that this process remembers. It is no more than a help: another process of n8n, or one
 * that was started anew, does not know them. n8n's own memory of a workflow is worse at this: each
 * call reads and writes it as a whole, the secret and what other nodes keep included.
 */
const MOST = 20_000;

const seen = new Set<string>();

/**
 * Whether a delivery has been here before; from now on it has.
 *
 * @param key of the node and of the event
 */
export function isSeen(key: string): boolean {
	if (seen.has(key)) return true;
	seen.add(key);
	if (seen.size > MOST) {
		const [oldest] = seen;
		seen.delete(oldest);
	}
	return false;
}

import { createHash } from 'crypto';
import { isBody } from './values';

/** What an event is known by. */
export interface Identity {
	/** The UUID that the PBX gave it, else what its text comes to. */
	id: string;
	/** Equal for two deliveries of one event. */
	key: string;
}

const UUID = /^[\da-f]{8}(-[\da-f]{4}){3}-[\da-f]{12}$/i;
/** Names under which a header may bring the UUID; a number of the request is another thing. */
const HEADER = /uuid|event-?id/i;
const KEYS = ['uuid', 'event_uuid', 'event_id', 'id'];

/**
 * What an event is known by. PortSIP promises a UUID that stays the same when a delivery is
 * repeated, and does not say where it is; the text stays the same, too. Both together decide, so
 * that a UUID that turns out to be the same for all events does no harm.
 *
 * @param text the body as it came
 */
export function identityOf(
	text: string | Buffer,
	body: unknown,
	headers: Readonly<Record<string, unknown>>,
): Identity {
	const hash = createHash('sha256').update(text).digest('base64url');
	const uuid = uuidIn(body, headers);
	return { id: uuid ?? hash, key: `${uuid ?? ''} ${hash}` };
}

function uuidIn(body: unknown, headers: Readonly<Record<string, unknown>>): string | undefined {
	const values = [
		...KEYS.map((key) => (isBody(body) ? body[key] : undefined)),
		...Object.entries(headers)
			.filter(([name]) => HEADER.test(name))
			.map(([, value]) => value),
	];
	const found = values.find((value) => typeof value === 'string' && UUID.test(value.trim()));
	return found === undefined ? undefined : String(found).trim().toLowerCase();
}

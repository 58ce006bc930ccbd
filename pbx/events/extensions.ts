import type { Facts } from './calls';
import { bareNumber, isBody, known, momentOf, textOf, type Body } from './values';
import { extensionCallOf, presenceOf } from './words';

/** One extension that an event tells of, and the event as if it told of no other. */
export interface Part {
	facts: Facts;
	raw: Body;
}

/** An event may tell of one extension, or of many at once. */
export function extensionParts(body: Body): Part[] {
	if (!Array.isArray(body.status)) return [{ facts: extensionFacts(body, body), raw: body }];
	return body.status
		.filter(isBody)
		.map((entry) => ({ facts: extensionFacts(body, entry), raw: { ...body, status: [entry] } }));
}

function extensionFacts(event: Body, entry: Body): Facts {
	return known({
		tenantId: textOf(event.tenant_id),
		extension: bareNumber(entry.extension),
		extensionId: textOf(entry.extension_id),
		callStatus: extensionCallOf(entry),
		online: typeof entry.online === 'boolean' ? entry.online : undefined,
		pushOnline: typeof entry.push_online === 'boolean' ? entry.push_online : undefined,
		presence: presenceOf(entry.presence),
		presenceNote: textOf(entry.presence_note),
		time: momentOf(entry.time ?? event.time),
	});
}

/** What can be read from an event that is not known. */
export const otherFacts = (body: Body): Facts =>
	known({
		tenantId: textOf(body.tenant_id),
		sessionId: textOf(body.session_id),
		extension: bareNumber(body.extension ?? body.extension_number),
		queueId: textOf(body.queue_id),
		queueNumber: textOf(body.queue_number),
		callerNumber: bareNumber(body.caller),
		time: momentOf(body.time ?? body.timestamp),
	});

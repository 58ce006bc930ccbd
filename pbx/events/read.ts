import { callFacts, deviceFacts, recordFacts, type Facts } from './calls';
import { extensionParts, otherFacts, type Part } from './extensions';
import { nameOf, subjectOf, type EventName } from './names';
import { isBody, textOf, type Body } from './values';

/** An event of the PBX, in one vocabulary whatever version sent it. */
export interface PbxEvent {
	name: EventName;
	/** The word of the PBX for it. */
	eventType: string;
	/** What it tells; one entry, but for a state of several extensions. */
	parts: Part[];
}

/**
 * Reads the body of a webhook, or a message of the socket.
 *
 * @returns undefined for what is no event
 */
export function readEvent(body: unknown): PbxEvent | undefined {
	if (!isBody(body)) return undefined;
	const eventType = typeof body.event_type === 'string' ? textOf(body.event_type) : undefined;
	if (eventType === undefined) return undefined;
	const name = nameOf(eventType);
	return { name, eventType, parts: partsOf(name, body) };
}

function partsOf(name: EventName, body: Body): Part[] {
	const one = (facts: Facts): Part[] => [{ facts, raw: body }];
	switch (subjectOf(name)) {
		case 'call':
			return one(callFacts(body));
		case 'device':
			return one(deviceFacts(body));
		case 'record':
			return one(recordFacts(body));
		case 'extension':
			return extensionParts(body);
		case 'other':
			return one(otherFacts(body));
	}
}

import type { IDataObject, INodeExecutionData } from 'n8n-workflow';
import { passes, type EventFilter } from '../../pbx/events/filter';
import { subjectOf } from '../../pbx/events/names';
import type { PbxEvent } from '../../pbx/events/read';

type Subject = ReturnType<typeof subjectOf>;

const CALL = ['sessionId', 'direction', 'callerNumber', 'callerName', 'calleeNumber'];

/** What Simplify leaves of an event, beside its name and id. */
const SIMPLE: Readonly<Record<Subject, readonly string[]>> = {
	call: [...CALL, 'calleeName', 'did', 'time'],
	device: [...CALL, 'device', 'did', 'time'],
	record: [...CALL, 'did', 'answered', 'answeredBy', 'startedAt', 'talkSeconds', 'endReason'],
	extension: ['extension', 'callStatus', 'online', 'presence', 'presenceNote', 'time'],
	other: ['eventType', 'tenantId', 'time', 'raw'],
};

/**
 * The items of an event that fit the filter.
 *
 * @param id what the event is known by
 */
export function itemsOf(
	{ name, eventType, parts }: PbxEvent,
	id: string,
	{ filter, simple }: { filter: EventFilter; simple: boolean },
): INodeExecutionData[] {
	const chosen = SIMPLE[subjectOf(name)];
	return parts.flatMap(({ facts, raw }, index) => {
		if (!passes(name, facts, filter)) return [];
		// An id of its own for each item, for those who look for doubles.
		const eventId = parts.length > 1 ? `${id}/${index + 1}` : id;
		const whole: Record<string, unknown> = { ...facts, eventType, raw };
		const told = simple
			? chosen.filter((key) => whole[key] !== undefined).map((key) => [key, whole[key]])
			: Object.entries(whole);
		return [{ json: { event: name, ...Object.fromEntries(told), eventId } as IDataObject }];
	});
}

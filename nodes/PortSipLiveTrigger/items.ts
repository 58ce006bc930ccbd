import type { IDataObject, INodeExecutionData } from 'n8n-workflow';
import { readEvent } from '../../pbx/events/read';
import type { Body } from '../../pbx/events/values';
import type { Known } from '../../pbx/live/known';
import { LIVE_EVENTS, liveNameOf } from '../../pbx/live/topics';
import type { Parameters } from './parameters';

/**
 * The items of an event that is wanted.
 *
 * @param news it was told by itself, not because the node has just subscribed
 */
export function itemsOf(
	body: Body,
	news: boolean,
	known: Known,
	{ events, extensions, queues, simple, snapshots }: Parameters,
): INodeExecutionData[] {
	const name = liveNameOf(String(body.event_type));
	const told = name && LIVE_EVENTS[name].snapshot ? known.newsIn(body, news || snapshots) : body;
	if (!name || !told || !events.includes(name)) return [];
	const { parts = [] } = readEvent(told) ?? {};
	return parts.flatMap(({ facts, raw }) => {
		if (!isWanted(facts.extension, extensions) || !isWanted(facts.queueNumber, queues)) return [];
		// Of queues and agents the PBX tells more than there are words for here.
		const { event_type: eventType, ...rest } = raw;
		const isPlain = facts.extension !== undefined || facts.sessionId !== undefined;
		const json = { event: name, ...(isPlain ? facts : { ...rest, ...facts, event: name }) };
		return [{ json: (simple ? json : { ...json, eventType, raw }) as IDataObject }];
	});
}

/** System-wide topics tell of all numbers: what was chosen is looked at here. */
const isWanted = (number: unknown, chosen: readonly string[]): boolean =>
	!chosen.length || number === undefined || chosen.includes(String(number));

/** An item that tells of the connection itself. */
export const connectionItem = (event: string, more: IDataObject): INodeExecutionData => ({
	json: { event, ...more },
});

/** The two webhooks of a tenant, each with one address. */
export const GROUPS = ['cdr_event', 'extension_event'] as const;

export type Group = (typeof GROUPS)[number];

/** What happened; the words of the PBX for it change with its version. */
export type EventName =
	| 'callStarted'
	| 'callUpdated'
	| 'deviceAdded'
	| 'deviceRinging'
	| 'deviceAnswered'
	| 'deviceNotAnswered'
	| 'deviceFailed'
	| 'deviceEnded'
	| 'callEnded'
	| 'extensionStatus'
	| 'extensionCall'
	| 'extensionPresence'
	| 'other';

/** What an event is about, which decides what can be read from it. */
type Subject = 'call' | 'device' | 'record' | 'extension' | 'other';

interface Kind {
	/** `event_type` without the `cdr_` that some versions put in front of it. */
	type: string;
	subject: Subject;
}

const KINDS: Readonly<Record<Exclude<EventName, 'other'>, Kind>> = {
	callStarted: { type: 'call_start', subject: 'call' },
	callUpdated: { type: 'call_update_info', subject: 'call' },
	deviceAdded: { type: 'target_add', subject: 'device' },
	deviceRinging: { type: 'target_ringing', subject: 'device' },
	deviceAnswered: { type: 'target_answer', subject: 'device' },
	deviceNotAnswered: { type: 'target_noanswer', subject: 'device' },
	deviceFailed: { type: 'target_fail', subject: 'device' },
	deviceEnded: { type: 'target_end', subject: 'device' },
	callEnded: { type: 'call_cdr', subject: 'record' },
	extensionStatus: { type: 'extension_status', subject: 'extension' },
	extensionCall: { type: 'extension_call', subject: 'extension' },
	extensionPresence: { type: 'extension_presence', subject: 'extension' },
};

const NAMES: ReadonlyMap<string, EventName> = new Map(
	Object.entries(KINDS).map(([name, { type }]) => [type, name as EventName]),
);

/** What an `event_type` stands for, with and without `cdr_` in front. */
export const nameOf = (eventType: string): EventName =>
	NAMES.get(eventType.replace(/^cdr_(?=target_)/, '')) ?? 'other';

/** What an event is about. */
export const subjectOf = (name: EventName): Subject =>
	name === 'other' ? 'other' : KINDS[name].subject;

/** The webhooks that bring these events; what is not known can come by either. */
export function groupsOf(names: readonly EventName[]): Group[] {
	const brings = (group: Group) =>
		names.some((name) => {
			const subject = subjectOf(name);
			if (subject === 'other') return true;
			return (subject === 'extension') === (group === 'extension_event');
		});
	return GROUPS.filter(brings);
}

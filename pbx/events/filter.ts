import type { Facts } from './calls';
import { subjectOf, type EventName } from './names';
import { isBody } from './values';

/** Which events are wanted; what is not set lets all pass. */
export interface EventFilter {
	directions?: readonly string[];
	/** Numbers of extensions that take part. */
	extensions?: readonly string[];
	/** Numbers that call, are called or were dialled; `44*` is every number that begins so. */
	numbers?: readonly string[];
	/** Numbers or ids of queues. */
	queues?: readonly string[];
	outcome?: 'answered' | 'missed';
	/** Seconds of talk. */
	minimumTalk?: number;
}

/**
 * Whether an event passes. Each part of a filter applies to the events that can have what it asks
 * for; one of these that does not tell it is left out, and all others pass.
 */
export function passes(name: EventName, facts: Facts, filter: EventFilter): boolean {
	const subject = subjectOf(name);
	const isRecord = subject === 'record';
	const isCall = isRecord || subject === 'call' || subject === 'device';
	const { directions, extensions, numbers, queues, outcome, minimumTalk } = filter;
	const checks: Array<[applies: boolean, passed: () => boolean]> = [
		[isCall && !!directions?.length, () => !!directions?.includes(String(facts.direction))],
		[!!extensions?.length, () => hasAny(extensions, partiesOf(facts))],
		[isCall && !!numbers?.length, () => hasAny(numbers, numbersOf(facts))],
		[(isCall || subject === 'other') && !!queues?.length, () => hasAny(queues, queuesOf(facts))],
		[isRecord && outcome !== undefined, () => facts.answered === (outcome === 'answered')],
		[isRecord && minimumTalk !== undefined, () => Number(facts.talkSeconds) >= minimumTalk!],
	];
	return checks.every(([applies, passed]) => !applies || passed());
}

const targetsOf = ({ targets }: Facts): Facts[] =>
	Array.isArray(targets) ? targets.filter(isBody) : [];

const partiesOf = (facts: Facts): unknown[] => [
	facts.extension,
	facts.callerNumber,
	facts.calleeNumber,
	...targetsOf(facts).flatMap(({ callerNumber, calleeNumber }) => [callerNumber, calleeNumber]),
];

const numbersOf = (facts: Facts): unknown[] => [
	...partiesOf(facts),
	facts.did,
	facts.outboundCallerId,
	facts.callerId,
];

const queuesOf = (facts: Facts): unknown[] => [
	facts.queueNumber,
	facts.queueId,
	facts.serviceNumber,
	...partiesOf(facts),
];

const hasAny = (wanted: readonly string[] = [], found: readonly unknown[]): boolean => {
	const numbers = found.filter((each) => typeof each === 'string').map(digitsOf);
	return wanted.some((each) => numbers.some((number) => fits(each, number)));
};

function fits(wanted: string, number: string): boolean {
	const [, start] = /^(.*)\*$/.exec(wanted.trim()) ?? [];
	return start === undefined
		? digitsOf(wanted) === number
		: number.startsWith(digitsOf(start)) && number !== '';
}

/** `+44 20 7123-0000` and `00442071230000` as they are compared; an extension keeps its zeros. */
const digitsOf = (number: string): string =>
	number.replace(/[\s().-]/g, '').replace(/^(\+|00(?=\d{7}))/, '');

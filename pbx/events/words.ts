import { textOf } from './values';

/** Where a call comes from and goes to. */
export const DIRECTIONS = ['internal', 'inbound', 'inbound_outbound', 'outbound'] as const;

const SHORT: Readonly<Record<string, string>> = {
	ext: 'internal',
	in: 'inbound',
	in2out: 'inbound_outbound',
	out: 'outbound',
};

const small = (value: unknown): string | undefined => textOf(value)?.toLowerCase();

/**
 * The direction of a call: events use short or long words, whatever the version, and the records of
 * the API a third set. A word that is none of these stays as it is.
 */
export function directionOf(value: unknown): string | undefined {
	const word = small(value)?.replace(/_call$/, '');
	return word === undefined ? undefined : (SHORT[word] ?? word);
}

const REASONS: Readonly<Record<string, string>> = {
	caller_disconnect: 'caller_disconnected',
	callee_disconnect: 'callee_disconnected',
	blind_transfer_complete: 'blind_transfer_completed',
	attended_transfer_complete: 'attended_transfer_completed',
	consult_transfer_completed: 'attended_transfer_completed',
	canceled: 'cancelled',
};

/**
 * Why a call ended, in the form with `-ed`.
 *
 * @returns null where the PBX says that there is no reason
 */
export function endReasonOf(value: unknown): string | null | undefined {
	if (value === undefined) return undefined;
	const word = small(value);
	if (word === undefined || word === 'none') return null;
	return REASONS[word] ?? word;
}

const STATUSES: Readonly<Record<string, string>> = {
	noanswer: 'not_answered',
	no_answer: 'not_answered',
	fail: 'failed',
};

/** Whether a call, or the attempt at one device, was answered. */
export function callStatusOf(value: unknown): string | undefined {
	const word = small(value);
	return word === undefined ? undefined : (STATUSES[word] ?? word);
}

/**
 * Whether an extension is in a call: `on_call`, `ringing` or `idle`. Older versions say it in words
 * or by a switch, and one published text has a slip.
 */
export function extensionCallOf({
	call_status: status,
	on_call: onCall,
}: Readonly<Record<string, unknown>>): string | undefined {
	if (typeof status !== 'string') {
		return typeof onCall === 'boolean' ? (onCall ? 'on_call' : 'idle') : undefined;
	}
	const word = small(status)?.replace(/\s+/g, '_') ?? 'idle';
	return word === 'on_acll' ? 'on_call' : word;
}

/** The presence of an extension; what is ONLINE from 22.3 on was AVAILABLE before. */
export function presenceOf(value: unknown): string | undefined {
	const word = small(value);
	return word === 'available' ? 'online' : word;
}

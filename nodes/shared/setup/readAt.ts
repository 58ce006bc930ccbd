import type { Field } from '../api/types';
import { InputRefused } from '../values/inputRefused';
import { wireValue } from '../values/wireValue';

/**
 * A value of the document in the form of the API.
 *
 * @param title of the record, for messages
 * @param timezone for dates that name none
 * @returns undefined where nothing was given
 * @throws InputRefused with the record at which it happened
 */
export function readAt(title: string, fact: Field, value: unknown, timezone = 'UTC'): unknown {
	try {
		return wireValue(fact, value, { timezone, secrets: new Set() });
	} catch (error) {
		throw atRecord(title, error);
	}
}

/** A refusal with the record at which it happened; whatever else was thrown stays as it is. */
const atRecord = (title: string, error: unknown): unknown =>
	error instanceof InputRefused
		? new InputRefused(`${title}: ${error.message}`, error.advice, error.facts)
		: error;

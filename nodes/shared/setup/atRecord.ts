import { InputRefused } from '../values/inputRefused';

/** A refusal with the record at which it happened; whatever else was thrown stays as it is. */
export const atRecord = (title: string, error: unknown): unknown =>
	error instanceof InputRefused
		? new InputRefused(`${title}: ${error.message}`, error.advice, error.facts)
		: error;

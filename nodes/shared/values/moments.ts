/** A Date, or a DateTime of Luxon, which n8n gives in expressions; its class is not ours to import. */
export interface Moment {
	toJSON(): string | null;
	valueOf(): number;
}

/** Whether a value is a Date or a DateTime of Luxon. */
export const isMoment = (value: unknown): value is Moment =>
	value instanceof Date ||
	(typeof value === 'object' &&
		value !== null &&
		'toJSON' in value &&
		typeof value.toJSON === 'function' &&
		typeof value.valueOf() === 'number');

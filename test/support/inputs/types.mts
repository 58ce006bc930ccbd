/** A field that an operation has: `trunk.create did_numbers`. */
export type Place = `${string}.${string} ${string}`;

/** An input, and what is right: the value that is sent, `undefined` for nothing, or a refusal. */
type Row = readonly [input: unknown, right: unknown];

/** Inputs of one kind, on one field that takes them. */
export interface Inputs {
	kind: string;
	place: Place;
	rows: readonly Row[];
}
